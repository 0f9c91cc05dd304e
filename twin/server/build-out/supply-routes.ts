import { supplyAnswer } from '../../protocol/build-out.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { buildOutQuery } from './build-out-routes.ts'

/** What is handed over when, against what is wanted: the arithmetic of `oblak build-out`, with what is measured and foretold. */
export function supplyRoutes({ buildOut }: ServerContext): readonly Route[] {
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
      handle: ({ query, signal }) => buildOut.supply(query, signal),
    }),
  ]
}
