import { useMemo, useState } from 'react'
import { columnsFor, type GanttColumn } from './gantt-columns.ts'
import { NO_FILTER, type RowFilter, type RowOrder, type SortBy } from './gantt-rows.ts'

/** What a person chose to see of the chart, and how to choose otherwise. */
export interface GanttChoices {
  readonly filter: RowFilter
  readonly setFilter: (change: Partial<RowFilter>) => void
  readonly order: RowOrder
  /** Asked for the same once more it goes the other way round. */
  readonly sortBy: (by: SortBy) => void
  readonly folded: ReadonlySet<string>
  readonly fold: (id: string, isFolded: boolean) => void
  readonly foldAll: (ids: readonly string[]) => void
  readonly columns: ReadonlySet<GanttColumn>
  readonly showColumn: (column: GanttColumn, isShown: boolean) => void
  readonly criticalLinks: boolean
  readonly setCriticalLinks: (shown: boolean) => void
}

/** @param width of the chart: as long as nobody chose columns, there are as many as it has room for */
export function useGanttChoices(width: number): GanttChoices {
  const [filter, setFilter] = useState<RowFilter>(NO_FILTER)
  const [order, setOrder] = useState<RowOrder>({ by: 'programme', descending: false })
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<ReadonlySet<GanttColumn>>()
  const [criticalLinks, setCriticalLinks] = useState(true)
  const fitting = useMemo(() => columnsFor(width), [width])
  const columns = chosen ?? fitting
  return {
    filter,
    setFilter: (change) => setFilter((before) => ({ ...before, ...change })),
    order,
    sortBy: (by) =>
      setOrder((before) =>
        before.by === by ? { by, descending: !before.descending } : { by, descending: by === 'late' },
      ),
    folded,
    fold: (id, isFolded) => setFolded((before) => withOrWithout(before, id, isFolded)),
    foldAll: (ids) => setFolded(new Set(ids)),
    columns,
    showColumn: (column, isShown) => setChosen(withOrWithout(columns, column, isShown)),
    criticalLinks,
    setCriticalLinks,
  }
}

function withOrWithout<Item>(set: ReadonlySet<Item>, item: Item, isIn: boolean): ReadonlySet<Item> {
  if (set.has(item) === isIn) return set
  const after = new Set(set)
  if (isIn) after.add(item)
  else after.delete(item)
  return after
}
