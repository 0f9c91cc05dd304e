import { z } from 'zod'
import { searchAnswer } from '../../protocol/rest.ts'
import { type Route, route } from '../http/route.ts'
import { SearchIndex } from './search-index.ts'
import type { ServerContext } from './server-context.ts'

export function searchRoutes({ parts, values, alarms }: ServerContext): readonly Route[] {
  const index = new SearchIndex(parts.estate, values.tree)
  return [
    route({
      method: 'GET',
      path: '/api/search',
      tag: 'estate',
      summary: 'Paths, names, services and open alarms that the words are found in, best first',
      role: 'viewer',
      query: z.object({
        q: z.string().max(200).describe('words that must all be found; of more than eight the first eight'),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      answer: searchAnswer,
      problems: ['bad-request'],
      handle: ({ query }) => ({ hits: index.search(query.q, alarms.book.open(), query.limit) }),
    }),
  ]
}
