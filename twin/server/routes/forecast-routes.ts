import { z } from 'zod'
import { plannedSteps, reservedSteps } from '../../analysis/reservations/reserved-steps.ts'
import { type Day, markOf, type Period } from '../../model/day.ts'
import { type ForecastView, forecastAnswer } from '../../protocol/forecast.ts'
import { dayText } from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import { DailyMeans } from '../forecast/daily-means.ts'
import { HandOvers } from '../forecast/hand-overs.ts'
import { placeForecast } from '../forecast/place-forecast.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

/** What a place will use and when it is full. */
export function forecastRoutes(context: ServerContext): readonly Route[] {
  const { clock, reservations, store } = context.parts
  // Those of past days are kept apart, so that they do not push out those of now.
  const [means, pastMeans] = [new DailyMeans(store), new DailyMeans(store)]
  const handOvers = new HandOvers(context)
  return [
    route({
      method: 'GET',
      path: '/api/forecast/{path}',
      tag: 'planning',
      summary: 'When a rack, row, room or site is full: power, power after any loss, cooling and space',
      description:
        'What runs out first stands first. From the daily means of rack PDUs; what is reserved, and what pending plans bring, comes on its day and leaves on the day it ends. Under eight weeks of measured days it is refused, with the reason. `changes` has the days on which the programme changes what the place has. With `at` of a day to come: from then on, by the limits of its estate and with what is handed over until then; a place that comes with the programme is refused, with what is planned for it. Of a past day: as it would have been told then, by the limits of its estate. See docs/forecast.md.',
      parameter: 'the estate path, with its slashes: belgrade/hall-1',
      role: 'viewer',
      query: z.object({
        at: dayText.optional().describe('a day, with the estate as the programme leads to it; now where absent'),
      }),
      answer: forecastAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ parameter, query }): Promise<ForecastView> => {
        const then = await context.dated.on(query.at)
        const thing = then.estate.find(parameter)
        if (!thing) throw new ServerProblem('not-found', notFound(then.estate, parameter, query.at))
        const day = then.when === 'now' ? undefined : (query.at as Day)
        const isPast = then.when === 'past'
        try {
          const known = await reservations?.read()
          const now = isPast && day !== undefined ? markOf(day) : clock()
          const counts = ({ made, until }: Period & { readonly made: Day }) =>
            (until === undefined || markOf(until) > now) && !(isPast && made > (day ?? made))
          const edits = (known?.reservations ?? []).filter(counts)
          const plans = (known?.plans ?? []).filter(counts)
          const memory = { means: isPast ? pastMeans : means, handOvers }
          return await placeForecast(context, memory, { then, thing, day }, (place) =>
            [...reservedSteps(edits, then.estate, place), ...plannedSteps(plans, place)].sort((a, b) => a.at - b.at),
          )
        } catch (error) {
          if (error instanceof ServerProblem) throw error
          throw new ServerProblem('unavailable', 'Store or planner did not answer; live values go on. Try again.', {
            cause: error,
          })
        }
      },
    }),
  ]
}
