import type { RefObject } from 'react'
import { useTranslator } from '../../ui/translator-context.ts'
import { COLUMNS, type GanttColumn, SORT_OF } from './gantt-columns.ts'
import type { RowOrder, SortBy } from './gantt-rows.ts'

interface GanttHeadProps {
  readonly axis: RefObject<HTMLCanvasElement | null>
  readonly columns: ReadonlySet<GanttColumn>
  readonly order: RowOrder
  readonly onSort: (by: SortBy) => void
}

/** The head of the table, and the axis of time over the picture; both stay in sight. */
export function GanttHead({ axis, columns, order, onSort }: GanttHeadProps) {
  const { t } = useTranslator()
  return (
    <thead className="gantt-head">
      <tr aria-rowindex={1} className="gantt-head-row">
        {COLUMNS.filter((column) => columns.has(column)).map((column) => {
          const by = SORT_OF[column]
          const isSorted = by !== undefined && order.by === by
          const name = t(`gantt.column.${column}`)
          return (
            <th
              key={column}
              scope="col"
              className={`gantt-cell is-${column}`}
              aria-sort={by && (isSorted ? (order.descending ? 'descending' : 'ascending') : 'none')}
              title={t(`gantt.columnHint.${column}`)}
            >
              {by ? (
                <button type="button" className="is-quiet" onClick={() => onSort(by)}>
                  {name}
                  <span aria-hidden="true">{isSorted ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
                </button>
              ) : (
                <span>{name}</span>
              )}
            </th>
          )
        })}
        <th scope="col" className="gantt-time">
          <span className="visually-hidden">{t('gantt.time')}</span>
          <canvas ref={axis} className="gantt-axis" />
        </th>
      </tr>
    </thead>
  )
}
