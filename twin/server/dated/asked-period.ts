import { z } from 'zod'
import { daySpanIn } from '../../analysis/energy/local-time.ts'
import { type Day, markOf } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'
import { dayText } from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import type { DatedEstate } from './dated-estates.ts'

const DAY_MS = 86_400_000
/** The last instant that the calendar of the language has. */
const LAST_MS = 8.64e15

/** How much of the past a question takes, in days. */
interface Reach {
  /** Where nobody says it. */
  readonly usual: number
  readonly most: number
}

/** The query of a question about a period: from one instant to another, or so many days until the end of a day. */
export function periodQuery({ most, usual }: Reach) {
  const instant = z.coerce.number().int().min(0).max(LAST_MS).optional()
  return {
    from: instant.describe('epoch ms; `days` before `to` where absent'),
    to: instant.describe('epoch ms, exclusive; now where absent'),
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(most)
      .default(usual)
      .describe('how far back it goes where `from` is absent; with `at` days of the site’s calendar'),
    at: dayText
      .optional()
      .describe(
        'a day, in the place of `from` and `to`: the estate as the programme leads to it; of a past one what was measured until its end, of one to come what is planned with',
      ),
  }
}

/** What `periodQuery` reads. */
export interface PeriodAsked {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly days: number
  readonly at?: string | undefined
}

/**
 * The period that is asked for. Of a day to come it is that day, on which nothing is measured yet.
 * @param timeZone of the site
 * @throws ServerProblem bad-request of a period that is none, or too long, or said twice
 */
export function askedPeriod(
  { at, days, from, to }: PeriodAsked,
  when: DatedEstate['when'],
  timeZone: string,
  now: EpochMs,
  { most }: Pick<Reach, 'most'>,
): { readonly from: EpochMs; readonly to: EpochMs } {
  if (at !== undefined && (from !== undefined || to !== undefined))
    throw new ServerProblem('bad-request', 'query.at: leave `from` and `to` out; `days` says how far back it goes.')
  if (at !== undefined && when !== 'now') {
    const { from: begins, to: ends } = daySpanIn(timeZone, at)
    if (when === 'to-come') return { from: begins, to: ends }
    const first = new Date(markOf(at as Day) - (days - 1) * DAY_MS).toISOString().slice(0, 10)
    return { from: daySpanIn(timeZone, first).from, to: ends }
  }
  const end = epochMs(to ?? now)
  const begin = epochMs(from ?? Math.max(0, end - days * DAY_MS))
  if (begin > end) throw new ServerProblem('bad-request', `query.from ${begin} has to be before query.to ${end}.`)
  if (end - begin > most * DAY_MS)
    throw new ServerProblem('bad-request', `The period is longer than ${most} days; ask for a shorter one.`)
  return { from: begin, to: end }
}

/** Until when what is measured is looked at for an answer about a day: the end of a past one, by the first site's clock, else now. */
export function readUntil(estate: Estate, at: string | undefined, when: DatedEstate['when'], now: EpochMs): EpochMs {
  if (at === undefined || when !== 'past') return now
  const [site] = estate.ofKind('site')
  return daySpanIn(site?.utcOffsetName ?? 'UTC', at).to
}
