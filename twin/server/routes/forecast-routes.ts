import { plannedSteps, reservedSteps } from '../../analysis/reservations/reserved-steps.ts'
import { markOf, type Period } from '../../model/day.ts'
import { type ForecastView, forecastAnswer } from '../../protocol/forecast.ts'
import { ServerProblem } from '../errors.ts'
import { DailyMeans } from '../forecast/daily-means.ts'
import { placeForecast } from '../forecast/place-forecast.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

/** What a place will use and when it is full. */
export function forecastRoutes(context: ServerContext): readonly Route[] {
  const { clock, estate, reservations, store } = context.parts
  const means = new DailyMeans(store)
  return [
    route({
      method: 'GET',
      path: '/api/forecast/{path}',
      tag: 'planning',
      summary: 'When a rack, row, room or site is full: power, power after any loss, cooling and space',
      description:
        'What runs out first stands first. From the daily means of rack PDUs; what is reserved, and what pending plans bring, comes on its day and leaves on the day it ends. Under eight weeks of measured days it is refused, with the reason. See docs/forecast.md.',
      parameter: 'the estate path, with its slashes: belgrade/hall-1',
      role: 'viewer',
      answer: forecastAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ parameter }): Promise<ForecastView> => {
        const thing = estate.find(parameter)
        if (!thing) throw new ServerProblem('not-found', notFound(estate, parameter))
        try {
          const known = await reservations?.read()
          const now = clock()
          const stillHolds = ({ until }: Period) => until === undefined || markOf(until) > now
          const edits = (known?.reservations ?? []).filter(stillHolds)
          const plans = (known?.plans ?? []).filter(stillHolds)
          return await placeForecast(context, means, thing, (place) =>
            [...reservedSteps(edits, estate, place), ...plannedSteps(plans, place)].sort((a, b) => a.at - b.at),
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
