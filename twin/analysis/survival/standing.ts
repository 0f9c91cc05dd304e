import { Spread, type SpreadRack, type SpreadRules } from './spread.ts'
import type { Left, Standing } from './survival.ts'
import type { SurvivalLevel } from './verdict.ts'

/** Something of a site that fails as one, with the racks that go with it. */
export interface Failure {
  readonly path: string
  readonly racks: ReadonlySet<string>
}

/** Levels at which several racks fail as one; racks and hosts are their own. */
export type SharedLevel = 'row' | 'power' | 'hall'

/** What may fail at a site, by level. */
export type SiteFailures = Readonly<Record<SharedLevel, readonly Failure[]>> & {
  /** Racks of which it is known what they stand in, or rest on, at a level; a loss there may take any other. */
  readonly known: Readonly<Record<SharedLevel, ReadonlySet<string>>>
}

/** Where a copy stands; undefined where nobody knows. */
export interface Copy {
  readonly node: string | undefined
  readonly rack: string | undefined
}

/** Copies where they are, or where they were when anybody heard of them last. */
export function standingOfPods(
  copies: readonly Copy[],
  failures: SiteFailures,
  by: 'live pods' | 'last heard' = 'live pods',
): Standing {
  const onRack = countsOf(copies, ({ rack }) => rack)
  const onNode = countsOf(copies, ({ node, rack }) => (rack === undefined ? undefined : (node ?? rack)))
  const rackOfNode = new Map(copies.map(({ node, rack }) => [node ?? rack, rack]))
  const known = [...onRack.values()].reduce((sum, count) => sum + count, 0)
  const unsure = copies.length - known
  const most = (counts: ReadonlyMap<string, number>) =>
    [...counts].reduce<readonly [string | undefined, number]>(
      (worst, next) => (next[1] > worst[1] ? next : worst),
      [undefined, 0],
    )
  const left = (worst: string | undefined, gone: number): Left => ({ left: known - gone, unsure, worst })
  return {
    by,
    copies: copies.length,
    after: (level) => {
      if (level === 'host') {
        const [node, gone] = most(onNode)
        return left(rackOfNode.get(node), gone)
      }
      if (level === 'rack') return left(...most(onRack))
      const on = (racks: (rack: string) => boolean) =>
        [...onRack].reduce((sum, [rack, count]) => sum + (racks(rack) ? count : 0), 0)
      const after = worstFailure(known, on, failures, level)
      return { ...after, unsure: after.unsure + unsure }
    },
  }
}

/** Copies where the spread rules allow them at worst. */
export function standingOfSpread(
  racks: readonly SpreadRack[],
  rules: SpreadRules,
  copies: number,
  failures: SiteFailures,
): Standing {
  const spread = new Spread(racks, rules, copies)
  const known = new Map<SurvivalLevel, Left>()
  return {
    by: 'declared spread',
    copies: spread.copies,
    after: (level) => {
      const found = known.get(level) ?? worstBySpread(spread, racks, level, failures)
      known.set(level, found)
      return found
    },
  }
}

function worstBySpread(
  spread: Spread,
  racks: readonly SpreadRack[],
  level: Exclude<SurvivalLevel, 'site'>,
  failures: SiteFailures,
): Left {
  if (level === 'host' || level === 'rack') {
    // A rack that may take none is the same as one that took none; which of them has the most nobody can say.
    const able = racks.find(({ rack }) => spread.mostOn((one) => one === rack) > 0)
    const gone = able ? spread.mostOn((one) => one === able.rack) : 0
    return { left: spread.copies - gone, unsure: 0, worst: undefined }
  }
  return worstFailure(spread.copies, (racks) => spread.mostOn(racks), failures, level)
}

/**
 * The failure with the least that is certainly left. Copies on racks of which nobody knows the level may go with it or not.
 * @param on the most copies that stand on some racks
 */
function worstFailure(
  copies: number,
  on: (racks: (rack: string) => boolean) => number,
  failures: SiteFailures,
  level: SharedLevel,
): Left {
  const isUnknown = (rack: string) => !failures.known[level].has(rack)
  const unknown = on(isUnknown)
  let worst: Left = { left: copies - unknown, unsure: unknown, worst: undefined }
  for (const { path, racks } of failures[level]) {
    const gone = on((rack) => racks.has(rack))
    const left = copies - (unknown === 0 ? gone : on((rack) => racks.has(rack) || isUnknown(rack)))
    const after: Left = { left, unsure: copies - gone - left, worst: path }
    if (gone > 0 && isWorse(after, worst)) worst = after
  }
  return worst
}

function isWorse(one: Left, other: Left): boolean {
  return one.left < other.left || (one.left === other.left && one.unsure < other.unsure)
}

function countsOf(copies: readonly Copy[], keyOf: (copy: Copy) => string | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const copy of copies) {
    const key = keyOf(copy)
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
