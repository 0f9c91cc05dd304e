import { z } from 'zod'
import { LONGEST_WORK_MS, type Maintenance, phaseOf } from '../../analysis/alarms/maintenance.ts'
import { mayTakeOut } from '../../analysis/answers/may-take-out.ts'
import { isWithin } from '../../model/path.ts'
import { epochMs } from '../../model/units.ts'
import {
  type MayTakeOutView,
  maintenanceAnswer,
  maintenanceRequest,
  maintenanceView,
  mayTakeOutAnswer,
} from '../../protocol/maintenance.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { lostNow } from './lost-now.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

/** A plan for later than this is a wish. */
const LATEST_MS = 366 * 86_400_000
const DAY_MS = 86_400_000

/** Things that are out of service from one instant to another, and the question before. */
export function maintenanceRoutes({ parts, alarms }: ServerContext): readonly Route[] {
  const { clock, estate, planner } = parts
  const view = (work: Maintenance) => ({ ...work, phase: phaseOf(work, clock()) })
  const known = (path: string) => {
    const bare = path.replace(/^\/+|\/+$/g, '')
    if (!estate.find(bare)) throw new ServerProblem('not-found', notFound(estate, bare))
    return bare
  }
  return [
    route({
      method: 'GET',
      path: '/api/may-take-out',
      tag: 'maintenance',
      summary: 'May I take this out now: what goes down with it, and what redundancy remains',
      description:
        'The arithmetic of /api/fail, over what is lost or out of service already: `no` where anything stops, is throttled, overloaded or opens, at once or when batteries are empty, or a room gets too warm; `redundancy-lost` where all goes on and some of it rests on one thing, or a room has less cooling.',
      role: 'viewer',
      query: z.object({ thing: z.string().min(1).max(512) }),
      answer: mayTakeOutAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query }) => {
        const thing = known(query.thing)
        const lostAlready = lostNow({ alarms, parts }).filter((path) => !isWithin(path, thing))
        try {
          const already = lostAlready.length > 0 ? await planner.fail(lostAlready) : undefined
          const answer = mayTakeOut(already, await planner.fail([...lostAlready, thing]))
          return JSON.parse(JSON.stringify({ ...answer, lostAlready })) as MayTakeOutView
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error)
          throw new ServerProblem('unavailable', `The question could not be answered: ${why}`)
        }
      },
    }),
    route({
      method: 'GET',
      path: '/api/maintenance',
      tag: 'maintenance',
      summary: 'Works on things: planned, going on, ended, restored; the last 300 past ones',
      role: 'viewer',
      answer: maintenanceAnswer,
      problems: [],
      handle: () => ({ works: alarms.maintenance.all().map(view) }),
    }),
    route({
      method: 'POST',
      path: '/api/maintenance',
      tag: 'maintenance',
      summary: 'Set a thing out of service from one instant to another',
      description:
        'Its alarms, those of what stands in it and of what rests on it are not told in that time, leak, smoke and fire suppression around it excepted. What still holds two minutes after the end is the alarm `not-restored`. For at most 31 days; kept over restarts.',
      role: 'operator',
      body: maintenanceRequest,
      answer: maintenanceView,
      problems: ['bad-request', 'not-found', 'conflict', 'unavailable'],
      handle: async ({ body, who }) => {
        const now = clock()
        const by = who.name ?? body.by
        if (by === undefined)
          throw new ServerProblem('bad-request', 'body.by: say who works, as nobody is signed in here.')
        const lasts = body.to - body.from
        if (!(lasts > 0 && lasts <= LONGEST_WORK_MS))
          throw new ServerProblem(
            'bad-request',
            `body.to: must be after body.from, by at most ${LONGEST_WORK_MS / DAY_MS} days.`,
          )
        if (body.to <= now || body.from > now + LATEST_MS)
          throw new ServerProblem('bad-request', 'body.to: must be to come, and body.from within a year.')
        const { reason } = body
        const times = { from: epochMs(body.from), to: epochMs(body.to) }
        return view(await alarms.maintenance.add({ path: known(body.path), ...times, by, reason }, now))
      },
    }),
    route({
      method: 'POST',
      path: '/api/maintenance/{id}/end',
      tag: 'maintenance',
      summary: 'End it before its time: all is back, or it is given up',
      parameter: 'the maintenance’s id',
      role: 'operator',
      body: z.strictObject({}),
      answer: maintenanceView,
      problems: ['bad-request', 'not-found', 'conflict', 'unavailable'],
      handle: async ({ parameter }) => view(await alarms.maintenance.end(parameter, clock())),
    }),
  ]
}
