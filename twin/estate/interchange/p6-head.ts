import type { Programme } from '../../model/programme.ts'
import { type ExportRow, exportRows, isAlways, lagCounter } from './export-rows.ts'

const COUNTERS = ['from', 'to', 'always'] as const

/** What both formats of Primavera P6 say of a programme in the same way. */
export interface P6Head {
  readonly rows: readonly ExportRow[]
  /** From 1, by id. */
  readonly numbers: {
    readonly calendars: ReadonlyMap<string, number>
    readonly packages: ReadonlyMap<string, number>
    readonly activities: ReadonlyMap<string, number>
  }
  /** Whose calendar counts lags: P6 has one answer for a whole project, and this is that of most. */
  readonly lagsBy: (typeof COUNTERS)[number]
  /** Lags that it is not the answer for, for people. */
  readonly untold: readonly string[]
}

export function p6Head(programme: Programme): P6Head {
  const { activities, calendars, links, packages } = programme
  const numbered = (things: readonly { readonly id: string }[]) => new Map(things.map(({ id }, at) => [id, at + 1]))
  const calendarOf = new Map(activities.map(({ calendar, id }) => [id, calendar]))
  const always = new Set(calendars.filter(isAlways).map(({ id }) => id))
  const counters = links.map((link) => lagCounter(link, calendarOf, (id) => always.has(id)))
  const fits = (counter: (typeof COUNTERS)[number]) => counters.filter((set) => set.has(counter)).length
  const lagsBy = COUNTERS.reduce((best, one) => (fits(one) > fits(best) ? one : best))
  const missed = counters.length - fits(lagsBy)
  return {
    ...{ rows: exportRows(programme), lagsBy },
    numbers: { calendars: numbered(calendars), packages: numbered(packages), activities: numbered(activities) },
    untold: missed > 0 ? [`${missed} lags that another calendar counts than those of the rest`] : [],
  }
}
