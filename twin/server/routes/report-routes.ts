import { z } from 'zod'
import { monthIn } from '../../analysis/energy/local-time.ts'
import type { Site, Thing } from '../../model/things.ts'
import type { EnergyView } from '../../protocol/energy.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import { type CapacityReport, capacityReport } from '../../report/capacity-report.ts'
import { monthBefore } from '../../report/month-before.ts'
import { RecentAnswers } from '../energy/recent-answers.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { buildReport, type ReportQuestions } from '../report/build-report.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

const VIEWER = { name: undefined, role: 'viewer' } as const

export const reportQuery = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is no month, as 2026-10')
    .optional()
    .describe('2026-10; the last whole month where absent'),
  site: z.string().max(512).optional().describe('path of a site; all where absent'),
})

/**
 * The monthly report.
 * @param forecast the routes of which the first answers when a place is full
 * @param energy the routes of which the first answers the energy of a site
 */
export function reportRoutes(
  context: ServerContext,
  forecast: readonly Route[],
  energy: readonly Route[],
): readonly Route[] {
  const { clock, estate } = context.parts
  /** What is kept for others is not given up with whoever asked first. */
  const forAll = new AbortController().signal
  const reports = new RecentAnswers<CapacityReport>(() => clock())
  const ask = (asked: Route | undefined, place: Thing, query: { readonly from?: number; readonly to?: number } = {}) =>
    asked?.handle({ parameter: place.path, query, body: undefined, who: VIEWER, signal: forAll })
  const questions: ReportQuestions = {
    forecast: async (place) => (await ask(forecast[0], place)) as ForecastView,
    energy: async (site, from, to) => (await ask(energy[0], site, { from, to })) as EnergyView,
  }
  return [
    route({
      method: 'GET',
      path: '/api/report',
      tag: 'planning',
      summary: 'The monthly capacity report of sites and their halls',
      description:
        'What is used, reserved and free now, when it is full, and the energy and alarms of the month. Kept for a quarter of an hour. `/api/report.html` and `/api/report.csv` give the same for people and spreadsheets, the former with `language` (sr, sr-Latn, en). See docs/report.md.',
      role: 'viewer',
      query: reportQuery,
      answer: capacityReport,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query }) => {
        const sites = sitesOf(query.site)
        const month = query.month ?? monthBefore(clock(), sites[0]?.utcOffsetName ?? 'UTC')
        for (const { utcOffsetName } of sites)
          if (monthIn(utcOffsetName, month).from >= clock())
            throw new ServerProblem('bad-request', `query.month ${month} has not begun yet.`)
        try {
          return await reports.get(`${month} ${query.site ?? ''}`, () => buildReport(context, sites, month, questions))
        } catch (error) {
          if (error instanceof ServerProblem) throw error
          const detail = 'Store or planner did not answer; live values go on. Try again.'
          throw new ServerProblem('unavailable', detail, { cause: error })
        }
      },
    }),
  ]

  function sitesOf(path: string | undefined): readonly Site[] {
    if (path === undefined) return estate.ofKind('site')
    const thing = estate.find(path)
    if (thing?.kind === 'site') return [thing]
    throw new ServerProblem('not-found', thing ? `${path} is a ${thing.kind}, no site.` : notFound(estate, path))
  }
}
