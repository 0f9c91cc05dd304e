import type { LinkType } from '../../../model/programme.ts'
import type { GanttActivity, GanttModel } from './gantt-model.ts'
import type { GanttRow } from './gantt-rows.ts'

/** A link between two rows that are shown, be they in sight or not. */
export interface ShownLink {
  readonly type: LinkType
  readonly from: GanttActivity
  readonly to: GanttActivity
  readonly rowFrom: number
  readonly rowTo: number
  /** Of the activity that is selected; else of the critical path. */
  readonly isChosen: boolean
}

/** The links of what is selected, and those of the critical path where they are asked for; the selected ones last, so that they lie above. */
export function shownLinks(
  { activities, links }: GanttModel,
  rows: readonly GanttRow[],
  { selected, criticalLinks }: { readonly selected: string | undefined; readonly criticalLinks: boolean },
): readonly ShownLink[] {
  const rowOf = new Map(rows.flatMap((row, at) => (row.kind === 'activity' ? [[row.at, at] as const] : [])))
  const shown = links.flatMap((link): readonly ShownLink[] => {
    const [from, to] = [activities[link.from], activities[link.to]]
    const [rowFrom, rowTo] = [rowOf.get(link.from), rowOf.get(link.to)]
    if (!from || !to || rowFrom === undefined || rowTo === undefined) return []
    const isChosen = from.activity.id === selected || to.activity.id === selected
    if (!isChosen && !(criticalLinks && link.isCritical)) return []
    return [{ type: link.type, from, to, rowFrom, rowTo, isChosen }]
  })
  return [...shown.filter(({ isChosen }) => !isChosen), ...shown.filter(({ isChosen }) => isChosen)]
}
