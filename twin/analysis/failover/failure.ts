import { isWithin } from '../../model/path.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { answerOf, type FailureAnswer } from './answer.ts'
import { Losses, type Settled, settledWith } from './settled.ts'
import { SingleLosses } from './single-losses.ts'
import { Supports } from './supports.ts'

/** What happens when things fail. */
export interface Failure {
  readonly lost: readonly string[]
  /** While batteries carry what has no other supply; generators have started. */
  readonly atOnce: FailureAnswer
  /** When batteries are empty; undefined where they carry nothing. */
  readonly later: { readonly afterSeconds: number; readonly answer: FailureAnswer } | undefined
}

/** Answers what fails with what, over one state of the loads. */
export class Failures {
  /** The chain with nothing lost; what is overloaded even so has tripped. */
  readonly before: Settled
  readonly #had: SingleLosses
  readonly #losses: Losses

  constructor(
    private readonly graph: PowerGraph,
    private readonly loads: PowerLoads,
  ) {
    this.before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: true })
    const { energised, out } = this.before
    this.#had = new SingleLosses(graph, energised, out.banks, new Supports(graph, energised))
    this.#losses = new Losses(graph, loads, this.before)
  }

  /**
   * @param paths things that fail at the same time, each with all that stands within it: a room takes its racks along.
   * What is no part of the power chain and holds none loses nothing.
   */
  of(paths: readonly string[]): Failure {
    const nodes = new Set<number>()
    for (const path of paths) {
      const own = this.graph.at.get(path)
      if (own !== undefined) nodes.add(own)
      else
        for (const [number, { thing }] of this.graph.nodes.entries()) if (isWithin(thing.path, path)) nodes.add(number)
    }
    return this.ofNodes(nodes, paths)
  }

  /** The same of node numbers of the graph. */
  ofNodes(nodes: ReadonlySet<number>, lost: readonly string[]): Failure {
    const ask = (batteries: boolean) => {
      const after = this.#losses.settled(nodes, batteries)
      return answerOf(this.graph, this.loads, this.before, this.#had, after, nodes)
    }
    const atOnce = ask(true)
    const soonest = atOnce.onBattery[0]
    const later = soonest && { afterSeconds: soonest.seconds, answer: ask(false) }
    return { lost, atOnce, later }
  }
}
