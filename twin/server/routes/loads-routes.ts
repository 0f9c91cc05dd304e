import { type LoadsView, loadsAnswer } from '../../protocol/loads.ts'
import { type Route, route } from '../http/route.ts'
import { liveMeasurements } from '../values/live-measurements.ts'
import { lostNow } from './lost-now.ts'
import type { ServerContext } from './server-context.ts'

/** What is measured of the power chain now: `oblak capacity` and `oblak fail` reckon with it. */
export function loadsRoutes({ alarms, parts, values }: ServerContext): readonly Route[] {
  const { clock, estate } = parts
  return [
    route({
      method: 'GET',
      path: '/api/loads',
      tag: 'planning',
      summary: 'What is measured of the power chain now, with the age of each value',
      description:
        'Of now alone: on no other day anything is measured now. Newest good values of rack PDUs, their banks and outlets, devices, UPS, panels, transformers and meters; old ones too, with their age. See docs/capacity.md for how they are reconciled.',
      role: 'viewer',
      answer: loadsAnswer,
      problems: [],
      handle: (): LoadsView => {
        const at = clock()
        const lost = [...lostNow({ alarms, parts })]
        return { estate: estate.name, at, lost, measurements: [...liveMeasurements(values, at)] }
      },
    }),
  ]
}
