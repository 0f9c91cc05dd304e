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
  readonly drawing: readonly number[]
  readonly rating: number
  /** Rack PDUs and coolers have figures of their own; the chain only reads them. */
  readonly isLeaf: boolean
}

/**
 * The load of what feeds others, from the rack PDUs and coolers up to the utility: measured where a meter or the thing itself says it,
 * else the sum of what draws through it at present (its `primary` ends; losses are not added, which `sum-of-children` says).
 */
export class PowerChain {
  /** What is fed first, what feeds after. */
  readonly #order: readonly Node[]
  readonly #watts: Float64Array
  readonly #provenance: Uint8Array

  constructor(
    estate: Estate,
    private readonly figures: Figures,
  ) {
    this.#watts = new Float64Array(estate.extent).fill(Number.NaN)
    this.#provenance = new Uint8Array(estate.extent)
    const meters = new Map<string, number[]>()
    for (const { measures, index } of estate.ofKind('meter'))
      meters.set(measures, [...(meters.get(measures) ?? []), index])
    const order: Node[] = []
    const seen = new Set<number>()
    const visit = (thing: Thing) => {
      if (seen.has(thing.index)) return
      seen.add(thing.index)
      const isLeaf = thing.kind === 'rack-pdu' || thing.kind === 'crah' || thing.kind === 'chiller'
      const fed = isLeaf ? [] : estate.fedBy(thing.path).filter((other) => drawsFrom(other, thing.path))
      for (const other of fed) visit(other)
      order.push({
        thing,
        measuredBy: [thing.index, ...(meters.get(thing.path) ?? [])],
        drawing: fed.map(({ index }) => index),
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

  /** What it may give without end, in watts (volt-amperes at a power factor of one); undefined where the estate does not say. */
  rating(thing: Thing): number | undefined {
    switch (thing.kind) {
      case 'power-feed':
        return feedCapacity(thing).voltAmperes
      case 'power-panel':
        return thing.rating * thing.voltage * (thing.voltageIs === 'line-to-line' ? Math.sqrt(3) : 3)
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
    for (const meter of node.measuredBy) {
      const watts = this.figures.ownPower(meter)
      if (Number.isNaN(watts)) continue
      this.#watts[index] = watts
      this.#provenance[index] = MEASURED
      return
    }
    let watts = Number.NaN
    let provenance = SUM
    for (const fed of node.drawing) {
      if ((this.#provenance[fed] as number) < SUM) provenance = PARTIAL
      const load = this.#watts[fed] as number
      if (!Number.isNaN(load)) watts = Number.isNaN(watts) ? load : watts + load
    }
    this.#watts[index] = watts
    this.#provenance[index] = Number.isNaN(watts) ? UNKNOWN : provenance
  }
}

function drawsFrom(thing: Thing, path: string): boolean {
  return 'supplies' in thing && thing.supplies.some((supply) => supply.from === path && supply.role === 'primary')
}
