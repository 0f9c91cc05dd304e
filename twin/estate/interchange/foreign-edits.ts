import type { Day } from '../../model/day.ts'
import type { Programme, WallMinute } from '../../model/programme.ts'
import type { ImportedSchedule } from './assemble-programme.ts'
import { type ExportRow, exportRows } from './export-rows.ts'

/** What of an activity is other than the file says. Each is there only where it changed; `null` where there is none any more. */
export interface ActivityEdit {
  readonly key: string
  readonly row: ExportRow
  readonly done?: number
  readonly started?: WallMinute | null
  readonly finished?: WallMinute | null
  readonly remaining?: number
  readonly duration?: number
  readonly early?: { readonly start: WallMinute; readonly finish: WallMinute }
  readonly late?: { readonly start: WallMinute; readonly finish: WallMinute }
}

export interface ForeignEdits {
  readonly activities: readonly ActivityEdit[]
  readonly dataDate: Day | undefined
  /** What is other and is not written into a file. */
  readonly untold: readonly string[]
}

/** What a programme says other than the file that it was made of: progress, durations, and the dates that come of them. */
export function foreignEdits(original: ImportedSchedule, programme: Programme): ForeignEdits {
  const before = new Map(exportRows(original.programme).map((row) => [row.activity.id, row]))
  const rows = exportRows(programme)
  const dataDate = programme.dataDate === original.programme.dataDate ? undefined : programme.dataDate
  const activities = rows.flatMap((row): readonly ActivityEdit[] => {
    const old = before.get(row.activity.id)
    const key = original.keys.get(row.activity.id)
    return !old || key === undefined ? [] : editOf(key, old, row)
  })
  return { activities, dataDate, untold: untoldOf(original.programme, programme) }
}

function editOf(key: string, old: ExportRow, row: ExportRow): readonly ActivityEdit[] {
  const moved = (one: keyof ExportRow, other: keyof ExportRow) => old[one] !== row[one] || old[other] !== row[other]
  const dates = {
    ...(moved('earlyStart', 'earlyFinish') && { early: { start: row.earlyStart, finish: row.earlyFinish } }),
    ...(moved('lateStart', 'lateFinish') && { late: { start: row.lateStart, finish: row.lateFinish } }),
  }
  const edit = {
    // A share comes back from a file with some of its digits.
    ...(Math.abs(old.done - row.done) > 1e-6 && { done: row.done }),
    ...(old.report?.started !== row.report?.started && { started: row.started ?? null }),
    ...(old.report?.finished !== row.report?.finished && { finished: row.finished ?? null }),
    ...(old.remaining !== row.remaining && { remaining: row.remaining }),
    ...(old.activity.duration !== row.activity.duration && { duration: row.activity.duration }),
    // What is finished has no dates to come.
    ...(row.finished === undefined && dates),
  }
  return Object.keys(edit).length === 0 ? [] : [{ key, row, ...edit }]
}

function untoldOf(original: Programme, programme: Programme): readonly string[] {
  const before = new Map(original.activities.map((activity) => [activity.id, activity]))
  const now = new Set(programme.activities.map(({ id }) => id))
  const said = (what: Programme['activities'][number]) =>
    JSON.stringify([what.name, what.calendar, what.kind, what.constraints, what.budget?.amount])
  const added = programme.activities.filter(({ id }) => !before.has(id)).length
  const gone = original.activities.filter(({ id }) => !now.has(id)).length
  const changed = programme.activities.filter((one) => {
    const old = before.get(one.id)
    return old && said(old) !== said(one)
  }).length
  const links = ({ links }: Programme) => new Set(links.map((link) => JSON.stringify(Object.entries(link).sort())))
  const [was, is] = [links(original), links(programme)]
  const relinked = [...is].filter((link) => !was.has(link)).length + [...was].filter((link) => !is.has(link)).length
  const costs = ({ reports }: Programme) =>
    JSON.stringify(
      reports
        .map(({ activity, cost }) => [activity, cost])
        .filter(([, cost]) => cost !== undefined)
        .sort(),
    )
  return [
    ...(added > 0 ? [`${added} activities that are not in the original`] : []),
    ...(gone > 0 ? [`that ${gone} activities of the original are none any more`] : []),
    ...(changed > 0 ? [`names, calendars, days that are set and budgets of ${changed} activities, which changed`] : []),
    ...(relinked > 0 ? [`${relinked} links that changed`] : []),
    ...(costs(original) === costs(programme) ? [] : ['costs of reports, which changed']),
  ]
}
