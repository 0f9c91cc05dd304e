import type { PowerGraph } from '../../../analysis/power/power-graph.ts'
import type { DrawnNode } from '../../../analysis/single-line/fold.ts'
import { isWithin } from '../../../model/path.ts'
import type { ChainView, FailView } from '../../../protocol/planning.ts'

type Figures = ChainView['nodes'][number]
type Use = NonNullable<Figures['worst']>

/** What becomes of a symbol in the what-if. */
export type Fate = 'lost' | 'down' | 'endangered' | 'holds'

/** A symbol with its figures. Of several things alike: their sum, and the fullest of them. */
export interface ChainRow extends DrawnNode {
  readonly paths: readonly string[]
  readonly watts: number | undefined
  readonly now: Use | undefined
  readonly worst: Use | undefined
  /** By line; of a single thing with three lines. */
  readonly phases: Figures['phases']
  /** Path of the loss that `worst` is of. */
  readonly by: string | undefined
  /** What it carries in the what-if, where that is something else. */
  readonly after: { readonly hasPower: boolean; readonly watts: number; readonly use: Use | undefined } | undefined
  readonly fate: Fate
  /** Seconds that its battery carries it in the what-if, of several the fewest; null where nobody knows. */
  readonly onBattery: number | null | undefined
  /** Devices that rest on it alone in the what-if, and did not before. */
  readonly restAlone: number
}

/** @param answer of the what-if at a moment; undefined where nothing is let fail */
export function chainRows(
  graph: PowerGraph,
  drawn: readonly DrawnNode[],
  figures: readonly Figures[],
  lost: readonly string[],
  answer: Pick<FailView['atOnce'], 'chain' | 'onBattery' | 'overloads' | 'singlePoints' | 'trips'> | undefined,
): readonly ChainRow[] {
  const known = new Map(figures.map((one): [string, Figures] => [one.path, one]))
  const carried = new Map(answer?.chain.map((one) => [one.path, one] as const))
  const opened = new Set(answer?.trips.flatMap(({ does, path }) => (does === 'opens' ? path : [])))
  const over = new Set([...(answer?.overloads ?? []), ...(answer?.trips ?? [])].map(({ path }) => path))
  const alone = new Map(answer?.singlePoints.map(({ path, devices }) => [path, devices] as const))
  const battery = new Map(answer?.onBattery.map(({ path, seconds }) => [path, seconds] as const))
  const dead = new Set<string>()
  return drawn.map((node): ChainRow => {
    const paths = node.members.slice(0, node.alike).map((number) => graph.nodes[number]?.thing.path ?? '')
    const own = paths.flatMap((path) => known.get(path) ?? [])
    const worst = fullest(own)
    const changed = paths.flatMap((path) => carried.get(path) ?? [])
    const isLost = paths.every((path) => lost.some((one) => isWithin(path, one)))
    const onBattery = leastOf(paths.flatMap((path) => battery.get(path) ?? (battery.has(path) ? null : [])))
    const sources = [...node.primaries, ...node.alternates]
    const isDead =
      (changed.length === paths.length && changed.every(({ hasPower }) => !hasPower)) ||
      paths.every((path) => opened.has(path)) ||
      (answer !== undefined && onBattery === undefined && sources.length > 0 && sources.every((key) => dead.has(key)))
    if (isLost || isDead) dead.add(node.key)
    return {
      ...node,
      paths,
      watts: own.length === 0 ? undefined : own.reduce((sum, { watts }) => sum + (watts ?? 0), 0),
      now: own.reduce<Use | undefined>((most, { now }) => fuller(most, now), undefined),
      worst: worst?.worst,
      phases: own.length === 1 ? own[0]?.phases : undefined,
      by: worst?.by,
      after: answer && !isLost ? thenOf(changed, isDead) : undefined,
      fate: isLost ? 'lost' : isDead ? 'down' : paths.some((path) => over.has(path)) ? 'endangered' : 'holds',
      onBattery: isLost || isDead ? undefined : onBattery,
      restAlone: paths.reduce((sum, path) => sum + (alone.get(path) ?? 0), 0),
    }
  })
}

function thenOf(changed: readonly FailView['atOnce']['chain'][number][], isDead: boolean): ChainRow['after'] {
  if (isDead) return { hasPower: false, watts: 0, use: undefined }
  if (changed.length === 0) return undefined
  const use = changed.reduce<Use | undefined>((most, one) => fuller(most, one.use), undefined)
  return { hasPower: true, watts: changed.reduce((sum, { watts }) => sum + (watts ?? 0), 0), use }
}

function leastOf(seconds: readonly (number | null)[]): number | null | undefined {
  if (seconds.length === 0) return undefined
  return seconds.includes(null) ? null : Math.min(...seconds.map(Number))
}

function fullest(own: readonly Figures[]): Figures | undefined {
  return own.reduce<Figures | undefined>((most, one) => {
    return (one.worst?.share ?? -1) > (most?.worst?.share ?? -1) ? one : most
  }, undefined)
}

function fuller(one: Use | undefined, other: Use | undefined): Use | undefined {
  return (other?.share ?? -1) > (one?.share ?? -1) ? other : one
}
