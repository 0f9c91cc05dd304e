import { z } from 'zod'
import { AIR_CLASS } from '../../analysis/alarms/air-class.ts'
import { epochMs } from '../../model/units.ts'
import { type CoolingView, coolingAnswer } from '../../protocol/cooling.ts'
import { lostView, measuredCooling, nowView, roomNow, servingView, unitsView } from '../cooling/room-cooling.ts'
import { meansOf, periodOf } from '../cooling/room-history.ts'
import { roomPoints } from '../cooling/room-points.ts'
import { thermalOfStillAir } from '../cooling/room-thermal-history.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

const DAY_MS = 86_400_000
const MOST_DAYS = 366

/** How a room is cooled: indices, zones with N+1, time beyond its class, and minutes without cooling. */
export function coolingRoutes({ parts, thermals, values }: ServerContext): readonly Route[] {
  const { clock, estate, planner, store } = parts
  return [
    route({
      method: 'GET',
      path: '/api/cooling/{path}',
      tag: 'planning',
      summary: 'How a room is cooled: RCI, RTI, SHI, N+1 by zone, time beyond its class, minutes without cooling',
      description:
        'Indices are of newest values, time is of the period. What is not measured is null: without probes there is no index. Which unit serves which rack is learned from the period where it tells, else by geometry. See docs/cooling.md.',
      parameter: 'the estate path of a room, with its slashes: belgrade/hall-1',
      role: 'viewer',
      query: z.object({
        from: z.coerce.number().int().min(0).optional().describe('epoch ms; a day before `to` where absent'),
        to: z.coerce.number().int().min(0).optional().describe('epoch ms, exclusive; now where absent'),
      }),
      answer: coolingAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ parameter, query }) => {
        const room = estate.find(parameter)
        if (!room) throw new ServerProblem('not-found', notFound(estate, parameter))
        if (room.kind !== 'room') {
          throw new ServerProblem('bad-request', `${room.path} is a ${room.kind}: cooling is told of a room.`)
        }
        const to = epochMs(query.to ?? clock())
        const from = epochMs(query.from ?? to - DAY_MS)
        if (from > to || to - from > MOST_DAYS * DAY_MS) {
          throw new ServerProblem(
            'bad-request',
            `query.from ${from} has to be before query.to ${to}, by a year at most.`,
          )
        }
        const period = { from, to }
        const points = roomPoints(estate, room.path, (thing) => values.points.ofThing(thing))
        const intakes = points.racks.flatMap((rack) => rack.intakes.map(({ temperature }) => temperature))
        const supplies = points.units.flatMap(({ supply }) => supply ?? [])
        const power = values.figures.columns.power
        const now = roomNow(room, points, values.table, (rack) => power[rack] ?? Number.NaN)
        const [means, fitted, [capacity]] = await answered(
          Promise.all([
            meansOf(store, [...intakes, ...supplies], period),
            from < to ? thermalOfStillAir(store, points, period) : undefined,
            planner.capacity([room.path]),
          ]),
        )
        const measured = measuredCooling(estate, room.path, (rack) => power[rack.index] ?? Number.NaN)
        const cooling = measured ?? capacity?.cooling
        const serving = servingView(estate, points, means)
        const limits = AIR_CLASS[room.airClass]
        return asJson<CoolingView>({
          room: room.path,
          airClass: room.airClass,
          recommended: limits.recommended,
          allowable: limits.allowable,
          now: nowView(now, points),
          units: unitsView(points.units, values.table, serving),
          heatIs: measured ? 'measured' : 'declared',
          zones: cooling?.zones ?? [],
          loops: cooling?.loops ?? [],
          serving,
          period: periodOf(room, points, means, period),
          lost: lostView(room, now, points, capacity?.cooling, fitted ?? thermals.of(room.path)),
        })
      },
    }),
  ]
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw new ServerProblem('unavailable', 'The store or the planner did not answer. Try again.', { cause: error })
  }
}

/** JSON has neither NaN nor infinity: both become null. The server holds what it answers to the schema. */
function asJson<View>(value: unknown): View {
  return JSON.parse(JSON.stringify(value)) as View
}
