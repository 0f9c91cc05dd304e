import { z } from 'zod'
import { newProgress, percentOf } from '../../analysis/build-out/new-progress.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day } from '../../model/day.ts'
import type { ProgressEntry } from '../../model/programme-book.ts'
import {
  type ProgressEntryView,
  progressAnswer,
  progressEntry,
  progressMade,
  progressRequest,
  whoTakesBack,
} from '../../protocol/build-out.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { bookOf, nearHint, programmeOf, written } from './programme-in-use.ts'

/** Progress that is entered, and taken back. */
export function progressRoutes({ parts }: ServerContext): readonly Route[] {
  const { clock, estate } = parts
  return [
    route({
      method: 'GET',
      path: '/api/build-out/progress',
      tag: 'build-out',
      summary: 'Progress that was entered, the newest first, with who entered it and who took it back',
      role: 'viewer',
      query: z.object({ activity: z.string().min(1).max(200).optional().describe('only of that activity') }),
      answer: progressAnswer,
      problems: ['bad-request', 'not-configured'],
      handle: async ({ query }) => {
        const { entries } = await bookOf(parts).read()
        const asked = entries.filter(({ activity }) => query.activity === undefined || activity === query.activity)
        return { entries: asked.map(entryView).reverse() }
      },
    }),
    route({
      method: 'POST',
      path: '/api/build-out/progress',
      tag: 'build-out',
      summary: 'Report progress of an activity',
      description:
        'Kept in the file of progress with who and when. All that is wrong is told at once. Less than was reported before is allowed, and told in `before`. A day that is later than the data date moves it on.',
      role: 'operator',
      body: progressRequest,
      answer: progressMade,
      problems: ['bad-request', 'not-configured', 'unprocessable', 'unavailable'],
      handle: async ({ body, who }) => {
        const by = who.name ?? body.by
        if (by === undefined)
          throw new ServerProblem('bad-request', 'body.by: say who reports, as nobody is signed in here.')
        const [now, today] = [clock(), todayAt(estate, undefined, clock())]
        let before: number | undefined
        const entry = await written(bookOf(parts), (book) =>
          book.report((known) => {
            const programme = programmeOf(known)
            const wish = { ...wishOf(body), by, entered: new Date(now).toISOString() }
            const made = newProgress({ programme, entries: known.entries }, wish, today)
            if ('unknown' in made) {
              const ids = programme.activities.map(({ id }) => id)
              const hint = nearHint(made.unknown, ids)
              throw new ServerProblem('unprocessable', `body.activity: there is no activity ${made.unknown}.${hint}`)
            }
            if ('faults' in made) {
              const all = made.faults.map(
                ({ allowed, field, found, message }) => `body.${field}: ${message} (${found}; allowed: ${allowed}).`,
              )
              throw new ServerProblem('unprocessable', all.join(' '))
            }
            before = made.before
            return made.entry
          }),
        )
        return { ...entryView(entry), before: before ?? null }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/build-out/progress/{id}',
      tag: 'build-out',
      summary: 'Take a report back',
      description: 'It counts no more, and stays in the file with who took it back and when.',
      parameter: 'the report’s id',
      role: 'operator',
      query: z.object({ by: whoTakesBack.describe('who, where nobody is signed in') }),
      answer: progressEntry,
      problems: ['bad-request', 'not-found', 'not-configured', 'unavailable'],
      handle: async ({ parameter, query, who }) => {
        const by = who.name ?? query.by ?? 'somebody without sign-in'
        const at = new Date(clock()).toISOString()
        const taken = await written(bookOf(parts), (book) => book.withdraw(parameter, { by, at }))
        if (taken) return entryView(taken)
        throw new ServerProblem('not-found', `There is no report ${JSON.stringify(parameter)} that still counts.`)
      },
    }),
  ]
}

function wishOf({ at, finished, started, ...rest }: z.output<typeof progressRequest>) {
  return {
    ...{ ...rest, at: at as Day },
    ...(started !== undefined && { started: started as Day }),
    ...(finished !== undefined && { finished: finished as Day }),
  }
}

function entryView({ done, withdrawn, ...entry }: ProgressEntry): ProgressEntryView {
  return { ...entry, percent: percentOf(done), withdrawn: withdrawn ?? null }
}
