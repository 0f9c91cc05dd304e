import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { answerOf, type FailureAnswer } from './answer.ts'
import { type Lost, lostOf } from './lost-of.ts'
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
    this.#had = new SingleLosses(graph, energised, out, new Supports(graph, energised))
    this.#losses = new Losses(graph, loads, this.before)
  }

  /**
   * @param paths things that fail at the same time, each with all that stands within it: a room takes its racks along. A device, and
   * an outlet, a bank or a supply as `failingPart` names them, too. What nothing of the power chain hangs on loses nothing.
   */
  of(paths: readonly string[]): Failure {
    return this.#ofLost(lostOf(this.graph, paths), paths)
  }

  /** The same of node numbers of the graph. */
  ofNodes(nodes: ReadonlySet<number>, lost: readonly string[]): Failure {
    return this.#ofLost({ nodes, banks: new Set(), cords: new Map(), inputs: new Set(), uncorded: [] }, lost)
  }

  #ofLost(out: Lost, lost: readonly string[]): Failure {
    const ask = (batteries: boolean) => {
      const after = this.#losses.settled(out.nodes, batteries, out)
      return answerOf(this.graph, this.loads, this.before, this.#had, after, out)
    }
    const atOnce = ask(true)
    const soonest = atOnce.onBattery[0]
    const later = soonest && { afterSeconds: soonest.seconds, answer: ask(false) }
    return { lost, atOnce, later }
  }
}
