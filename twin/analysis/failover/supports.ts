import { DEAD, type Energised, ON_BATTERY } from '../power/energise.ts'
import type { PowerGraph } from '../power/power-graph.ts'

const NONE: ReadonlySet<number> = new Set()
const NOTHING: ReadonlyMap<number, ReadonlySet<number>> = new Map()

/**
 * What each node rests on: the nodes whose loss alone takes its power away for good, itself among them (its dominators, Lengauer and
 * Tarjan 1979, by plain iteration). A supply that it could change over to counts as a supply; a battery does not, it ends. Boards that could
 * feed each other by ties are looked at together, so that no order of asking tells one from another. Found when asked for.
 */
export class Supports {
  readonly #found = new Map<number, ReadonlySet<number>>()
  readonly #changed: ReadonlySet<number> | undefined

  /** @param before with the nodes that may rest on something else now than then */
  constructor(
    private readonly graph: PowerGraph,
    private readonly energised: Energised,
    private readonly before?: { readonly supports: Supports; readonly changed: readonly number[] },
  ) {
    if (before) this.#changed = new Set(before.changed)
  }

  /** Undefined for what has no power, and for what has it by a battery alone. */
  of(number: number): ReadonlySet<number> | undefined {
    if (this.before && !this.#changed?.has(number)) return this.before.supports.of(number)
    if (!this.#lasts(number)) return undefined
    if (!this.#found.has(number)) this.#find(number)
    return this.#found.get(number)
  }

  /** All that it may draw from and is not known yet, until nothing changes. */
  #find(from: number): void {
    if (this.#supplies(from).every((supply) => this.#isKnown(supply))) {
      const rests = this.#common(from, NONE, NOTHING)
      if (rests) this.#found.set(from, rests)
      return
    }
    const open = this.#openAbove(from)
    const found = new Map<number, ReadonlySet<number>>()
    for (let moved = true; moved; ) {
      moved = false
      for (const number of open) {
        const next = this.#common(number, open, found)
        if (!next || next.size === found.get(number)?.size) continue
        found.set(number, next)
        moved = true
      }
    }
    for (const [number, rests] of found) this.#found.set(number, rests)
  }

  #isKnown(number: number): boolean {
    return this.#found.has(number) || (this.before !== undefined && !this.#changed?.has(number))
  }

  #openAbove(from: number): ReadonlySet<number> {
    const open = new Set([from])
    for (const number of open) {
      for (const supply of this.#supplies(number)) {
        if (!this.#isKnown(supply)) open.add(supply)
      }
    }
    // What feeds comes before what draws: then one round suffices where there are no ties.
    return new Set([...open].sort((one, other) => one - other))
  }

  /** What all supplies rest on that are known so far, and itself; undefined while none is. It only ever loses some. */
  #common(
    number: number,
    open: ReadonlySet<number>,
    found: ReadonlyMap<number, ReadonlySet<number>>,
  ): ReadonlySet<number> | undefined {
    if (this.graph.nodes[number]?.isSource) return new Set([number])
    let common: Set<number> | undefined
    for (const supply of this.#supplies(number)) {
      const above = open.has(supply) ? found.get(supply) : this.of(supply)
      if (!above) continue
      if (!common) common = new Set(above)
      else for (const one of common) if (!above.has(one)) common.delete(one)
    }
    return common?.add(number)
  }

  #lasts(number: number): boolean {
    const state = this.energised.state[number]
    return state !== DEAD && state !== ON_BATTERY
  }

  /** Those that have power, and not from their own battery. */
  #supplies(number: number): readonly number[] {
    const { alternates = [], primaries = [] } = this.graph.nodes[number] ?? {}
    return [...primaries, ...alternates].filter((supply) => this.#lasts(supply))
  }
}
