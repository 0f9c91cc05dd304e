import { type Day, dayAfter } from '../../model/day.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'

/** Where the clocks of a place stand. */
interface LocalTime {
  /** `2026-10-25` */
  readonly day: string
  /** Minutes after midnight by the clock: over an hour of summer time that ends they come twice. */
  readonly minute: number
}

/** The local time of instants in a zone of the IANA database. */
export function localClock(timeZone: string): (at: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  })
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return {
      day: `${String(parts.year).padStart(4, '0')}-${parts.month}-${parts.day}`,
      minute: Number(parts.hour) * 60 + Number(parts.minute),
    }
  }
}

/** When a day `2026-10-25` begins in a zone: days of 23 and 25 hours come out of it. */
export function startOfDayIn(timeZone: string, day: string): EpochMs {
  const clock = localClock(timeZone)
  const wanted = Date.parse(`${day}T00:00:00Z`)
  const shownAt = (at: number) => {
    const { day: shown, minute } = clock(at)
    return Date.parse(`${shown}T00:00:00Z`) + minute * 60_000
  }
  const near = wanted - (shownAt(wanted) - wanted)
  return epochMs(near - (shownAt(near) - wanted))
}

/** The first instant of a day in a zone, and of the one after it. */
export function daySpanIn(timeZone: string, day: string): { readonly from: EpochMs; readonly to: EpochMs } {
  return { from: startOfDayIn(timeZone, day), to: startOfDayIn(timeZone, dayAfter(day as Day)) }
}

/** The first instant of a month `2026-10` in a zone, and of the one after it. */
export function monthIn(timeZone: string, month: string): { readonly from: EpochMs; readonly to: EpochMs } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return { from: startOfDayIn(timeZone, `${month}-01`), to: startOfDayIn(timeZone, `${next}-01`) }
}
