import { startDay } from '../../../model/wall-minute.ts'
import type { FaultList } from '../fault-list.ts'
import type { ForeignActivity, ForeignBaseline } from '../foreign-schedule.ts'
import { heldBaselines } from '../held-baselines.ts'
import { momentAt, textAt } from './xer-row.ts'
import type { XerRow } from './xer-tables.ts'

/**
 * Baselines are projects of the file that name this one as what they were made of, or that it names as what it is measured by, which comes first: their planned
 * dates, by the codes of their activities.
 */
export function xerBaselines(
  main: XerRow,
  tables: {
    readonly projects: readonly XerRow[]
    readonly tasks: readonly XerRow[]
    readonly groups: readonly XerRow[]
  },
  activities: readonly ForeignActivity[],
  { faults, untold }: { readonly faults: FaultList; readonly untold: string[] },
): readonly ForeignBaseline[] {
  const number = textAt(main, 'proj_id')
  const measured = textAt(main, 'sum_base_proj_id')
  const others = tables.projects.filter((row) => row !== main)
  const isMeasure = (row: XerRow) => measured !== undefined && textAt(row, 'proj_id') === measured
  const made = others.filter((row) => textAt(row, 'orig_proj_id') === number && !isMeasure(row))
  const bases = heldBaselines([...others.filter(isMeasure), ...made], untold)
  if (bases.length === 0) return []
  const keys = new Map(activities.map(({ code, key }) => [code, key]))
  const [tasks, groups] = [byProject(tables.tasks), byProject(tables.groups)]
  return bases.map((base) => {
    const of = textAt(base, 'proj_id')
    const dates = (tasks.get(of) ?? []).flatMap((row) => {
      const key = keys.get(textAt(row, 'task_code') ?? '')
      if (key === undefined) return []
      const start = momentAt(row, 'target_start_date', faults)
      const finish = momentAt(row, 'target_end_date', faults)
      return start === undefined || finish === undefined ? [] : [[key, { start, finish, line: row.line }] as const]
    })
    const code = textAt(base, 'proj_short_name') ?? 'baseline'
    const root = groups.get(of)?.find((row) => textAt(row, 'proj_node_flag') === 'Y')
    const added = momentAt(base, 'add_date', faults)
    const set = added === undefined ? undefined : startDay(added)
    return { key: code, name: (root && textAt(root, 'wbs_name')) ?? code, set, dates: new Map(dates) }
  })
}

function byProject(rows: readonly XerRow[]): ReadonlyMap<string | undefined, readonly XerRow[]> {
  const found = new Map<string | undefined, XerRow[]>()
  for (const row of rows) {
    const key = textAt(row, 'proj_id')
    const there = found.get(key)
    if (there) there.push(row)
    else found.set(key, [row])
  }
  return found
}
