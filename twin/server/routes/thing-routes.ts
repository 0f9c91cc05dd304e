import { z } from 'zod'
import { isWithin } from '../../model/path.ts'
import { QUANTITIES } from '../../model/quantity.ts'
import type { Thing } from '../../model/things.ts'
import { pointsAnswer, thingAnswer } from '../../protocol/rest.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { healthOf } from '../values/health-of.ts'
import type { MappedPoint } from '../values/point-map.ts'
import { alarmView, byUrgency } from './alarm-view.ts'
import { brief } from './brief.ts'
import { notFound } from './not-found.ts'
import { pointView } from './point-view.ts'
import { powerChains } from './power-chains.ts'
import type { ServerContext } from './server-context.ts'
import { thingFigures } from './thing-figures.ts'

const MOST_POINTS = 5_000
const MOST_ALARMS = 100
/** A feed or a panel feeds hundreds; a utility, through its transformers, a handful. */
const MOST_FED = 1_000

export function thingRoutes(context: ServerContext): readonly Route[] {
  const { parts, values, alarms } = context
  const { estate } = parts
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
      problems: ['not-found'],
      handle: ({ parameter }) => {
        const thing = estate.find(parameter)
        if (!thing) throw new ServerProblem('not-found', notFound(estate, parameter))
        const children = estate.children(thing.path)
        const own = values.points.ofThing(thing.index)
        // A rack is read through its probes and rack PDUs: their points come with it, not a further question each.
        const points =
          thing.kind === 'rack' ? [...own, ...children.flatMap((child) => values.points.ofThing(child.index))] : own
        const slugs = new Set([thing, ...children].flatMap((one) => (one.kind === 'device' ? one.type : [])))
        const types = [...slugs].flatMap((slug) => estate.deviceType(slug) ?? [])
        return {
          thing: { ...thing },
          ancestors: ancestorsOf(thing).map(brief),
          children: children.map((child) => ({ ...child })),
          deviceTypes: Object.fromEntries(types.map((type) => [type.slug, { ...type }])),
          points: points.slice(0, MOST_POINTS).map((point) => pointView(values.table, point)),
          powerChains: powerChains(values, thing),
          feeds: estate.fedBy(thing.path).slice(0, MOST_FED).map(brief),
          health: healthOf(values.figures.health[thing.index]),
          figures: thingFigures(context, thing),
          alarms: [...alarms.under(thing.path)]
            .sort(byUrgency)
            .slice(0, MOST_ALARMS)
            .map((alarm) => alarmView(estate, alarm)),
        }
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

  function ancestorsOf(thing: Thing): Thing[] {
    const above: Thing[] = []
    for (let one = estate.parent(thing); one; one = estate.parent(one)) above.unshift(one)
    return above
  }
}
