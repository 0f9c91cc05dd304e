import { Spread, type SpreadRack, type SpreadRules } from './spread.ts'
import type { Left, Standing } from './survival.ts'
import type { SurvivalLevel } from './verdict.ts'

/** Something of a site that fails as one, with the racks that go with it. */
export interface Failure {
  readonly path: string
  readonly racks: ReadonlySet<string>
}

/** What may fail at a site, by level; racks and hosts are their own. */
export type SiteFailures = Readonly<Record<'row' | 'power' | 'hall', readonly Failure[]>>

/** Where a copy stands; undefined where nobody knows. */
export interface Copy {
  readonly node: string | undefined
  readonly rack: string | undefined
}

/** Copies where they are. */
export function standingOfPods(copies: readonly Copy[], failures: SiteFailures): Standing {
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
    by: 'live pods',
    copies: copies.length,
    after: (level) => {
      if (level === 'host') {
        const [node, gone] = most(onNode)
        return left(rackOfNode.get(node), gone)
      }
      if (level === 'rack') return left(...most(onRack))
      return left(
        ...worstFailure(failures[level], ({ racks }) =>
          [...onRack].reduce((sum, [rack, count]) => sum + (racks.has(rack) ? count : 0), 0),
        ),
      )
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
  const [worst, gone] = worstFailure(failures[level], ({ racks: lost }) => spread.mostOn((rack) => lost.has(rack)))
  return { left: spread.copies - gone, unsure: 0, worst }
}

function worstFailure(
  failures: readonly Failure[],
  goneWith: (failure: Failure) => number,
): readonly [string | undefined, number] {
  let worst: readonly [string | undefined, number] = [undefined, 0]
  for (const failure of failures) {
    const gone = goneWith(failure)
    if (gone > worst[1]) worst = [failure.path, gone]
  }
  return worst
}

function countsOf(copies: readonly Copy[], keyOf: (copy: Copy) => string | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const copy of copies) {
    const key = keyOf(copy)
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
