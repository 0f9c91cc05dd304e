const DAY_MS = 86_400_000

/** Days since 1970-01-01 of an ISO day: what a picture of years counts by. */
export function dayNumber(iso: string): number {
  return Math.round(Date.parse(iso) / DAY_MS)
}

/** The ISO day of a number of days since 1970-01-01. */
export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** Place in the week, Monday first: 1970-01-01 was a Thursday. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7
}
