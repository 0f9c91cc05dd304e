import { z } from 'zod'
import { failingPart, partsText } from '../../analysis/failover/failing-part.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import {
  type CapacityView,
  type ChainView,
  capacityAnswer,
  chainAnswer,
  type FailView,
  failAnswer,
} from '../../protocol/planning.ts'
import { dayText } from '../../protocol/reservations.ts'
import { AT } from '../dated/at-query.ts'
import { ServerProblem } from '../errors.ts'
import { listOf } from '../http/list-of.ts'
import { type Route, route } from '../http/route.ts'
import { lostNow } from './lost-now.ts'
import { notFound } from './not-found.ts'
import { answered, asJson, onDay } from './planned-answer.ts'
import type { ServerContext } from './server-context.ts'

/** More at one time is no question that a person asks; each is looked up in the estate. */
const MOST_ASKED = 100
const paths = listOf(z.string().min(1).max(512), MOST_ASKED).describe('estate path; repeat for more')

const day = dayText.optional()

/** What fails with what, and what is left: the arithmetic of `oblak fail` and `oblak capacity`. */
export function planningRoutes({ alarms, dated, parts }: ServerContext): readonly Route[] {
  const today = (place: string | undefined) => todayAt(parts.estate, place, parts.clock())
  const known = (estate: Estate, asked: readonly string[], at: string | undefined) => {
    const bare = asked.map((one) => one.replace(/^\/+|\/+$/g, ''))
    for (const one of bare) if (!estate.find(one)) throw new ServerProblem('not-found', notFound(estate, one, at))
    return bare
  }
  /** Outlets, banks and supplies fail too, and are no things of the estate. */
  const failing = (estate: Estate, asked: readonly string[], at: string | undefined) =>
    asked.flatMap((one) => {
      const bare = one.replace(/^\/+|\/+$/g, '')
      if (failingPart((path) => estate.find(path), bare)) return [bare]
      const parts = estate.find(bare) ? undefined : partsText(estate.find(parentPath(bare)))
      if (parts !== undefined) throw new ServerProblem('not-found', `There is no ${bare}: ${parts}.`)
      return known(estate, [bare], at)
    })
  return [
    route({
      method: 'GET',
      path: '/api/fail',
      tag: 'planning',
      summary: 'What happens if these fail at the same time',
      description:
        'What opens, goes down, is throttled, overloaded or loses its redundancy, minutes of battery and hours of fuel; at once, and when batteries are empty. Any thing may fail, and `…/pdu-a/outlet-7`, `…/pdu-a/bank-2`, `…/server-1/supply-2`, `…/ups-a1/input`. What is without power or out of service already is counted as lost too, and a UPS on its battery without its input: `already`. Lists hold the first 500, counts all.',
      role: 'viewer',
      query: z.object({
        thing: paths,
        at: day.describe(
          'a day: the estate as the programme leads to it, with what is reserved for that day; as it is now where absent',
        ),
      }),
      answer: failAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query, signal }) => {
        const { estate, planner } = await dated.on(query.at)
        const asked = failing(estate, query.thing, query.at)
        // Of another day nobody knows what is out then.
        const already = query.at === undefined ? lostNow({ alarms, parts }).filter((path) => !asked.includes(path)) : []
        const failure = await answered(planner.fail([...already, ...asked], onDay(query.at), signal))
        return asJson<FailView>({ basis: await answered(planner.basis()), already, ...failure })
      },
    }),
    route({
      method: 'GET',
      path: '/api/capacity',
      tag: 'planning',
      summary: 'What is used and left of places: space, weight, ports, power after any single loss, cooling',
      description:
        'Of each site where no place is given. A place without a rack has no answer. What is reserved is taken, and told apart in `reserved`: all that is to come, or with `at` what holds on that day.',
      role: 'viewer',
      query: z.object({
        place: paths.optional(),
        at: day.describe('a day, with the estate as the programme leads to it; all days from today on where absent'),
      }),
      answer: capacityAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query, signal }) => {
        const { estate, planner } = await dated.on(query.at)
        const places = query.place ? known(estate, query.place, query.at) : estate.children('').map((site) => site.path)
        const period = onDay(query.at) ?? { from: today(places[0]) }
        const answer = await answered(planner.capacity(places, period, signal))
        return asJson<CapacityView>({ basis: await answered(planner.basis()), places: answer })
      },
    }),
    route({
      method: 'GET',
      path: '/api/power-chain/{path}',
      tag: 'planning',
      summary: 'The power chain of a place up to the grid: what each node carries, now and after the worst single loss',
      parameter: 'the estate path, with its slashes: belgrade',
      role: 'viewer',
      query: z.object({ at: day.describe(AT) }),
      answer: chainAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ parameter, query, signal }) => {
        const { estate, planner } = await dated.on(query.at)
        const [place = ''] = known(estate, [parameter], query.at)
        const nodes = await answered(planner.chain(place, signal))
        return asJson<ChainView>({ basis: await answered(planner.basis()), nodes })
      },
    }),
  ]
}
