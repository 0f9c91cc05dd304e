import { programmeStatus } from '../../../analysis/build-out/programme-status.ts'
import type { Baseline, Programme } from '../../../model/programme.ts'
import { ProgrammeError } from '../../programme/errors.ts'
import { readProgramme } from '../../programme/read-programme.ts'
import { daysOf } from '../baseline-dates.ts'
import { InterchangeError, refusedFile, wrongFile } from '../errors.ts'
import { type ImportOptions, importSchedule } from '../import-schedule.ts'
import type { ImportedFile } from '../imported-programme.ts'
import { joinIntoText } from './join-into-text.ts'
import { joinPlan } from './join-plan.ts'
import { joinTold } from './join-told.ts'

/** A programme's file, and how a plan is joined to it. */
export interface JoinAsked {
  readonly bytes: Uint8Array
  /** As the person who gave it knows it. */
  readonly file: string
  /** The baseline as which the plan that was is kept: its id, and the programme with what is entered beside its file, whose dates it has. */
  readonly keep: { readonly id: string; readonly of: Programme } | undefined
}

/**
 * The text of a programme's file with a plan of another program joined in, and what becomes other by that. Dates, links, calendars and progress are those of the plan;
 * places, hand-overs, gates, levels, estimates, budgets and baselines those of the programme.
 * @throws ProgrammeError for a programme that is not well, InterchangeError with everything that is wrong in the plan or contradicts the programme
 */
export function joinedProgramme(
  bytes: Uint8Array,
  file: string,
  { bytes: ownBytes, file: onto, keep }: JoinAsked,
  options: ImportOptions,
): ImportedFile {
  const own = readProgramme(ownBytes, onto)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(ownBytes)
  const { format, programme: plan, untold } = importSchedule(bytes, file, options)
  const joined = joinPlan(own, plan, format)
  const matched = joined.partners.ofOther.size
  if (matched === 0)
    throw refusedFile(file, `The file and ${onto} have no activity in common.`, {
      found: idsText(plan),
      allowed: `ids or names of ${onto}: ${idsText(own)}`,
    })
  const made = joinIntoText(text, joined, keep && planOf(keep.of, keep.id))
  try {
    if (made !== text) readProgramme(new TextEncoder().encode(made), `${onto} with ${file}`)
  } catch (error) {
    if (!(error instanceof ProgrammeError)) throw error
    throw wrongFile(`${onto} with ${file}`, error.diagnostics)
  }
  return {
    text: made,
    holds: [`${matched} of ${plan.activities.length} activities joined to ${own.activities.length} of ${onto}`],
    untold,
    changes: [
      ...joinTold(own, plan, joined),
      ...(keep === undefined ? [] : [`the plan as it was is kept as the baseline ${keep.id}`]),
    ],
  }
}

/** The dates of a programme as a baseline. */
function planOf(own: Programme, id: string): Baseline {
  if (own.baselines.some((one) => one.id === id))
    throw new InterchangeError(`The programme has a baseline ${id} already; say another id to keep the plan by.`)
  const { dates } = programmeStatus(own)
  return {
    ...{ id, name: `Plan of ${own.dataDate}`, nameSr: `План на дан ${own.dataDate}`, set: own.dataDate },
    dates: new Map(Array.from(dates, ([of, { earlyFinish, earlyStart }]) => [of, daysOf(earlyStart, earlyFinish)])),
  }
}

const MOST_IDS = 5

function idsText({ activities }: Programme): string {
  const ids = activities.slice(0, MOST_IDS).map(({ id }) => id)
  return activities.length > MOST_IDS ? `${ids.join(', ')} and ${activities.length - MOST_IDS} more` : ids.join(', ')
}
