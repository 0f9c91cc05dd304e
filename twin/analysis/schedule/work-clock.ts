import { markOf } from '../../model/day.ts'
import { DAY_MINUTES, type Shift, type WallMinute, type WorkCalendar, type WorkMinutes } from '../../model/programme.ts'

/** Days of a piece of the table; a clock grows by such pieces when it is asked beyond its end. */
const PIECE_DAYS = 1_024
/** Work of a bucket of the way back from work to its day. */
const BUCKET = 240
/** Days without work after which a calendar is taken to have none any more. */
const LONGEST_PAUSE_DAYS = 3_660
const DAY_MS = 86_400_000

/**
 * Work counted by a calendar: how much lies before a minute, and at which minute so much is done. Between two shifts stands the same work, so two minutes
 * answer for it: the end of the earlier shift (`finishOf`) and the beginning of the later one (`startOf`).
 */
export class WorkClock {
  /** First day of the table, counted from 1970. */
  readonly #first: number
  /** Work before each day of the table; one more at its end. */
  #before = new Float64Array(1)
  #days = 0
  /** Shifts of each day of the table. */
  readonly #table: (readonly Shift[])[] = []
  /** By day from 1970. */
  readonly #exceptions: ReadonlyMap<number, readonly Shift[]>
  /** Day in which the work of each bucket begins. */
  #dayOf: number[] = []

  /**
   * @param from the table begins with its day; no question may be about earlier minutes
   * @throws RangeError for a calendar that never has work, which the reader of a programme refuses
   */
  constructor(
    private readonly calendar: WorkCalendar,
    from: WallMinute,
  ) {
    this.#first = Math.floor(from / DAY_MINUTES)
    this.#exceptions = new Map(Array.from(calendar.exceptions, ([day, shifts]) => [markOf(day) / DAY_MS, shifts]))
    this.#grow()
  }

  /** Work from the beginning of the table until a minute. */
  workAt(at: WallMinute): WorkMinutes {
    const day = Math.floor(at / DAY_MINUTES) - this.#first
    while (day >= this.#days) this.#grow()
    let work = this.#before[day] ?? 0
    const minute = at - (day + this.#first) * DAY_MINUTES
    for (const { from, until } of this.#shifts(day)) {
      if (minute <= from) break
      work += Math.min(minute, until) - from
    }
    return work as WorkMinutes
  }

  /** The earliest minute at which so much work is done: the end of a shift rather than the beginning of the next. */
  finishOf(work: WorkMinutes): WallMinute {
    if (work <= 0) return (this.#first * DAY_MINUTES) as WallMinute
    let day = this.#dayBefore(work)
    while ((this.#before[day + 1] ?? 0) < work) day++
    let left = work - (this.#before[day] ?? 0)
    for (const { from, until } of this.#shifts(day)) {
      if (left <= until - from) return ((day + this.#first) * DAY_MINUTES + from + left) as WallMinute
      left -= until - from
    }
    throw new RangeError(`calendar ${this.calendar.id} has less work on a day than its table says`)
  }

  /** The latest minute before which no more work is done than so much: the beginning of a shift rather than the end of the one before. */
  startOf(work: WorkMinutes): WallMinute {
    const asked = Math.max(0, work)
    let day = this.#dayBefore(asked + 1)
    while ((this.#before[day + 1] ?? 0) <= asked) day++
    let left = asked - (this.#before[day] ?? 0)
    for (const { from, until } of this.#shifts(day)) {
      if (left < until - from) return ((day + this.#first) * DAY_MINUTES + from + left) as WallMinute
      left -= until - from
    }
    throw new RangeError(`calendar ${this.calendar.id} has less work on a day than its table says`)
  }

  /** A day at which to begin looking for that work, never too late; the table reaches as far. */
  #dayBefore(work: number): number {
    while ((this.#before[this.#days] ?? 0) < work) this.#grow()
    return this.#dayOf[Math.floor(Math.max(0, work - 1) / BUCKET)] ?? 0
  }

  #shifts(day: number): readonly Shift[] {
    return this.#table[day] ?? []
  }

  #shiftsOf(day: number): readonly Shift[] {
    const number = day + this.#first
    // 1970 began on a Thursday.
    return this.#exceptions.get(number) ?? this.calendar.week[(((number + 3) % 7) + 7) % 7] ?? []
  }

  #grow(): void {
    const old = this.#before
    const days = this.#days + PIECE_DAYS
    const before = new Float64Array(days + 1)
    before.set(old)
    let idle = 0
    for (let day = this.#days; day < days; day++) {
      const shifts = this.#shiftsOf(day)
      this.#table.push(shifts)
      const work = shifts.reduce((sum, { from, until }) => sum + until - from, 0)
      idle = work > 0 ? 0 : idle + 1
      const begun = before[day] ?? 0
      before[day + 1] = begun + work
      while (this.#dayOf.length * BUCKET < begun + work) this.#dayOf.push(day)
    }
    this.#before = before
    this.#days = days
    const pause = LONGEST_PAUSE_DAYS
    if (idle === PIECE_DAYS && days > pause && before[days] === before[Math.max(0, days - pause)]) {
      throw new RangeError(`calendar ${this.calendar.id} has no work in ${pause} days`)
    }
  }
}
