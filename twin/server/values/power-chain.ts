import { feedCapacity } from '../../analysis/rollup/feed-capacity.ts'
import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
import type { Figures } from './figures.ts'

export type Provenance = 'measured' | 'sum-of-children' | 'partial' | 'unknown'

export interface Load {
  /** NaN where nothing of it is known. */
  readonly watts: number
  readonly provenance: Provenance
}

const UNKNOWN: Load = { watts: Number.NaN, provenance: 'unknown' }

/**
 * The load of what feeds others, from the rack PDUs and coolers up to the utility: measured where a meter or the thing itself says it,
 * else the sum of what draws through it at present (its `primary` ends; losses are not added, which `sum-of-children` says).
 */
export class PowerChain {
  /** What is fed first, what feeds after. */
  readonly #order: readonly Thing[]
  readonly #drawing = new Map<number, readonly Thing[]>()
  readonly #meters = new Map<string, number[]>()
  readonly #loads = new Map<number, Load>()

  constructor(
    estate: Estate,
    private readonly figures: Figures,
  ) {
    for (const meter of estate.ofKind('meter')) {
      const known = this.#meters.get(meter.measures)
      if (known) known.push(meter.index)
      else this.#meters.set(meter.measures, [meter.index])
    }
    const order: Thing[] = []
    const seen = new Set<number>()
    const visit = (thing: Thing) => {
      if (seen.has(thing.index)) return
      seen.add(thing.index)
      const fed =
        thing.kind === 'rack-pdu' ? [] : estate.fedBy(thing.path).filter((other) => drawsFrom(other, thing.path))
      for (const other of fed) visit(other)
      this.#drawing.set(thing.index, fed)
      order.push(thing)
    }
    for (const kind of ['utility', 'generator', 'transformer', 'ups', 'power-panel', 'power-feed'] as const) {
      for (const thing of estate.ofKind(kind)) visit(thing)
    }
    this.#order = order
  }

  load(thing: number): Load {
    return this.#loads.get(thing) ?? UNKNOWN
  }

  update(): void {
    for (const thing of this.#order) {
      const load = this.#loadOf(thing)
      this.#loads.set(thing.index, load)
      if (thing.kind === 'rack-pdu' || thing.kind === 'crah' || thing.kind === 'chiller') continue
      const rating = this.rating(thing)
      this.figures.setLoad(thing.index, load.watts, rating === undefined ? Number.NaN : load.watts / rating)
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

  #loadOf(thing: Thing): Load {
    const meters = this.#meters.get(thing.path) ?? []
    for (const meter of [thing.index, ...meters]) {
      const watts = this.figures.ownPower(meter)
      if (!Number.isNaN(watts)) return { watts, provenance: 'measured' }
    }
    let watts = Number.NaN
    let partial = false
    for (const { index } of this.#drawing.get(thing.index) ?? []) {
      const load = this.load(index)
      if (load.provenance === 'unknown' || load.provenance === 'partial') partial = true
      if (!Number.isNaN(load.watts)) watts = Number.isNaN(watts) ? load.watts : watts + load.watts
    }
    return Number.isNaN(watts) ? UNKNOWN : { watts, provenance: partial ? 'partial' : 'sum-of-children' }
  }
}

function drawsFrom(thing: Thing, path: string): boolean {
  return 'supplies' in thing && thing.supplies.some((supply) => supply.from === path && supply.role === 'primary')
}
