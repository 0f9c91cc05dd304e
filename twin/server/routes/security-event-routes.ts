import { acknowledgeRequest } from '../../protocol/rest.ts'
import {
  securityEventsAnswer,
  securityEventsRequest,
  securityEventsTold,
  securityEventView,
} from '../../protocol/security-event.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { SecurityEventBook } from '../security-events/security-event-book.ts'
import type { ServerContext } from './server-context.ts'

const MOST_OVER = 100
/** 500 events in two languages. */
const MOST_BODY_BYTES = 4 * 1024 * 1024

/** Events of the Security Operations Centre: what differs from what is declared, what it means, what to do. */
export function securityEventRoutes({ parts }: ServerContext): readonly Route[] {
  const book = new SecurityEventBook(parts.dataFolder, parts.log ?? (() => undefined))
  return [
    route({
      method: 'GET',
      path: '/api/security-events',
      tag: 'security',
      summary: 'Security events: the open ones, what matters most first, then the last 100 that are over',
      role: 'viewer',
      answer: securityEventsAnswer,
      problems: ['unavailable'],
      handle: async () => {
        const events = await book.all(MOST_OVER)
        const waiting = { critical: 0, warning: 0, notice: 0 }
        for (const { acknowledged, closedAt, severity } of events)
          if (acknowledged === null && closedAt === null) waiting[severity]++
        return { events: [...events], waiting }
      },
    }),
    route({
      method: 'POST',
      path: '/api/security-events',
      tag: 'security',
      summary: 'Raise what one look found',
      description:
        'As `oblak drift --tell` does. An event whose key is open already is the same event, seen again; open events of the places that the look covers, and that are not told again, are over. Kept over restarts.',
      role: 'operator',
      body: securityEventsRequest,
      mostBytes: MOST_BODY_BYTES,
      answer: securityEventsTold,
      problems: ['bad-request', 'conflict', 'too-large', 'unavailable'],
      handle: ({ body }) => book.raise(body, parts.clock()),
    }),
    route({
      method: 'POST',
      path: '/api/security-events/{id}/acknowledge',
      tag: 'security',
      summary: 'Say that somebody has seen it',
      description: 'Kept over restarts: the answer comes when it is on disk.',
      parameter: 'the event’s id',
      role: 'operator',
      body: acknowledgeRequest,
      answer: securityEventView,
      problems: ['bad-request', 'not-found', 'conflict', 'unavailable'],
      handle: ({ body, parameter, who }) => {
        const by = who.name ?? body.by
        if (by === undefined)
          throw new ServerProblem('bad-request', 'body.by: say who acknowledges, as nobody is signed in here.')
        return book.acknowledge(parameter, by, body.note || null, parts.clock())
      },
    }),
  ]
}
