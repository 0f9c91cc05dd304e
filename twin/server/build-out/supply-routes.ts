import { type SupplyTold, supplyTold } from '../../analysis/supply/supply-view.ts'
import type { SiteNow } from '../../analysis/supply/use-now.ts'
import { type SupplyView, supplyAnswer } from '../../protocol/build-out.ts'
import { RecentAnswers } from '../energy/recent-answers.ts'
import { ServerProblem } from '../errors.ts'
import { DailyMeans } from '../forecast/daily-means.ts'
import { drawForecast } from '../forecast/draw-forecast.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { buildOutQuery } from './build-out-routes.ts'
import { supposedProgramme } from './supposed-programme.ts'

/** What is handed over when, against what is wanted: the arithmetic of `oblak build-out`, with what is measured and foretold. */
export function supplyRoutes(context: ServerContext): readonly Route[] {
  const { clock, estate, programme, reservations, store } = context.parts
  const means = new DailyMeans(store)
  const sites = new RecentAnswers<readonly SiteNow[]>(() => clock())
  return [
    route({
      method: 'GET',
      path: '/api/build-out/supply',
      tag: 'build-out',
      summary: 'Supply against demand: what is there and comes, what is wanted, and who then has no room',
      description:
        'By site, and by place where a hand-over names one. Demand is what is used, with its forecast where there is one, what is reserved and planned, what the state cloud has pending, and the rows of the programme. The query is that of GET /api/build-out: a delay in it names the services that it leaves without room. See docs/demand.md.',
      role: 'viewer',
      query: buildOutQuery,
      answer: supplyAnswer,
      problems: ['bad-request', 'not-found', 'not-configured', 'unprocessable', 'unavailable'],
      handle: async ({ query }): Promise<SupplyView> => {
        if (!programme)
          throw new ServerProblem(
            'not-configured',
            'This server was started without a programme of what is to be built.',
          )
        const { status } = supposedProgramme(await programme.read(), query)
        try {
          const [known, now, { loads }, cloud] = await Promise.all([
            reservations?.read(),
            sites.get('all', () => sitesNow(context, means)),
            context.parts.planner.basis(),
            context.cloud?.pending(),
          ])
          const reserved = { plans: known?.plans ?? [], reservations: known?.reservations ?? [] }
          return supplyTold(status, { estate, sites: now, reserved, cloud }, loads) satisfies SupplyTold
        } catch (error) {
          if (error instanceof ServerProblem) throw error
          const detail = 'Store or planner did not answer; live values go on. Try again.'
          throw new ServerProblem('unavailable', detail, { cause: error })
        }
      },
    }),
  ]
}

/** Sites that hold racks: what they have, what they draw and what that is foretold to come to. */
async function sitesNow(context: ServerContext, means: DailyMeans): Promise<readonly SiteNow[]> {
  const sites = context.parts.estate.ofKind('site')
  const capacities = await context.parts.planner.capacity(sites.map(({ path }) => path))
  const found: SiteNow[] = []
  // One after the other: each reads years of history.
  for (const { name, nameSr, path } of sites) {
    const capacity = capacities.find((one) => one.path === path)
    if (!capacity || capacity.racks === 0) continue
    found.push({ place: path, name, nameSr, capacity, forecast: await drawForecast(context, means, path) })
  }
  return found
}
