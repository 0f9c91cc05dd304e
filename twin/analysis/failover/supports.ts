import { DEAD, type Energised } from '../power/energise.ts'
import type { PowerGraph } from '../power/power-graph.ts'

/**
 * What each node rests on: the nodes whose loss alone takes its power away for good, itself among them. A supply that it could
 * change over to counts as a supply; a battery does not, it ends. Found when asked for.
 */
export class Supports {
  readonly #found = new Map<number, ReadonlySet<number> | undefined>()
  readonly #changed: ReadonlySet<number> | undefined

  /** @param before with the nodes that may rest on something else now than then */
  constructor(
    private readonly graph: PowerGraph,
    private readonly energised: Energised,
    private readonly before?: { readonly supports: Supports; readonly changed: readonly number[] },
  ) {
    if (before) this.#changed = new Set(before.changed)
  }

  /** Undefined for what has no power. */
  of(number: number): ReadonlySet<number> | undefined {
    if (this.before && !this.#changed?.has(number)) return this.before.supports.of(number)
    if (this.#found.has(number)) return this.#found.get(number)
    // While it is looked for it leads nowhere: of a tie between two boards neither is a way to power for the other.
    this.#found.set(number, undefined)
    if (this.energised.state[number] === DEAD) return undefined
    const node = this.graph.nodes[number]
    let common: Set<number> | undefined
    for (const supply of [...(node?.primaries ?? []), ...(node?.alternates ?? [])]) {
      const above = this.of(supply)
      if (!above) continue
      if (!common) common = new Set(above)
      else for (const one of common) if (!above.has(one)) common.delete(one)
    }
    const all = common ?? new Set<number>()
    all.add(number)
    this.#found.set(number, all)
    return all
  }
}
