import type { Day } from '../../model/day.ts'

/** What somebody says of an activity, before it is held to itself. */
export interface SaidProgress {
  readonly at: string
  /** Of the work, from 0 to 100. */
  readonly percent: number
  readonly started?: string | undefined
  readonly finished?: string | undefined
  /** Is there work that is said to be left? */
  readonly isWorkLeft?: boolean | undefined
}

export type ReportField = 'at' | 'finished' | 'started' | 'percent' | 'remaining'

/** Where a report contradicts itself, or lies in the future. */
export interface ReportFault {
  readonly field: ReportField
  readonly kind: 'future' | 'after-report' | 'after-end' | 'not-all' | 'no-end' | 'no-begin' | 'work-left'
  readonly found: string
  /** For people, in English. */
  readonly message: string
  readonly allowed: string
}

/** All that is wrong in a report. @param last no report is of a later day */
export function reportFaults(
  said: SaidProgress,
  last: { readonly day: Day; readonly name: 'today' | 'the data date' | 'the day on which it was entered' },
): readonly ReportFault[] {
  const { at, finished, isWorkLeft = false, percent, started } = said
  const faults: ReportFault[] = []
  const wrong = (field: ReportField, kind: ReportFault['kind'], message: string, found: string, allowed: string) =>
    faults.push({ field, kind, found, message, allowed })
  if (at > last.day) wrong('at', 'future', `is after ${last.name}`, at, `a day until ${last.day}`)
  if (finished !== undefined && finished > at)
    wrong('finished', 'after-report', 'is after the report', finished, `a day until ${at}`)
  if (started !== undefined && started > (finished ?? at))
    wrong('started', 'after-end', 'is after its end', started, `a day until ${finished ?? at}`)
  if (finished !== undefined && percent < 100)
    wrong('percent', 'not-all', 'says less than all of what is finished', `${percent}`, '100')
  if (finished === undefined && percent === 100)
    wrong('percent', 'no-end', 'says all, and no day says when', '100', 'less than 100, or a day in `finished`')
  if (percent > 0 && started === undefined && finished === undefined)
    wrong('percent', 'no-begin', 'says progress, and no day says since when', `${percent}`, '0, or a day in `started`')
  if (isWorkLeft && finished !== undefined)
    wrong('remaining', 'work-left', 'says that work is left of what is finished', 'some', 'nothing, or no `finished`')
  return faults
}
