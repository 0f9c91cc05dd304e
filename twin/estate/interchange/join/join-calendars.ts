import type { WorkCalendar } from '../../../model/programme.ts'
import { partnersOf } from './partners.ts'

/** The calendars of a programme with those of another plan laid over them. */
export interface JoinedCalendars {
  /** Those of the programme in their order, with the hours of the other plan where it has them; then those that only that has. */
  readonly calendars: readonly WorkCalendar[]
  /** Id here, by the id in the other plan. */
  readonly ofOther: ReadonlyMap<string, string>
  /** Ids of those whose hours are other than they were. */
  readonly changed: ReadonlySet<string>
  readonly added: readonly WorkCalendar[]
}

/**
 * Matches calendars by id or name; else by their hours, with one that keeps those that it has. With one whose hours become other it would take them too, or undo
 * them: such a calendar is added.
 */
export function joinCalendars(own: readonly WorkCalendar[], other: readonly WorkCalendar[]): JoinedCalendars {
  const ofOther = new Map(partnersOf(own, other).ofOther)
  const hours = new Map(other.map((calendar) => [ofOther.get(calendar.id), calendar]))
  const changed = new Set(
    own.flatMap((calendar) => {
      const foreign = hours.get(calendar.id)
      return foreign && hoursOf(foreign) !== hoursOf(calendar) ? [calendar.id] : []
    }),
  )
  const kept = own.filter(({ id }) => !changed.has(id))
  // The first of several alike comes last, and stays.
  const byHours = new Map(kept.toReversed().map((calendar) => [hoursOf(calendar), calendar.id]))
  for (const calendar of other) {
    const same = ofOther.has(calendar.id) ? undefined : byHours.get(hoursOf(calendar))
    if (same !== undefined) ofOther.set(calendar.id, same)
  }
  const added = other.filter(({ id }) => !ofOther.has(id))
  for (const { id } of added) ofOther.set(id, id)
  const laid = own.map((calendar) => {
    const { exceptions, week } = (changed.has(calendar.id) && hours.get(calendar.id)) || calendar
    return { ...calendar, week, exceptions }
  })
  return { calendars: [...laid, ...added], ofOther, changed, added }
}

/** What two calendars of the same hours have in common; a day that is as its weekday is no exception. */
function hoursOf({ exceptions, week }: WorkCalendar): string {
  const shifts = (list: WorkCalendar['week'][number]) => list.map(({ from, until }) => `${from}-${until}`).join()
  const odd = [...exceptions]
    .map(([day, list]) => [day, shifts(list), (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as const)
    .filter(([, text, weekday]) => text !== shifts(week[weekday] ?? []))
    .map(([day, text]) => `${day} ${text}`)
    .sort()
  return [...week.map(shifts), ...odd].join('\n')
}
