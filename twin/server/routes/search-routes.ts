import { z } from 'zod'
import type { Estate } from '../../model/estate.ts'
import { dayText } from '../../protocol/reservations.ts'
import { searchAnswer } from '../../protocol/rest.ts'
import { AT } from '../dated/at-query.ts'
import { type Route, route } from '../http/route.ts'
import { ThingTree } from '../values/thing-tree.ts'
import { SearchIndex } from './search-index.ts'
import type { ServerContext } from './server-context.ts'

export function searchRoutes({ alarms, dated, parts, values }: ServerContext): readonly Route[] {
  const today = new SearchIndex(parts.estate, values.tree)
  let other: { readonly version: string; readonly index: SearchIndex } | undefined
  const indexOf = (estate: Estate) => {
    const { version } = estate
    if (other?.version !== version) other = { version, index: new SearchIndex(estate, new ThingTree(estate)) }
    return other.index
  }
  return [
    route({
      method: 'GET',
      path: '/api/search',
      tag: 'estate',
      summary: 'Paths, names, services and open alarms that the words are found in, best first',
      role: 'viewer',
      query: z.object({
        q: z.string().max(200).describe('words that must all be found; of more than eight the first eight'),
        at: dayText.optional().describe(AT),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      answer: searchAnswer,
      problems: ['bad-request', 'unavailable'],
      handle: async ({ query }) => {
        const { estate, state, when } = await dated.on(query.at)
        const open = when === 'now' ? alarms.book.open() : []
        return { hits: (state ? indexOf(estate) : today).search(query.q, open, query.limit) }
      },
    }),
  ]
}
