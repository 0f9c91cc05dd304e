import { z } from 'zod'
import type { Day } from '../../model/day.ts'
import { epochMs } from '../../model/units.ts'
import { type EnergyView, energyAnswer } from '../../protocol/energy.ts'
import { askedPeriod, periodQuery } from '../dated/asked-period.ts'
import { EnergyViews } from '../energy/energy-views.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

/** A year, with what a leap year and the hours of a day before it add. */
const REACH = { usual: 30, most: 400 }

/** What a site took, made and used in a period. */
export function energyRoutes(context: ServerContext): readonly Route[] {
  const { clock } = context.parts
  const views = new EnergyViews(context)
  return [
    route({
      method: 'GET',
      path: '/api/energy/{path}',
      tag: 'planning',
      summary: 'PUE with its category, WUE, CUE, REF, cost and carbon of a site over a period',
      description:
        'From the history of its meters. A figure that cannot be told is null, with the reason; what is assumed is named. A hall has none: the grid, losses and cooling are the site’s. With `at` of a day to come nothing is metered: `planned` has what the power chain of then is reckoned to draw, with what is assumed in it. See docs/energy.md.',
      parameter: 'the path of a site: belgrade',
      role: 'viewer',
      query: z.object(periodQuery(REACH)),
      answer: energyAnswer,
      problems: ['bad-request', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ parameter, query }): Promise<EnergyView> => {
        const then = await context.dated.on(query.at)
        const thing = then.estate.find(parameter)
        if (!thing) throw new ServerProblem('not-found', notFound(then.estate, parameter, query.at))
        if (thing.kind !== 'site') {
          const site = thing.path.split('/', 1)[0]
          throw new ServerProblem(
            'unprocessable',
            `${thing.path} is a ${thing.kind}: it has no PUE, because what comes from the grid, is lost on the way and is spent on cooling is metered for the whole site. Ask for ${site}.`,
          )
        }
        const now = clock()
        const until = query.to === undefined ? query : { ...query, to: Math.min(query.to, now) }
        const period = askedPeriod(until, then.when, thing.utcOffsetName, epochMs(now), REACH)
        const day = then.when === 'now' ? undefined : (query.at as Day)
        try {
          return await views.of({ then, site: thing, day, period })
        } catch (error) {
          if (error instanceof ServerProblem) throw error
          const detail = 'The store or the planner did not answer; live values go on. Try again.'
          throw new ServerProblem('unavailable', detail, { cause: error })
        }
      },
    }),
  ]
}
