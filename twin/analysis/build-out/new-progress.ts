import type { Day } from '../../model/day.ts'
import type { Programme, WorkMinutes } from '../../model/programme.ts'
import type { ProgressEntry } from '../../model/programme-book.ts'
import type { Ratio } from '../../model/units.ts'
import { lastReports } from './programme-status.ts'
import { type ReportFault, reportFaults } from './report-faults.ts'

/** What somebody wants to report. */
export interface ProgressWish {
  readonly activity: string
  readonly at: Day
  /** Of the work, from 0 to 100. */
  readonly percent: number
  readonly started?: Day | undefined
  readonly finished?: Day | undefined
  /** Work that is left, in minutes of its calendar. */
  readonly remaining?: number | undefined
  readonly cost?: number | undefined
  readonly evidence?: string | undefined
  readonly note?: string | undefined
  readonly by: string
  /** ISO 8601 with time. */
  readonly entered: string
}

/** What comes of a wish: an entry, or all that is wrong with it. */
export type NewProgress =
  | {
      readonly entry: ProgressEntry
      /** What was reported until that day, from 0 to 100, where it was more: going back is allowed, and told. */
      readonly before: number | undefined
    }
  | { readonly faults: readonly ReportFault[] }
  | { readonly unknown: string }

/** The entry of a report. When its work began is taken from earlier reports where it is not said again. */
export function newProgress(
  { entries, programme }: { readonly programme: Programme; readonly entries: readonly ProgressEntry[] },
  wish: ProgressWish,
  today: Day,
): NewProgress {
  const { activity, at, by, cost, entered, evidence, finished, note, percent, remaining } = wish
  if (!programme.activities.some(({ id }) => id === activity)) return { unknown: activity }
  const last = lastReports(programme, at).get(activity)
  const started = wish.started ?? last?.started
  const isWorkLeft = remaining !== undefined && remaining > 0
  const faults = reportFaults({ at, percent, started, finished, isWorkLeft }, { day: today, name: 'today' })
  if (faults.length > 0) return { faults }
  const done = (percent / 100) as Ratio
  return {
    entry: {
      ...{ id: nextId(entries), activity, at, by, source: 'survey', done },
      ...(started !== undefined && { started }),
      ...(finished !== undefined && { finished }),
      ...(remaining !== undefined && { remaining: remaining as WorkMinutes }),
      ...(cost !== undefined && { cost }),
      ...(evidence !== undefined && { evidence }),
      ...(note !== undefined && { note }),
      entered,
    },
    before: last && last.done > done ? percentOf(last.done) : undefined,
  }
}

/** A share as people write it. */
export function percentOf(share: number): number {
  return Number((share * 100).toFixed(6))
}

function nextId(entries: readonly ProgressEntry[]): string {
  const numbers = entries.map(({ id }) => Number(/^p(\d{1,9})$/.exec(id)?.[1] ?? 0))
  return `p${Math.max(0, ...numbers) + 1}`
}
