import { type ReportFault, type ReportField, reportFaults } from '../../../analysis/build-out/report-faults.ts'
import type { Day } from '../../../model/day.ts'
import type { BuildOutActivity, ProgressRequest } from '../../../protocol/build-out.ts'

/** Fields of the dialog, as they are typed. */
export interface ProgressDraft {
  readonly at: string
  readonly percent: string
  readonly started: string
  readonly finished: string
  /** Working days of the activity's calendar. */
  readonly remaining: string
  readonly cost: string
  readonly evidence: string
  readonly note: string
}

export type DraftField = ReportField | 'cost'
export type DraftFaultKind = ReportFault['kind'] | 'range' | 'noDay'

/** As many as a field takes. */
export const MOST_PERCENT = 100
export const MOST_DAYS = 10_000
export const MOST_COST = 1e12

/** What the dialog opens with: what is known of the activity, on the day of today. */
export function draftOf({ done, finished, started }: BuildOutActivity, today: string): ProgressDraft {
  return {
    ...{ at: today, percent: done === null ? '' : String(Math.round(done * 1000) / 10), started: started ?? '' },
    ...{ finished: finished ?? '', remaining: '', cost: '', evidence: '', note: '' },
  }
}

/** What is wrong in a draft, by field; the first of each. */
export function draftFaults(draft: ProgressDraft, today: Day): ReadonlyMap<DraftField, DraftFaultKind> {
  const faults = new Map<DraftField, DraftFaultKind>()
  const add = (field: DraftField, kind: DraftFaultKind) => faults.has(field) || faults.set(field, kind)
  if (draft.at === '') add('at', 'noDay')
  if (!isWithin(draft.percent, MOST_PERCENT)) add('percent', 'range')
  if (draft.remaining !== '' && !isWithin(draft.remaining, MOST_DAYS)) add('remaining', 'range')
  if (draft.cost !== '' && !isWithin(draft.cost, MOST_COST)) add('cost', 'range')
  const { at, finished, percent, remaining, started } = draft
  const said = {
    ...{ at, percent: Number(percent), isWorkLeft: Number(remaining) > 0 },
    ...(started !== '' && { started }),
    ...(finished !== '' && { finished }),
  }
  if (at !== '') for (const { field, kind } of reportFaults(said, { day: today, name: 'today' })) add(field, kind)
  return faults
}

/** The request of a draft without faults. */
export function requestOf(draft: ProgressDraft, { dayMinutes, id }: BuildOutActivity, by: string): ProgressRequest {
  const { at, cost, evidence, finished, note, percent, remaining, started } = draft
  return {
    ...{ activity: id, at, percent: Number(percent) },
    ...(started !== '' && { started }),
    ...(finished !== '' && { finished }),
    ...(remaining !== '' && { remaining: Math.round(Number(remaining) * dayMinutes) }),
    ...(cost !== '' && { cost: Number(cost) }),
    ...(evidence.trim() !== '' && { evidence: evidence.trim() }),
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(by !== '' && { by }),
  }
}

function isWithin(text: string, most: number): boolean {
  const value = Number(text)
  return text.trim() !== '' && value >= 0 && value <= most
}

/** A percentage, with a decimal where it has one. */
export function percentText(percent: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(percent)
}
