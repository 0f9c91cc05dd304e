import { memo } from 'react'
import { useTranslator } from '../../ui/translator-context.ts'
import { COLUMNS, cellText, type GanttColumn } from './gantt-columns.ts'
import type { GanttRow } from './gantt-rows.ts'
import { SpokenSign } from './gantt-signs.tsx'
import { type GanttWords, pictureWords } from './gantt-words.ts'
import { ROW_HEIGHT } from './row-shapes.ts'

interface GanttRowLineProps {
  readonly row: GanttRow
  /** Place among the rows, from 0. */
  readonly at: number
  readonly columns: ReadonlySet<GanttColumn>
  readonly words: GanttWords
  readonly isSelected: boolean
  /** The one row that is reached by Tab. */
  readonly isActive: boolean
}

/** A row of the table: its cells at the left, the rest of it open to the picture behind. */
export const GanttRowLine = memo(function GanttRowLine(props: GanttRowLineProps) {
  const { at, columns, isActive, isSelected, row, words } = props
  const isPackage = row.kind === 'package'
  return (
    <tr
      className={isPackage ? 'gantt-row is-package' : 'gantt-row'}
      style={{ insetBlockStart: `${at * ROW_HEIGHT}px` }}
      data-key={row.key}
      tabIndex={isActive ? 0 : -1}
      aria-level={row.level}
      aria-rowindex={at + 2}
      aria-expanded={isPackage ? row.isOpen : undefined}
      aria-selected={isPackage ? undefined : isSelected}
    >
      <th scope="row" className="gantt-cell is-name" title={row.name}>
        {isPackage && (
          <span className="gantt-twist" aria-hidden="true" data-twist>
            <svg viewBox="0 0 12 12" className={row.isOpen ? 'is-open' : ''} aria-hidden="true">
              <path d="M4.5 2.5L8 6l-3.5 3.5" />
            </svg>
          </span>
        )}
        <span className="gantt-name">{row.name}</span>
        <Signs row={row} />
      </th>
      {COLUMNS.map((column) =>
        column === 'name' || !columns.has(column) ? null : (
          <td key={column} className={`gantt-cell is-${column}${alertOf(row, column)}`}>
            {column === 'done' && isAssumed(row) ? (
              <Assumed text={cellText(row, column, words)} />
            ) : (
              cellText(row, column, words)
            )}
          </td>
        ),
      )}
      <td className="gantt-told">
        <span className="visually-hidden">
          {row.kind === 'activity' ? pictureWords(row.item, words).join('; ') : ''}
        </span>
      </td>
    </tr>
  )
})

function Signs({ row }: { readonly row: GanttRow }) {
  const { float, isCritical, isLongest, missedBy } = signsOf(row)
  return (
    <>
      {isCritical && <SpokenSign name="critical" />}
      {isLongest && <SpokenSign name="longest" />}
      {missedBy > 0 && <SpokenSign name="missed" />}
      {(float ?? 0) < 0 && <SpokenSign name="negative" />}
    </>
  )
}

function isAssumed(row: GanttRow): boolean {
  return row.kind === 'activity' && row.item.isAssumed
}

/** A share that nobody reported, marked as figures are everywhere that are assumed. */
function Assumed({ text }: { readonly text: string }) {
  const { t } = useTranslator()
  const told = t('gantt.sign.assumed')
  return (
    <span className="provenance is-assumed" title={told}>
      {text}
      <span className="visually-hidden"> {told}</span>
    </span>
  )
}

function signsOf(row: GanttRow) {
  if (row.kind === 'package') return { ...row, missedBy: 0 }
  const { activity, float, isCritical, missedBy } = row.item
  return { float, missedBy, isCritical, isLongest: activity.isLongest }
}

/** Colour repeats what sign and number say. */
function alertOf(row: GanttRow, column: GanttColumn): string {
  const { float, late } = row.kind === 'package' ? row : row.item
  return (column === 'float' && (float ?? 0) < 0) || (column === 'late' && (late ?? 0) > 0) ? ' is-alert' : ''
}
