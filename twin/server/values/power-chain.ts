import { feedCapacity } from '../../analysis/rollup/feed-capacity.ts'
import type { Estate } from '../../model/estate.ts'
import { POWER_CHAIN_KINDS } from '../../model/kinds.ts'
import type { Thing } from '../../model/things.ts'
import type { PROVENANCES } from '../../protocol/rest.ts'
import type { Figures } from './figures.ts'

export type Provenance = (typeof PROVENANCES)[number]

export interface Load {
  /** NaN where nothing of it is known. */
  readonly watts: number
  readonly provenance: Provenance
}

const BY_RANK: readonly Provenance[] = ['unknown', 'partial', 'sum-of-children', 'measured']
const UNKNOWN = 0
const PARTIAL = 1
const SUM = 2
const MEASURED = 3

/** A thing of the chain with what its load is made from, by thing index. */
interface Node {
  readonly thing: Thing
  /** Itself and the meters that measure it. */
  readonly measuredBy: readonly number[]
  readonly drawing: readonly Drawing[]
  readonly rating: number
  /** Rack PDUs and coolers have figures of their own; the chain only reads them. */
  readonly isLeaf: boolean
}

/** A thing that draws through another, with all that it can draw from. */
interface Drawing {
  readonly thing: number
  /** They share what it draws. */
  readonly primaries: readonly number[]
  /** Taken, in this order, while no primary carries anything. */
  readonly alternates: readonly number[]
}

/**
 * The load of what feeds others, from the rack PDUs and coolers up to the utility: measured where a meter or the thing itself says it,
 * else the sum of what draws through it at present: primaries share alike, one that measures nothing is dead and carries none, and where all are dead the first
 * living alternate carries all; of a UPS on its battery nothing comes from above. Losses are not added, which `sum-of-children` says.
 */
export class PowerChain {
  /** What is fed first, what feeds after. */
  readonly #order: readonly Node[]
  readonly #measuredBy = new Map<number, readonly number[]>()
  readonly #watts: Float64Array
  readonly #provenance: Uint8Array

  constructor(
    estate: Estate,
    private readonly figures: Figures,
    private readonly isOnBattery: (thing: number) => boolean,
  ) {
    this.#watts = new Float64Array(estate.extent).fill(Number.NaN)
    this.#provenance = new Uint8Array(estate.extent)
    const meters = new Map<string, number[]>()
    for (const { measures, index } of estate.ofKind('meter'))
      meters.set(measures, [...(meters.get(measures) ?? []), index])
    const order: Node[] = []
    const seen = new Set<number>()
    const done = new Set<number>()
    const visit = (thing: Thing) => {
      if (seen.has(thing.index)) return
      seen.add(thing.index)
      const isLeaf = thing.kind === 'rack-pdu' || thing.kind === 'crah' || thing.kind === 'chiller'
      const fed = isLeaf ? [] : estate.fedBy(thing.path)
      for (const other of fed) visit(other)
      const measuredBy = [thing.index, ...(meters.get(thing.path) ?? [])]
      this.#measuredBy.set(thing.index, measuredBy)
      done.add(thing.index)
      order.push({
        thing,
        measuredBy,
        // A tie between two boards would make each a part of the other: the second way is left out.
        drawing: fed.filter(({ index }) => done.has(index)).map((other) => drawingOf(estate, other)),
        rating: this.rating(thing) ?? Number.NaN,
        isLeaf,
      })
    }
    for (const kind of POWER_CHAIN_KINDS) {
      for (const thing of estate.ofKind(kind)) visit(thing)
    }
    this.#order = order
  }

  load(thing: number): Load {
    return {
      watts: this.#watts[thing] ?? Number.NaN,
      provenance: BY_RANK[this.#provenance[thing] ?? UNKNOWN] ?? 'unknown',
    }
  }

  update(): void {
    for (const node of this.#order) {
      const { index } = node.thing
      this.#work(node, index)
      const watts = this.#watts[index] as number
      if (!node.isLeaf) this.figures.setLoad(index, watts, watts / node.rating)
    }
  }

  /** What it may give without end, in watts (volt-amperes at a power factor of one); undefined or NaN where the estate does not say. */
  rating(thing: Thing): number | undefined {
    switch (thing.kind) {
      case 'power-feed':
        return feedCapacity(thing).voltAmperes
      case 'power-panel':
        return (thing.rating ?? Number.NaN) * thing.voltage * (thing.voltageIs === 'line-to-line' ? Math.sqrt(3) : 3)
      case 'rack-pdu':
        return this.figures.pduCapacity(thing)
      case 'ups':
      case 'transformer':
      case 'generator':
      case 'utility':
        return thing.rating
      default:
        return undefined
    }
  }

  #work(node: Node, index: number): void {
    const measured = this.#measured(node.measuredBy)
    if (!Number.isNaN(measured)) {
      this.#watts[index] = measured
      this.#provenance[index] = MEASURED
      return
    }
    let watts = Number.NaN
    let provenance = SUM
    for (const drawing of node.drawing) {
      const share = this.#share(drawing, index)
      if (share === 0) continue
      if ((this.#provenance[drawing.thing] as number) < SUM) provenance = PARTIAL
      const load = (this.#watts[drawing.thing] as number) * share
      if (!Number.isNaN(load)) watts = Number.isNaN(watts) ? load : watts + load
    }
    this.#watts[index] = watts
    this.#provenance[index] = Number.isNaN(watts) ? UNKNOWN : provenance
  }

  /** NaN where nothing measures it. */
  #measured(measuredBy: readonly number[]): number {
    for (const meter of measuredBy) {
      const watts = this.figures.ownPower(meter)
      if (!Number.isNaN(watts)) return watts
    }
    return Number.NaN
  }

  /** What of a load `from` carries, between 0 and 1. */
  #share({ alternates, primaries, thing: drawing }: Drawing, from: number): number {
    if (this.isOnBattery(drawing)) return 0
    const lives = (thing: number) => this.#measured(this.#measuredBy.get(thing) ?? [thing]) !== 0
    if (primaries.length === 1 && alternates.length === 0) return 1
    const living = primaries.filter(lives)
    if (living.length > 0) return living.includes(from) ? 1 / living.length : 0
    return alternates.find(lives) === from ? 1 : 0
  }
}

function drawingOf(estate: Estate, thing: Thing): Drawing {
  const supplies = 'supplies' in thing ? thing.supplies : []
  const of = (role: 'primary' | 'alternate') => [
    ...new Set(supplies.flatMap((supply) => (supply.role === role ? (estate.find(supply.from)?.index ?? []) : []))),
  ]
  return { thing: thing.index, primaries: of('primary'), alternates: of('alternate') }
}
