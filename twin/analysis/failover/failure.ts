import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { answerOf, type FailureAnswer, tripsOf } from './answer.ts'
import type { Emptied } from './drain.ts'
import { type Fates, fatesOf, type Stopped, stoppedBy } from './fates.ts'
import { type Lost, lostOf } from './lost-of.ts'
import { Losses, type Settled, type SettledAfter, settledWith } from './settled.ts'
import { SingleLosses } from './single-losses.ts'
import { Supports } from './supports.ts'

/** What happens when things fail. */
export interface Failure {
  readonly lost: readonly string[]
  /** What would open even if nothing failed, by the loads that are taken: answers begin where that has opened. */
  readonly before: { readonly trips: FailureAnswer['trips']; readonly down: readonly string[] }
  /** While batteries carry what has no other supply; generators have started. */
  readonly atOnce: FailureAnswer
  /** When the last battery is empty; undefined where they carry nothing. */
  readonly later: FailureLater | undefined
}

/** Batteries that are empty at the same time, and what stops or throttles then that did not before: until the next ones are. */
export interface BatteryEnd extends Fates {
  /** Of the UPS. */
  readonly paths: readonly string[]
  /** Since the loss. NaN where nobody knows, infinite of those that carry nothing. */
  readonly afterSeconds: number
}

export interface FailureLater {
  /** Until the first battery is empty. */
  readonly afterSeconds: number
  readonly ends: readonly BatteryEnd[]
  readonly answer: FailureAnswer
}

/** Answers what fails with what, over one state of the loads. */
export class Failures {
  /** The chain with nothing more lost; what is overloaded even so has tripped. */
  readonly before: Settled
  readonly #had: SingleLosses
  readonly #losses: Losses
  readonly #standing: Failure['before']

  /** @param inputs UPS that get nothing from what they draw from already, by their nodes: before any question they are on their batteries */
  constructor(
    private readonly graph: PowerGraph,
    private readonly loads: PowerLoads,
    inputs: ReadonlySet<number> = new Set(),
  ) {
    this.before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), inputs, batteries: true })
    const { energised, out } = this.before
    this.#had = new SingleLosses(graph, energised, out, new Supports(graph, energised))
    this.#losses = new Losses(graph, loads, this.before)
    this.#standing = { trips: tripsOf(graph, this.before), down: this.#downBefore() }
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
    const answer = (after: SettledAfter) => answerOf(this.graph, this.loads, this.before, this.#had, after, out)
    const atOnce = answer(this.#losses.settled(out.nodes, true, out))
    return { lost, before: this.#standing, atOnce, later: atOnce.onBattery[0] && this.#later(out, answer) }
  }

  #later(out: Lost, answer: (after: SettledAfter) => FailureAnswer): FailureLater | undefined {
    const { before, graph, loads } = this
    const ends: BatteryEnd[] = []
    let emptied: Emptied | undefined
    let had: Stopped | undefined
    const tell = (after: SettledAfter) => {
      const stopped = stoppedBy(graph, before, after, out)
      if (emptied) {
        const paths = emptied.nodes.map((node) => graph.nodes[node]?.thing.path ?? '')
        ends.push({ paths, afterSeconds: emptied.seconds, ...fatesOf(graph, loads, before, after, stopped, had) })
      }
      had = stopped
    }
    const after = this.#losses.drained(out.nodes, out, (until, next) => {
      tell(until)
      emptied = next
    })
    tell(after)
    const [first] = ends
    return first && { afterSeconds: first.afterSeconds, ends, answer: answer(after) }
  }

  /** Devices that what opens by itself leaves too few supplies. */
  #downBefore(): readonly string[] {
    const { trips, flow } = this.before
    if (trips.length === 0) return []
    return this.graph.devices.devices.flatMap(({ path }, number) => {
      const isWhole = (flow.livingCords[number] ?? 0) >= (this.graph.devices.needed[number] ?? 1)
      return isWhole || this.loads.devices[number] === 0 ? [] : [path as string]
    })
  }
}
