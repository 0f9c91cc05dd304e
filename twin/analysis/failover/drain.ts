import type { ChainState } from '../power/chain-state.ts'
import { ON_BATTERY } from '../power/energise.ts'
import { LOAD_COLUMNS, UNKNOWN, WATTS } from '../power/line-loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import { batteryRuntime, type Runtime } from './battery.ts'

/** What the battery of a UPS gives, and for how long were it full and the load to last. */
interface BatteryLoad extends Runtime {
  readonly watts: number
  /** Loads that nobody knows rest on it too. */
  readonly atLeast: boolean
}

/** Batteries that were empty at the same time. */
export interface Emptied {
  readonly nodes: readonly number[]
  /** Since the loss. NaN where nobody knows, infinite of those that carry nothing. */
  readonly seconds: number
}

/** Undefined of what is not on its battery. */
export function batteryLoad({ nodes }: PowerGraph, state: ChainState, number: number): BatteryLoad | undefined {
  const thing = nodes[number]?.thing
  if (state.energised.state[number] !== ON_BATTERY || thing?.kind !== 'ups') return undefined
  const at = number * LOAD_COLUMNS
  const watts = state.flow.nodes[at + WATTS] ?? 0
  const atLeast = (state.flow.nodes[at + UNKNOWN] ?? 0) > 0
  if (watts === 0 && atLeast) return { watts, atLeast, seconds: Number.NaN, how: 'what it carries is not known' }
  return { watts, atLeast, ...batteryRuntime(thing, watts) }
}

/** Batteries whose ends are nearer to each other than this, in seconds, are empty at once: people read minutes. */
const TOGETHER = 1

/**
 * Batteries that are used up while a loss lasts. At a constant load a battery gives the same share of what it holds in every second; when its
 * load changes, the share that is left lasts as long as that share of the time that the new load would take.
 */
export class Drain {
  readonly #used = new Map<number, number>()
  #running: readonly { readonly node: number; readonly seconds: number }[] = []

  /** @param ups the numbers of all UPS */
  constructor(
    private readonly graph: PowerGraph,
    private readonly ups: readonly number[],
  ) {}

  /** From now on these batteries carry these loads. */
  look(state: ChainState): void {
    this.#running = this.ups.flatMap((node) => {
      const load = batteryLoad(this.graph, state, node)
      return load ? [{ node, seconds: load.seconds }] : []
    })
  }

  get isRunning(): boolean {
    return this.#running.length > 0
  }

  /** Until the next one is empty; infinite where nobody knows of any. */
  get soonest(): number {
    return this.#running.reduce((least, { node, seconds }) => {
      const left = this.#left(node, seconds)
      return left < least ? left : least
    }, Number.POSITIVE_INFINITY)
  }

  pass(waited: number): void {
    for (const { node, seconds } of this.#running) {
      if (Number.isFinite(seconds)) this.#used.set(node, (this.#used.get(node) ?? 0) + waited / seconds)
    }
  }

  /** Those that are empty by now; where none ever is by what is known, all that are left. */
  empty(clock: number): Emptied {
    const known = this.#running.filter(({ node, seconds }) => this.#left(node, seconds) <= TOGETHER)
    if (known.length > 0) return { nodes: known.map(({ node }) => node), seconds: clock }
    const isUnknown = this.#running.some(({ seconds }) => Number.isNaN(seconds))
    const nodes = this.#running.map(({ node }) => node)
    return { nodes, seconds: isUnknown ? Number.NaN : Number.POSITIVE_INFINITY }
  }

  #left(node: number, seconds: number): number {
    return Math.max(0, 1 - (this.#used.get(node) ?? 0)) * seconds
  }
}
