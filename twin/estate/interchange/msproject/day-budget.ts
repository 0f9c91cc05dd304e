import type { FaultList } from '../fault-list.ts'
import type { Place } from '../foreign-schedule.ts'

/** A thousand calendars of 2,000 days of their own: no plan has so many, and a file of a few lines can ask for any number. */
const MOST_DAYS = 2_000_000

/** How many days of exceptions and work weeks the calendars of one file lay out, all together. */
export class DayBudget {
  readonly #faults: FaultList
  #left = MOST_DAYS

  constructor(faults: FaultList) {
    this.#faults = faults
  }

  /** Nothing more is laid out. */
  get isSpent(): boolean {
    return this.#left < 0
  }

  /** Takes so many days for what a file says at a place. Where there are not so many left, that is false and, once, a fault. */
  take(days: number, place: Place): boolean {
    if (this.isSpent) return false
    this.#left -= days
    if (!this.isSpent) return true
    this.#faults.add(place, ['Calendars'], 'lay out too many days of exceptions and work weeks by here', {
      allowed: `at most ${MOST_DAYS.toLocaleString('en')} of all calendars together`,
    })
    return false
  }
}
