import { z } from 'zod'
import type { PlacementRequest } from '../../analysis/placement/request.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day, Period } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { type PlaceView, placeAnswer } from '../../protocol/planning.ts'
import { type ReliefView, reliefAnswer } from '../../protocol/relief.ts'
import { dayText } from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import { orNull } from '../http/numbers.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import { answered, asJson } from './planned-answer.ts'
import type { ServerContext } from './server-context.ts'

/** More devices in one question would keep the planner for minutes. */
const MOST_PLACED = 1_000
const MOST_LISTED_PLACES = 200
const day = dayText.optional()

const question = z.object({
  count: z.coerce.number().int().min(1).max(MOST_PLACED).default(1),
  units: z.coerce.number().min(0.5).max(60).multipleOf(0.5),
  watts: z.coerce.number().min(1).max(1e6),
  feeds: z.coerce.number().int().min(1).max(8).default(2),
  phase: z.enum(['1', '3']).default('1').describe('phases of each cord'),
  weight: z.coerce.number().min(1).max(10_000).optional().describe('kilograms; not looked at where absent'),
  ports: z.coerce.number().int().min(0).max(1_000).optional().describe('not looked at where absent'),
  spread: z.enum(['rack', 'row', 'feed']).optional().describe('no two may share one'),
  in: z.string().min(1).max(512).optional().describe('a rack, or what holds racks; the whole estate where absent'),
  at: day.describe(
    'the first day on which they are needed, in the estate as the programme leads to it then; today where absent',
  ),
  until: day.describe('the first day on which they are needed no more; without end where absent'),
})

/** Where devices fit, and what would make them fit: the arithmetic of `oblak place`. */
export function placementRoutes({ dated, parts }: ServerContext): readonly Route[] {
  const asked = (
    estate: Estate,
    query: z.infer<typeof question>,
  ): { readonly request: PlacementRequest; readonly period: Period } => {
    const { at, in: place, phase, ports, spread, until, weight, ...figures } = query
    const within = place?.replace(/^\/+|\/+$/g, '')
    if (within !== undefined && !estate.find(within)) throw new ServerProblem('not-found', notFound(estate, within, at))
    const now = todayAt(estate, within, parts.clock())
    if (at !== undefined && at < now)
      throw new ServerProblem('bad-request', `at: ${at} is past. Ask for today, ${now}, or a later day.`)
    const from = (at as Day | undefined) ?? now
    if (until !== undefined && until <= from)
      throw new ServerProblem('bad-request', `until: must be after the first day, ${from}.`)
    return {
      period: { from, ...(until !== undefined && { until: until as Day }) },
      request: {
        ...figures,
        phase: phase === '3' ? 'three' : 'single',
        ...(weight !== undefined && { weight }),
        ...(ports !== undefined && { ports }),
        ...(spread !== undefined && { spread }),
        ...(within !== undefined && { within }),
      },
    }
  }
  return [
    route({
      method: 'GET',
      path: '/api/place',
      tag: 'planning',
      summary: 'Where devices fit so that no single loss overloads anything, the best first, or why not',
      description:
        'The arithmetic of `oblak place`. The first 200 places are listed; refusals are counted by their reason. They hold from `at` to `until`: whatever is reserved in that time is counted.',
      role: 'viewer',
      query: question,
      answer: placeAnswer,
      problems: ['bad-request', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ query, signal }) => {
        const { estate, planner } = await dated.on(query.at)
        const { period, request } = asked(estate, query)
        const { fits, isExact, places, racks, refusals } = await answered(planner.place(request, period, signal))
        if (racks === 0)
          throw new ServerProblem(
            'unprocessable',
            `${request.within ?? 'The estate'} holds no rack: ask of a rack or of what holds racks.`,
          )
        return asJson<PlaceView>({
          basis: await answered(planner.basis()),
          ...{ fits, isExact, placed: places.length, asked: request.count, racks, refusals },
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
      path: '/api/relief',
      tag: 'planning',
      summary: 'The smallest changes with which devices that have no place would have one',
      description:
        'The question of /api/place. Fewer devices, fewer watts each, less spread, a later or an earlier day, a cord in another outlet: each the smallest of its kind, found by asking the placement again; one device or watt more does not fit. Empty where all fit as asked, or no such change helps. Whoever closes the connection ends the search.',
      role: 'viewer',
      query: question,
      answer: reliefAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query, signal }) => {
        const { estate, planner } = await dated.on(query.at)
        const { period, request } = asked(estate, query)
        const reliefs = await answered(planner.relieve(request, period, signal))
        return asJson<ReliefView>({ basis: await answered(planner.basis()), reliefs })
      },
    }),
  ]
}
