import type { Day } from '../../model/day.ts'
import type { DateConstraint } from '../../model/programme.ts'
import { beginOf, endOf } from '../../model/wall-minute.ts'
import type { WrittenActivity } from './programme-schema.ts'

/** Days that a file sets, as minutes: a start counts from the beginning of its day, a finish until its end. */
export function dateConstraints(written: WrittenActivity): readonly DateConstraint[] {
  const { finishNoEarlier, finishNoLater, startNoEarlier, startNoLater } = written
  const at = (kind: DateConstraint['kind'], day: string | undefined, minuteOf: (day: Day) => DateConstraint['at']) =>
    day === undefined ? [] : [{ kind, at: minuteOf(day as Day) }]
  return [
    ...at('start-no-earlier', startNoEarlier, beginOf),
    ...at('start-no-later', startNoLater, endOf),
    ...at('finish-no-earlier', finishNoEarlier, beginOf),
    ...at('finish-no-later', finishNoLater, endOf),
  ]
}
