import type { Thing } from '../../model/things.ts'
import type { ThingAnswer } from '../../protocol/rest.ts'
import type { ThingContext } from '../dated/dated-context.ts'
import { orNull } from '../http/numbers.ts'
import type { Provenance } from '../values/power-chain.ts'

type FigureView = ThingAnswer['figures'][number]

const HOLDS: ReadonlySet<string> = new Set(['rack', 'row', 'room', 'building', 'site'])

/** What the colours show of a thing, and where each figure comes from. */
export function thingFigures({ values, spaceUse, parts }: ThingContext, thing: Thing): FigureView[] {
  const { columns } = values.figures
  const figures: FigureView[] = []
  const holds = HOLDS.has(thing.kind)
  const power = powerOf(values, thing)
  const add = (metric: FigureView['metric'], value: number, provenance: FigureView['provenance'], more = {}) => {
    if (Number.isNaN(value) && provenance !== 'partial') return
    figures.push({ metric, value: orNull(value), provenance, ...more })
  }
  for (const metric of ['temperature', 'humidity', 'airflow'] as const) {
    add(metric, columns[metric][thing.index] as number, holds ? 'sum-of-children' : 'measured')
  }
  add('power', columns.power[thing.index] as number, power.provenance, power.parts ? { parts: power.parts } : {})
  add('power-use', columns['power-use'][thing.index] as number, power.provenance)
  // Of a site it would walk all its devices, of which there may be a million.
  const counted = thing.kind === 'rack' || thing.kind === 'row' || thing.kind === 'room'
  add('space-use', counted ? spaceUse.of(thing.index) : Number.NaN, 'sum-of-children')
  add('age', values.ages.of(thing.index, parts.clock()), holds ? 'sum-of-children' : 'measured')
  return figures
}

interface PowerOrigin {
  readonly provenance: Provenance
  readonly parts?: { readonly measured: number; readonly all: number }
}

/** Of a sum over rack PDUs: how many of them are measured. */
export function powerOf(values: ThingContext['values'], thing: Thing): PowerOrigin {
  if (!HOLDS.has(thing.kind)) {
    const load = values.chain.load(thing.index)
    if (load.provenance !== 'unknown') return { provenance: load.provenance }
    return { provenance: Number.isNaN(values.figures.columns.power[thing.index]) ? 'unknown' : 'measured' }
  }
  let all = 0
  let measured = 0
  const walk = (index: number) => {
    for (const child of values.tree.children(index)) {
      const kind = values.tree.thing(child)?.kind
      if (kind === 'rack-pdu') {
        all++
        if (!Number.isNaN(values.figures.columns.power[child])) measured++
      } else if (kind && HOLDS.has(kind)) walk(child)
    }
  }
  walk(thing.index)
  const any = !Number.isNaN(values.figures.columns.power[thing.index])
  if (!any) return { provenance: 'unknown', parts: { measured, all } }
  return { provenance: measured === all && all > 0 ? 'sum-of-children' : 'partial', parts: { measured, all } }
}
