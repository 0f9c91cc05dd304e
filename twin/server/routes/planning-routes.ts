import { z } from 'zod'
import { failingPart, partsText } from '../../analysis/failover/failing-part.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day } from '../../model/day.ts'
import { parentPath } from '../../model/path.ts'
import {
  type CapacityView,
  type ChainView,
  capacityAnswer,
  chainAnswer,
  type FailView,
  failAnswer,
  type PlaceView,
  placeAnswer,
} from '../../protocol/planning.ts'
import { dayText } from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import { listOf } from '../http/list-of.ts'
import { orNull } from '../http/numbers.ts'
import { type Route, route } from '../http/route.ts'
import { lostNow } from './lost-now.ts'
import { notFound } from './not-found.ts'
import { answered, asJson, onDay } from './planned-answer.ts'
import type { ServerContext } from './server-context.ts'

/** More at one time is no question that a person asks; each is looked up in the estate. */
const MOST_ASKED = 100
/** More devices in one question would keep the planner for minutes. */
const MOST_PLACED = 1_000
const MOST_LISTED_PLACES = 200
const paths = listOf(z.string().min(1).max(512), MOST_ASKED).describe('estate path; repeat for more')

const day = dayText.optional()

/** What fails with what, and what is left: the arithmetic of `oblak fail` and `oblak capacity`. */
export function planningRoutes({ alarms, parts }: ServerContext): readonly Route[] {
  const { clock, estate, planner } = parts
  const today = (place: string | undefined) => todayAt(estate, place, clock())
  const known = (asked: readonly string[]) => {
    const bare = asked.map((one) => one.replace(/^\/+|\/+$/g, ''))
    for (const one of bare) if (!estate.find(one)) throw new ServerProblem('not-found', notFound(estate, one))
    return bare
  }
  /** Outlets, banks and supplies fail too, and are no things of the estate. */
  const failing = (asked: readonly string[]) =>
    asked.flatMap((one) => {
      const bare = one.replace(/^\/+|\/+$/g, '')
      if (failingPart((path) => estate.find(path), bare)) return [bare]
      const parts = estate.find(bare) ? undefined : partsText(estate.find(parentPath(bare)))
      if (parts !== undefined) throw new ServerProblem('not-found', `There is no ${bare}: ${parts}.`)
      return known([bare])
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
        at: day.describe('with what is reserved for that day; as it is now where absent'),
      }),
      answer: failAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query, signal }) => {
        const asked = failing(query.thing)
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
      query: z.object({ place: paths.optional(), at: day.describe('a day; all days from today on where absent') }),
      answer: capacityAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query, signal }) => {
        const places = query.place ? known(query.place) : estate.children('').map((site) => site.path)
        const period = onDay(query.at) ?? { from: today(places[0]) }
        const answer = await answered(planner.capacity(places, period, signal))
        return asJson<CapacityView>({ basis: await answered(planner.basis()), places: answer })
      },
    }),
    route({
      method: 'GET',
      path: '/api/place',
      tag: 'planning',
      summary: 'Where devices fit so that no single loss overloads anything, the best first, or why not',
      description:
        'The arithmetic of `oblak place`. The first 200 places are listed; refusals are counted by their reason. They hold from `at` to `until`: whatever is reserved in that time is counted.',
      role: 'viewer',
      query: z.object({
        count: z.coerce.number().int().min(1).max(MOST_PLACED).default(1),
        units: z.coerce.number().min(0.5).max(60).multipleOf(0.5),
        watts: z.coerce.number().min(1).max(1e6),
        feeds: z.coerce.number().int().min(1).max(8).default(2),
        phase: z.enum(['1', '3']).default('1').describe('phases of each cord'),
        weight: z.coerce.number().min(1).max(10_000).optional().describe('kilograms; not looked at where absent'),
        ports: z.coerce.number().int().min(0).max(1_000).optional().describe('not looked at where absent'),
        spread: z.enum(['rack', 'row', 'feed']).optional().describe('no two may share one'),
        in: z
          .string()
          .min(1)
          .max(512)
          .optional()
          .describe('a rack, or what holds racks; the whole estate where absent'),
        at: day.describe('the first day on which they are needed; today where absent'),
        until: day.describe('the first day on which they are needed no more; without end where absent'),
      }),
      answer: placeAnswer,
      problems: ['bad-request', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ signal, query: { at, in: place, phase, ports, spread, until, weight, ...asked } }) => {
        const [within] = place === undefined ? [] : known([place])
        const now = today(within)
        if (at !== undefined && at < now)
          throw new ServerProblem('bad-request', `at: ${at} is past. Ask for today, ${now}, or a later day.`)
        const from = (at as Day | undefined) ?? now
        if (until !== undefined && until <= from)
          throw new ServerProblem('bad-request', `until: must be after the first day, ${from}.`)
        const period = { from, ...(until !== undefined && { until: until as Day }) }
        const request = {
          ...asked,
          phase: phase === '3' ? ('three' as const) : ('single' as const),
          ...(weight !== undefined && { weight }),
          ...(ports !== undefined && { ports }),
          ...(spread !== undefined && { spread }),
          ...(within !== undefined && { within }),
        }
        const { fits, isExact, places, racks, refusals } = await answered(planner.place(request, period, signal))
        if (racks === 0)
          throw new ServerProblem(
            'unprocessable',
            `${within ?? 'The estate'} holds no rack: ask of a rack or of what holds racks.`,
          )
        return asJson<PlaceView>({
          basis: await answered(planner.basis()),
          ...{ fits, isExact, placed: places.length, asked: asked.count, racks, refusals },
          places: places.slice(0, MOST_LISTED_PLACES).map(({ fullest: _, rests, ...rest }) => ({
            ...rest,
            coolingLeft: orNull(rest.coolingLeft),
            ...(rests[0] && { fullest: rests[0] }),
          })),
        })
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
      handle: async ({ parameter, signal }) => {
        const [place = ''] = known([parameter])
        const nodes = await answered(planner.chain(place, signal))
        return asJson<ChainView>({ basis: await answered(planner.basis()), nodes })
      },
    }),
  ]
}
