import { z } from 'zod'
import type { Day } from '../../model/day.ts'
import { isWithin, parentPath } from '../../model/path.ts'
import { QUANTITIES } from '../../model/quantity.ts'
import { dayText } from '../../protocol/reservations.ts'
import { pointsAnswer, thingAnswer } from '../../protocol/rest.ts'
import { AT } from '../dated/at-query.ts'
import { contextOn } from '../dated/dated-context.ts'
import { pastDay } from '../dated/past-day.ts'
import { withPlannedWatts } from '../dated/planned-watts.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { MappedPoint } from '../values/point-map.ts'
import { notFound } from './not-found.ts'
import { answered } from './planned-answer.ts'
import { pointView } from './point-view.ts'
import type { ServerContext } from './server-context.ts'
import { thingView } from './thing-view.ts'

const MOST_POINTS = 5_000

export function thingRoutes(context: ServerContext): readonly Route[] {
  const { values } = context
  return [
    route({
      method: 'GET',
      path: '/api/things/{path}',
      tag: 'estate',
      summary: 'One thing with all it connects to',
      description:
        'Its ancestors, children, points with their newest readings, power chains up to the utility, figures and alarms.',
      parameter: 'the estate path, with its slashes: belgrade/hall-1/row-a/rack-07',
      role: 'viewer',
      answer: thingAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      query: z.object({ at: dayText.optional().describe(AT) }),
      handle: async ({ parameter, query, signal }) => {
        const then = await context.dated.on(query.at)
        const thing = then.estate.find(parameter)
        if (!thing) throw new ServerProblem('not-found', notFound(then.estate, parameter, query.at))
        if (then.when === 'now' && !then.state) return thingView(context, thing)
        if (then.when === 'past') {
          const past = await pastDay(context, then.estate, query.at as Day, signal)
          const view = thingView(contextOn(context, then, past.values, past.alarms), thing)
          // Means of a day are no readings.
          return { ...view, points: [], health: past.health(thing.index) }
        }
        const view = thingView(contextOn(context, then), thing)
        const place = thing.kind === 'device' ? parentPath(thing.path) : thing.path
        return withPlannedWatts(view, then.estate, await answered(then.planner.chain(place, signal)))
      },
    }),
    route({
      method: 'GET',
      path: '/api/points',
      tag: 'telemetry',
      summary: 'The points at and below a thing',
      role: 'viewer',
      query: z.object({
        under: z.string().max(512).default(''),
        quantity: z.enum(QUANTITIES).optional(),
        limit: z.coerce.number().int().min(1).max(MOST_POINTS).default(500),
      }),
      answer: pointsAnswer,
      problems: ['bad-request'],
      handle: ({ query }) => {
        const found: MappedPoint[] = []
        for (const point of values.points.all()) {
          if (!point || !isWithin(point.definition.path, query.under)) continue
          if (query.quantity !== undefined && point.definition.quantity !== query.quantity) continue
          found.push(point)
          if (found.length > query.limit) break
        }
        const points = found.slice(0, query.limit).map((point) => pointView(values.table, point))
        return { points, more: found.length > query.limit }
      },
    }),
  ]
}
