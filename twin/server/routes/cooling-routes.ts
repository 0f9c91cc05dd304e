import { z } from 'zod'
import type { Day } from '../../model/day.ts'
import { type CoolingView, coolingAnswer } from '../../protocol/cooling.ts'
import { coolingOnDay, timeZoneOf } from '../cooling/cooling-on-day.ts'
import { askedPeriod, periodQuery } from '../dated/asked-period.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import { asJson } from './planned-answer.ts'
import type { ServerContext } from './server-context.ts'

const REACH = { usual: 1, most: 366 }

/** How a room is cooled: indices, zones with N+1, time beyond its class, and minutes without cooling. */
export function coolingRoutes(context: ServerContext): readonly Route[] {
  const { dated, parts } = context
  const coolingOf = coolingOnDay(context)
  return [
    route({
      method: 'GET',
      path: '/api/cooling/{path}',
      tag: 'planning',
      summary: 'How a room is cooled: RCI, RTI, SHI, N+1 by zone, time beyond its class, minutes without cooling',
      description:
        'Indices are of newest values, time is of the period. What is not measured is null: without probes there is no index. Which unit serves which rack is learned from the period where it tells, else by geometry. With `at` all of it is of the room as it stands on that day: of a past one by its means, of one to come what is declared and reserved for it, with nothing measured (`unmeasured`). See docs/cooling.md.',
      parameter: 'the estate path of a room, with its slashes: belgrade/hall-1',
      role: 'viewer',
      query: z.object(periodQuery(REACH)),
      answer: coolingAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ parameter, query, signal }) => {
        const then = await dated.on(query.at)
        const room = then.estate.find(parameter)
        if (!room) throw new ServerProblem('not-found', notFound(then.estate, parameter, query.at))
        if (room.kind !== 'room') {
          throw new ServerProblem('bad-request', `${room.path} is a ${room.kind}: cooling is told of a room.`)
        }
        const zone = timeZoneOf(then.estate, room)
        const period = askedPeriod(query, then.when, zone, parts.clock(), REACH)
        const day = then.when === 'now' ? undefined : (query.at as Day)
        return asJson<CoolingView>(await answered(coolingOf({ then, room, day, period }, signal)))
      },
    }),
  ]
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ServerProblem) throw error
    throw new ServerProblem('unavailable', 'The store or the planner did not answer. Try again.', { cause: error })
  }
}
