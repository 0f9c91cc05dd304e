import { z } from 'zod'
import {
  type CapacityView,
  type ChainView,
  capacityAnswer,
  chainAnswer,
  type FailView,
  failAnswer,
} from '../../protocol/planning.ts'
import { ServerProblem } from '../errors.ts'
import { listOf } from '../http/list-of.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

/** More at one time is no question that a person asks; each is looked up in the estate. */
const MOST_ASKED = 100
const paths = listOf(z.string().min(1).max(512), MOST_ASKED).describe('estate path; repeat for more')

/** What fails with what, and what is left: the arithmetic of `oblak fail` and `oblak capacity`. */
export function planningRoutes({ parts }: ServerContext): readonly Route[] {
  const { estate, planner } = parts
  const known = (asked: readonly string[]) => {
    const bare = asked.map((one) => one.replace(/^\/+|\/+$/g, ''))
    for (const one of bare) if (!estate.find(one)) throw new ServerProblem('not-found', notFound(estate, one))
    return bare
  }
  return [
    route({
      method: 'GET',
      path: '/api/fail',
      tag: 'planning',
      summary: 'What happens if these fail at the same time',
      description:
        'What opens, goes down, is throttled, overloaded or loses its redundancy, minutes of battery and hours of fuel; at once, and when batteries are empty. Lists hold the first 500, counts all.',
      role: 'viewer',
      query: z.object({ thing: paths }),
      answer: failAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query }) => asJson<FailView>(await answered(planner.fail(known(query.thing)))),
    }),
    route({
      method: 'GET',
      path: '/api/capacity',
      tag: 'planning',
      summary: 'What is used and left of places: space, weight, ports, power after any single loss, cooling',
      description: 'Of each site where no place is given. A place without a rack has no answer.',
      role: 'viewer',
      query: z.object({ place: paths.optional() }),
      answer: capacityAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query }) => {
        const places = query.place ? known(query.place) : estate.children('').map((site) => site.path)
        return asJson<CapacityView>({ places: await answered(planner.capacity(places)) })
      },
    }),
    route({
      method: 'GET',
      path: '/api/power-chain/{path}',
      tag: 'planning',
      summary: 'The power chain of a place up to the grid: what each node carries, now and after the worst single loss',
      parameter: 'the estate path, with its slashes: belgrade',
      role: 'viewer',
      answer: chainAnswer,
      problems: ['not-found', 'unavailable'],
      handle: async ({ parameter }) => {
        const [place = ''] = known([parameter])
        return asJson<ChainView>({ nodes: await answered(planner.chain(place)) })
      },
    }),
  ]
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ServerProblem('unavailable', `The question could not be answered: ${why}`)
  }
}

/** JSON has neither NaN nor infinity: both become null. The server holds what it answers to the schema. */
function asJson<View>(value: unknown): View {
  return JSON.parse(JSON.stringify(value)) as View
}
