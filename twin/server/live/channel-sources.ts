import { healthCode } from '../../model/health.ts'
import { POWER_CHAIN_KINDS } from '../../model/kinds.ts'
import type { Kind } from '../../model/things.ts'
import type { Metric } from '../../protocol/metric.ts'
import { NO_PART } from '../values/figures.ts'
import { PLANNED_METRICS, type PlannedFigures, type PlannedMetric } from '../values/planned-figures.ts'
import type { SpaceUse } from '../values/space-use.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import type { ChannelSource } from './channel.ts'

const PLACES: readonly Kind[] = ['site', 'building', 'room', 'row', 'rack']
const POWER: readonly Kind[] = [...POWER_CHAIN_KINDS, 'rack-pdu', 'meter']

/** The kinds of things that can have a value; of `health` and `age` all. */
const KINDS_OF: Partial<Record<Metric, ReadonlySet<Kind>>> = {
  temperature: new Set<Kind>([...PLACES, 'probe', 'crah', 'ups', 'device']),
  humidity: new Set<Kind>([...PLACES, 'probe']),
  power: new Set<Kind>([...PLACES, ...POWER, 'crah', 'chiller', 'solar', 'device']),
  'power-use': new Set<Kind>([...PLACES, ...POWER]),
  'space-use': new Set<Kind>(PLACES),
  'failover-use': new Set<Kind>([...PLACES, ...POWER]),
  'cooling-use': new Set<Kind>(PLACES),
  'free-run': new Set<Kind>(PLACES),
  stranded: new Set<Kind>(PLACES),
  confidence: new Set<Kind>(PLACES),
  airflow: new Set<Kind>(['site', 'building', 'room', 'row', 'crah', 'probe']),
}

/** What a page asked to see. */
export interface ThingScope {
  readonly metric: Exclude<Metric, 'point'>
  /** '' for all. */
  readonly scope: string
  readonly kinds: readonly string[] | undefined
}

/** Makes what channels read from: the values, as they are when a frame is encoded. */
export class ChannelSources {
  constructor(
    private readonly values: ValuePlane,
    private readonly spaceUse: SpaceUse,
    private readonly planned: PlannedFigures,
  ) {}

  /** @returns undefined where the estate has no such scope */
  things({ metric, scope, kinds }: ThingScope): ChannelSource | undefined {
    const { estate, tree } = this.values
    const tops = scope === '' ? estate.children('') : [estate.find(scope)]
    const known = KINDS_OF[metric]
    const asked = kinds && new Set(kinds)
    const ids: number[] = []
    const walk = (index: number) => {
      const thing = tree.thing(index)
      if (!thing) return
      if ((known?.has(thing.kind) ?? true) && (asked?.has(thing.kind) ?? true)) ids.push(index)
      for (const child of tree.children(index)) walk(child)
    }
    for (const top of tops) {
      if (!top) return undefined
      walk(top.index)
    }
    return { ids: Uint32Array.from(ids).sort(), value: this.#reader(metric) }
  }

  points(points: readonly number[]): ChannelSource {
    const ids = Uint32Array.from(new Set(points)).sort()
    return { ids, value: (point) => this.values.table.fresh(point) }
  }

  #reader(metric: Exclude<Metric, 'point'>): (id: number) => number {
    if (metric === 'health') {
      const { health } = this.values.figures
      const unknown = healthCode('unknown')
      return (id) => (health[id] === NO_PART ? unknown : (health[id] as number))
    }
    if (metric === 'space-use') return (id) => this.spaceUse.of(id)
    if (isPlanned(metric)) return (id) => this.planned.of(metric, id)
    const column = metric === 'age' ? this.values.ages.column : this.values.figures.columns[metric]
    return (id) => column[id] as number
  }
}

function isPlanned(metric: Metric): metric is PlannedMetric {
  return (PLANNED_METRICS as readonly Metric[]).includes(metric)
}
