import { isWithin } from '../../model/path.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { FailureAnswer } from './answer.ts'
import type { BatteryEnd, Failures } from './failure.ts'

/** Two things whose loss together does what the loss of neither does. */
export interface PairLoss {
  readonly lost: readonly [string, string]
  /** What goes down or throttles, when batteries are empty at the latest, and does not with either alone. */
  readonly down: readonly string[]
  /** Watts that it drew; what nobody knows is left out. */
  readonly watts: number
  readonly services: readonly string[]
  /** Until all of it is down: zero at once, else when the battery is empty that the last of it rests on. */
  readonly afterSeconds: number
}

/** What a place may lose two of: from the grid to the panels where nothing is said. */
const WIDE_KINDS: ReadonlySet<string> = new Set(['utility', 'generator', 'transformer', 'ups', 'power-panel'])

/** The nodes that a scan takes in pairs: those within a path, without coolers; else all from the grid to the panels. */
export function pairCandidates({ nodes }: PowerGraph, within: string | undefined): readonly number[] {
  return nodes.flatMap(({ thing: { kind, path } }, number) => {
    if (within === undefined) return WIDE_KINDS.has(kind) ? [number] : []
    return isWithin(path, within) && kind !== 'crah' && kind !== 'chiller' ? [number] : []
  })
}

/**
 * Every two of the candidates fail at the same time. Pairs that do no more than each alone are left out.
 *
 * @param onPair called before each pair, with how many are done and how many there are
 */
export function* pairScan(
  graph: PowerGraph,
  failures: Failures,
  candidates: readonly number[],
  onPair?: (done: number, of: number) => void,
): Generator<PairLoss> {
  const alone = new Map(candidates.map((number) => [number, lossOf(failures, new Set([number])).paths]))
  const pairs = (candidates.length * (candidates.length - 1)) / 2
  let done = 0
  for (const [place, one] of candidates.entries()) {
    for (const other of candidates.slice(place + 1)) {
      onPair?.(done++, pairs)
      const { ends, fates, paths } = lossOf(failures, new Set([one, other]))
      const down = [...paths].filter((path) => !alone.get(one)?.has(path) && !alone.get(other)?.has(path))
      if (down.length === 0) continue
      const isNew = new Set(down)
      const more = fates.filter(({ path }) => isNew.has(path))
      yield {
        lost: [pathOf(graph, one), pathOf(graph, other)],
        down,
        watts: more.reduce((sum, { watts }) => sum + (watts || 0), 0),
        services: [...new Set(more.flatMap(({ service }) => service ?? []))],
        afterSeconds: secondsOf(ends, isNew),
      }
    }
  }
}

function lossOf(failures: Failures, nodes: ReadonlySet<number>) {
  const { atOnce, later } = failures.ofNodes(nodes, [])
  const hit = ({ down, throttled }: Pick<FailureAnswer, 'down' | 'throttled'>) => [...down, ...throttled]
  const fates = hit(later?.answer ?? atOnce)
  return { ends: later?.ends ?? [], fates, paths: new Set(fates.map(({ path }) => path)) }
}

/** The last end of a battery that takes something of these down. */
function secondsOf(ends: readonly BatteryEnd[], paths: ReadonlySet<string>): number {
  const last = ends.findLast(({ down, throttled }) => [...down, ...throttled].some(({ path }) => paths.has(path)))
  return last?.afterSeconds ?? 0
}

function pathOf({ nodes }: PowerGraph, number: number): string {
  return nodes[number]?.thing.path ?? ''
}
