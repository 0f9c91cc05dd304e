import type { Day } from '../../model/day.ts'
import type { DateConstraint } from '../../model/programme.ts'
import { beginOf, endOf, finishDay, startDay } from '../../model/wall-minute.ts'
import type { WrittenActivity } from './programme-schema.ts'

interface Written {
  readonly field: 'startNoEarlier' | 'startNoLater' | 'finishNoEarlier' | 'finishNoLater' | 'mustStart' | 'mustFinish'
  /** What is set from a day on counts from its beginning, what is set until a day counts until its end. */
  readonly counts: 'from' | 'until'
}

const FIELDS: Readonly<Record<DateConstraint['kind'], Written>> = {
  'start-no-earlier': { field: 'startNoEarlier', counts: 'from' },
  'start-no-later': { field: 'startNoLater', counts: 'until' },
  'finish-no-earlier': { field: 'finishNoEarlier', counts: 'from' },
  'finish-no-later': { field: 'finishNoLater', counts: 'until' },
  'must-start': { field: 'mustStart', counts: 'from' },
  'must-finish': { field: 'mustFinish', counts: 'until' },
}
const KINDS = Object.keys(FIELDS) as readonly DateConstraint['kind'][]

/** Days that a file sets, as minutes. */
export function dateConstraints(written: WrittenActivity): readonly DateConstraint[] {
  return KINDS.flatMap((kind) => {
    const { counts, field } = FIELDS[kind]
    const day = written[field]
    return day === undefined ? [] : [constraintOn(kind, day as Day, counts)]
  })
}

/** The fields of a file that say constraints, by day; the inverse of `dateConstraints` for what it gives. */
export function constraintFields(constraints: readonly DateConstraint[]): Readonly<Record<string, Day>> {
  return Object.fromEntries(
    constraints.map((constraint) => [FIELDS[constraint.kind].field, constraintDay(constraint)] as const),
  )
}

/** A constraint as a file can say it: on its day. */
export function onDays(constraint: DateConstraint): DateConstraint {
  return constraintOn(constraint.kind, constraintDay(constraint), FIELDS[constraint.kind].counts)
}

/** The day on which a constraint counts. */
function constraintDay({ at, kind }: DateConstraint): Day {
  return FIELDS[kind].counts === 'from' ? startDay(at) : finishDay(at)
}

function constraintOn(kind: DateConstraint['kind'], day: Day, counts: Written['counts']): DateConstraint {
  return { kind, at: counts === 'from' ? beginOf(day) : endOf(day) }
}
