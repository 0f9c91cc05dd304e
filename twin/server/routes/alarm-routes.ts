import { z } from 'zod'
import { alarmsOf } from '../../analysis/alarms/alarms-of-day.ts'
import { shownState } from '../../analysis/alarms/quieting.ts'
import type { Day } from '../../model/day.ts'
import { epochMs } from '../../model/units.ts'
import { dayText } from '../../protocol/reservations.ts'
import {
  ALARM_STATES,
  acknowledgeRequest,
  adviceAnswer,
  alarmsAnswer,
  alarmView as alarmViewSchema,
  shelveRequest,
} from '../../protocol/rest.ts'
import { spanOf } from '../dated/recorded-days.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route, type Who } from '../http/route.ts'
import { alarmView, byRecency, byUrgency } from './alarm-view.ts'
import type { ServerContext } from './server-context.ts'

const MOST_ALARMS = 2_000

export function alarmRoutes({ advice, alarms, dated, parts }: ServerContext): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/alarms',
      tag: 'alarms',
      summary: 'The alarm list, most urgent first',
      description: `Without \`state\` all that are not normal; \`normal\` gives the history, newest first. With \`at\` those that were active on that day, as they stood at its end. At most ${MOST_ALARMS}.`,
      role: 'viewer',
      query: z.object({
        state: z.enum(ALARM_STATES).optional(),
        under: z.string().max(512).optional().describe('only at this path and below it'),
        at: dayText.optional().describe('a past day; on one to come nothing alarms. As it is now where absent'),
      }),
      answer: alarmsAnswer,
      problems: ['bad-request', 'unavailable'],
      handle: async ({ query }) => {
        const { book } = alarms
        const under = query.under ?? ''
        const { estate, when } = await dated.on(query.at)
        if (query.at !== undefined && when !== 'now') {
          const past = when === 'past' ? alarmsOf(book.all(), spanOf(estate, query.at as Day)) : []
          const chosen = past.filter(
            (alarm) => isUnder(alarm.path, under) && (query.state ?? shownState(alarm)) === shownState(alarm),
          )
          const views = [...chosen].sort(byUrgency).slice(0, MOST_ALARMS)
          const flood = { active: false, lastTenMinutes: 0 }
          return { revision: book.revision, alarms: views.map((alarm) => alarmView(estate, alarm)), flood }
        }
        const chosen =
          query.state === undefined
            ? alarms.under(under)
            : book.all().filter((alarm) => shownState(alarm) === query.state && isUnder(alarm.path, under))
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
      method: 'GET',
      path: '/api/alarm-advice',
      tag: 'alarms',
      summary: 'What alarms mean and what to do first, in Serbian and English',
      description: 'Of an alarm the first rule says it that fits its rule, severity, kind of thing and place.',
      role: 'viewer',
      answer: adviceAnswer,
      problems: [],
      handle: () => ({ rules: [...advice] }),
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
        const by = signed(who, body.by, 'acknowledges')
        const alarm = await alarms.acknowledge(parameter, by, body.note || null, parts.clock())
        return alarmView(parts.estate, alarm)
      },
    }),
    route({
      method: 'POST',
      path: '/api/alarms/{id}/shelve',
      tag: 'alarms',
      summary: 'Put it away for a time, with a reason',
      description:
        'For at most a day; then it comes back by itself, unacknowledged. One that becomes critical comes back at once. Kept over restarts.',
      parameter: 'the alarm’s id',
      role: 'operator',
      body: shelveRequest,
      answer: alarmViewSchema,
      problems: ['bad-request', 'not-found', 'conflict', 'unavailable'],
      handle: async ({ parameter, body, who }) => {
        const at = parts.clock()
        const until = epochMs(at + body.minutes * 60_000)
        const alarm = await alarms.shelve(parameter, {
          by: signed(who, body.by, 'shelves'),
          reason: body.reason,
          at,
          until,
        })
        return alarmView(parts.estate, alarm)
      },
    }),
    route({
      method: 'POST',
      path: '/api/alarms/{id}/unshelve',
      tag: 'alarms',
      summary: 'Take it from its shelf before its time',
      description: 'What holds is to be acknowledged again.',
      parameter: 'the alarm’s id',
      role: 'operator',
      body: z.strictObject({}),
      answer: alarmViewSchema,
      problems: ['bad-request', 'not-found', 'conflict', 'unavailable'],
      handle: async ({ parameter }) => alarmView(parts.estate, await alarms.unshelve(parameter)),
    }),
  ]
}

function isUnder(path: string, under: string): boolean {
  return under === '' || path === under || path.startsWith(`${under}/`)
}

/** @throws ServerProblem bad-request where nobody says their name */
function signed(who: Who, by: string | undefined, does: string): string {
  const name = who.name ?? by
  if (name === undefined) {
    throw new ServerProblem('bad-request', `body.by: say who ${does}, as nobody is signed in here.`)
  }
  return name
}
