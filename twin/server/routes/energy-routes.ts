import { z } from 'zod'
import { epochMs } from '../../model/units.ts'
import { type EnergyView, energyAnswer } from '../../protocol/energy.ts'
import { EnergyViews } from '../energy/energy-views.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

const DAY_MS = 86_400_000
const USUAL_DAYS = 30
/** A year, with what a leap year and the hours of a day before it add. */
const MOST_DAYS = 400

/** What a site took, made and used in a period. */
export function energyRoutes(context: ServerContext): readonly Route[] {
  const { clock, estate } = context.parts
  const views = new EnergyViews(context)
  return [
    route({
      method: 'GET',
      path: '/api/energy/{path}',
      tag: 'planning',
      summary: 'PUE with its category, WUE, CUE, REF, cost and carbon of a site over a period',
      description:
        'From the history of its meters. A figure that cannot be told is null, with the reason; what is assumed is named. A hall has none: the grid, losses and cooling are the site’s. See docs/energy.md.',
      parameter: 'the path of a site: belgrade',
      role: 'viewer',
      query: z.object({
        from: z.coerce.number().int().min(0).max(8.64e15).optional().describe('epoch ms; 30 days before `to`'),
        to: z.coerce.number().int().min(0).max(8.64e15).optional().describe('epoch ms, exclusive; now where absent'),
      }),
      answer: energyAnswer,
      problems: ['bad-request', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ parameter, query }): Promise<EnergyView> => {
        const thing = estate.find(parameter)
        if (!thing) throw new ServerProblem('not-found', notFound(estate, parameter))
        if (thing.kind !== 'site') {
          const site = thing.path.split('/', 1)[0]
          throw new ServerProblem(
            'unprocessable',
            `${thing.path} is a ${thing.kind}: it has no PUE, because what comes from the grid, is lost on the way and is spent on cooling is metered for the whole site. Ask for ${site}.`,
          )
        }
        const now = clock()
        const to = epochMs(Math.min(query.to ?? now, now))
        const from = epochMs(query.from ?? to - USUAL_DAYS * DAY_MS)
        if (from > to) throw new ServerProblem('bad-request', `query.from ${from} is after query.to ${to}.`)
        if (to - from > MOST_DAYS * DAY_MS) {
          throw new ServerProblem('bad-request', `The period is longer than ${MOST_DAYS} days; ask for a shorter one.`)
        }
        try {
          return await views.of(thing, from, to)
        } catch (error) {
          if (error instanceof ServerProblem) throw error
          const detail = 'The store did not answer; live values go on. Try again.'
          throw new ServerProblem('unavailable', detail, { cause: error })
        }
      },
    }),
  ]
}
