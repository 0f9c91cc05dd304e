import { z } from 'zod'
import { ALARM_STATES, acknowledgeRequest, alarmsAnswer, alarmView as alarmViewSchema } from '../../protocol/rest.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { alarmView, byRecency, byUrgency } from './alarm-view.ts'
import type { ServerContext } from './server-context.ts'

const MOST_ALARMS = 2_000

export function alarmRoutes({ parts, alarms }: ServerContext): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/alarms',
      tag: 'alarms',
      summary: 'The alarm list, most urgent first',
      description: `Without \`state\` all that are not normal; \`normal\` gives the history, newest first. At most ${MOST_ALARMS}.`,
      role: 'viewer',
      query: z.object({
        state: z.enum(ALARM_STATES).optional(),
        under: z.string().max(512).optional().describe('only at this path and below it'),
      }),
      answer: alarmsAnswer,
      problems: ['bad-request'],
      handle: ({ query }) => {
        const { book } = alarms
        const under = query.under ?? ''
        const chosen =
          query.state === undefined
            ? alarms.under(under)
            : book.all().filter(({ state, path }) => state === query.state && isUnder(path, under))
        return {
          revision: book.revision,
          alarms: [...chosen]
            .sort(query.state === 'normal' ? byRecency : byUrgency)
            .slice(0, MOST_ALARMS)
            .map((alarm) => alarmView(parts.estate, alarm)),
          flood: book.flood(parts.clock()),
        }
      },
    }),
    route({
      method: 'POST',
      path: '/api/alarms/{id}/acknowledge',
      tag: 'alarms',
      summary: 'Say that somebody has seen it',
      description: 'Kept over restarts: the answer comes when it is on disk.',
      parameter: 'the alarm’s id',
      role: 'operator',
      body: acknowledgeRequest,
      answer: alarmViewSchema,
      problems: ['bad-request', 'not-found', 'conflict', 'unavailable'],
      handle: async ({ parameter, body, who }) => {
        const by = who.name ?? body.by
        if (by === undefined) {
          throw new ServerProblem('bad-request', 'body.by: say who acknowledges, as nobody is signed in here.')
        }
        const alarm = await alarms.acknowledge(parameter, by, body.note || null, parts.clock())
        return alarmView(parts.estate, alarm)
      },
    }),
  ]
}

function isUnder(path: string, under: string): boolean {
  return under === '' || path === under || path.startsWith(`${under}/`)
}
