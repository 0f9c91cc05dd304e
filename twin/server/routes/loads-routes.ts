import { type LiveValue, measurementsOf } from '../../analysis/reconcile/live-measurements.ts'
import { type LoadsView, loadsAnswer } from '../../protocol/loads.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from './server-context.ts'

/** What is measured of the power chain now: `oblak capacity` and `oblak fail` reckon with it. */
export function loadsRoutes({ parts, values }: ServerContext): readonly Route[] {
  const { clock, estate } = parts
  return [
    route({
      method: 'GET',
      path: '/api/loads',
      tag: 'planning',
      summary: 'What is measured of the power chain now, with the age of each value',
      description:
        'Newest good values of rack PDUs, their banks and outlets, devices, UPS, panels, transformers and meters; old ones too, with their age. See docs/capacity.md for how they are reconciled.',
      role: 'viewer',
      answer: loadsAnswer,
      problems: [],
      handle: (): LoadsView => {
        const at = clock()
        const measurements = values.tree
          .things()
          .flatMap((thing) => (thing ? measurementsOf(thing, liveValues(values, thing.index, at)) : []))
        return { estate: estate.name, at, measurements }
      },
    }),
  ]
}

function* liveValues({ points, table }: ServerContext['values'], thing: number, now: number): Iterable<LiveValue> {
  for (const { index, isPresence, local } of points.ofThing(thing)) {
    const at = table.lastGoodAt(index)
    const value = table.value[index] ?? Number.NaN
    if (!isPresence && Number.isFinite(at) && Number.isFinite(value))
      yield { local, value, ageSeconds: Math.max(0, (now - at) / 1000) }
  }
}
