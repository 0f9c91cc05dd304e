import { join } from 'node:path'
import { z } from 'zod'
import type { Day } from '../../model/day.ts'
import type { ReservationBook } from '../../model/reservation.ts'
import { dayText } from '../../protocol/reservations.ts'
import { backupAnswer, backupRequest, deadLettersAnswer, statusAnswer, summaryAnswer } from '../../protocol/rest.ts'
import { AT } from '../dated/at-query.ts'
import { pastSummary, plannedSummary } from '../dated/dated-summary.ts'
import { pastDay } from '../dated/past-day.ts'
import { plannedWatts } from '../dated/planned-watts.ts'
import { ServerProblem } from '../errors.ts'
import { orNull } from '../http/numbers.ts'
import { type Route, route } from '../http/route.ts'
import { answered } from './planned-answer.ts'
import type { ServerContext } from './server-context.ts'
import { summary } from './summary.ts'

export function systemRoutes(context: ServerContext): readonly Route[] {
  const { parts, values, alarms, hub } = context
  let backingUp = false
  return [
    route({
      method: 'GET',
      path: '/api/summary',
      tag: 'estate',
      summary: 'The state cloud in one answer: each site with health, load, intake temperatures, and the worst alarms',
      role: 'viewer',
      query: z.object({ at: dayText.optional().describe(AT) }),
      answer: summaryAnswer,
      problems: ['bad-request', 'unavailable'],
      handle: async ({ query, signal }) => {
        const { estate, planner, state, when } = await context.dated.on(query.at)
        if (when === 'now' && !state) return summary(context)
        const day = query.at as Day
        if (when === 'past') return pastSummary(estate, day, await pastDay(context, estate, day, signal))
        const [figures, chain] = await answered(Promise.all([planner.figures(), planner.chain('', signal)]))
        return plannedSummary(estate, day, plannedWatts(estate, chain), figures)
      },
    }),
    route({
      method: 'GET',
      path: '/api/status',
      tag: 'system',
      summary: 'How collection, journal, store and viewers fare',
      role: 'viewer',
      answer: statusAnswer,
      problems: [],
      handle: async () => ({
        version: parts.version,
        uptimeSeconds: Math.round(context.uptime()),
        simulated: parts.faults !== undefined,
        viewers: hub.viewers,
        framesSent: hub.framesSent,
        framesSkipped: hub.framesSkipped,
        readings: values.readings,
        readingsIgnored: values.table.ignored,
        pointsUnplaced: values.points.unplaced(),
        alarmLogHealthy: alarms.logHealthy,
        collector: alarms.watch?.status ? { ...alarms.watch.status } : null,
        reservations: await reservationStatus(parts.reservations),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/dead-letters',
      tag: 'system',
      summary: 'Readings that the store will never take, newest first, with the reason',
      role: 'viewer',
      query: z.object({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
      answer: deadLettersAnswer,
      problems: ['bad-request', 'not-configured', 'unavailable'],
      handle: async ({ query }) => {
        if (!parts.deadLetters) throw new ServerProblem('not-configured', 'This server keeps no dead letters.')
        const letters = await parts.deadLetters.list(query.limit).catch((error: unknown) => {
          throw new ServerProblem('unavailable', 'The dead letters cannot be read.', { cause: error })
        })
        return { deadLetters: letters.map((letter) => ({ ...letter, value: orNull(letter.value) })) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/backup',
      tag: 'system',
      summary: 'Copies estate edits, journal and store while all goes on',
      description: 'Into a new folder `backups/<name>` below the data folder. `oblak restore` takes it back.',
      role: 'operator',
      body: backupRequest,
      answer: backupAnswer,
      problems: ['bad-request', 'conflict', 'not-configured', 'unavailable'],
      handle: async ({ body }) => {
        const { backup, dataFolder } = parts
        if (!backup) throw new ServerProblem('not-configured', 'This server has nothing to back up.')
        if (backingUp) throw new ServerProblem('conflict', 'A backup is being made; wait for it.')
        const folder = join('backups', body.name)
        backingUp = true
        const begun = performance.now()
        try {
          await backup(join(dataFolder, folder))
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error)
          parts.log?.(`Backup to ${folder} failed: ${reason}`)
          throw new ServerProblem('unavailable', `The backup was not made. The server's log says why.`, {
            cause: error,
          })
        } finally {
          backingUp = false
        }
        return { folder, milliseconds: Math.round(performance.now() - begun) }
      },
    }),
  ]
}

async function reservationStatus(book: ReservationBook | undefined) {
  const known = await book?.read()
  return known ? { count: known.reservations.length, fault: known.fault ?? null } : null
}
