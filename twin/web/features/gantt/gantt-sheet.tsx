import {
  type CSSProperties,
  type MouseEvent,
  type RefObject,
  type SyntheticEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useTranslator } from '../../ui/translator-context.ts'
import { AXIS_HEIGHT } from './gantt-axis.ts'
import { COLUMNS, columnWidth, type GanttColumn, tableWidth } from './gantt-columns.ts'
import { GanttHead } from './gantt-head.tsx'
import { ganttKeys } from './gantt-keys.ts'
import { ganttPicture, type PictureScene } from './gantt-picture.ts'
import { GanttRowLine } from './gantt-row.tsx'
import type { GanttRow } from './gantt-rows.ts'
import { openingRow } from './opening-row.ts'
import { ROW_HEIGHT } from './row-shapes.ts'
import type { RowWindow } from './row-window.ts'
import type { ActiveRow } from './use-active-row.ts'
import { useGanttCanvas } from './use-gantt-canvas.ts'
import type { GanttChoices } from './use-gantt-choices.ts'
import { useAxis } from './use-picture-scene.ts'
import { useScrollWindow } from './use-scroll-window.ts'
import type { TimeZoom } from './use-time-zoom.ts'

/** A table whose rows fold and have the focus; the authoring practices of WAI-ARIA put the role on the table itself. */
const TREEGRID = { role: 'treegrid' } as const

interface GanttSheetProps {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Of what scrolls, in pixels. */
  readonly size: { readonly width: number; readonly height: number }
  readonly scene: PictureScene
  readonly zoom: TimeZoom
  readonly choices: GanttChoices
  readonly active: ActiveRow
  /** Goes to where work stands. */
  readonly toPresent: () => void
  /** Of the part in which time is drawn. */
  readonly timeWidth: number
  readonly selected: string | undefined
  readonly onSelect: (activity: string) => void
  readonly onOpen: (activity: string) => void
}

/** What scrolls: the rows in sight, and the picture of them behind. It alone renders when other rows come into sight. */
export function GanttSheet(props: GanttSheetProps) {
  const { active, choices, scene, scroller, selected, size, timeWidth, zoom } = props
  const { columns, order, sortBy } = choices
  const { colours, rows, words } = scene
  const { t } = useTranslator()
  const axis = useRef<HTMLCanvasElement>(null)
  const picture = useRef<HTMLCanvasElement>(null)
  const inSight = useScrollWindow(scroller, { count: rows.length, rowHeight: ROW_HEIGHT, height: size.height })
  const { first, last } = inSight
  const height = (last - first) * ROW_HEIGHT
  useLayoutEffect(() => zoom.settle(), [zoom])
  const drawPicture = useCallback(
    (left: number) => ganttPicture(scene, { rows: { first, last }, left, width: timeWidth }),
    [scene, first, last, timeWidth],
  )
  useGanttCanvas({ canvas: picture, scroller, width: timeWidth, height, colours, drawnAt: drawPicture })
  const axisAt = useAxis(scene)
  const drawAxis = useCallback((left: number) => axisAt(left, timeWidth), [axisAt, timeWidth])
  useGanttCanvas({ canvas: axis, scroller, width: timeWidth, height: AXIS_HEIGHT, colours, drawnAt: drawAxis })
  const events = useRowEvents(props)
  const placing = useMemo(() => columnVariables(columns, size.width), [columns, size.width])
  return (
    <div className="gantt-sheet" style={{ inlineSize: `${size.width - timeWidth + zoom.scale.width}px`, ...placing }}>
      <canvas
        ref={picture}
        className="gantt-picture"
        style={{
          inlineSize: `${timeWidth}px`,
          blockSize: `${height}px`,
          transform: `translateY(${AXIS_HEIGHT + first * ROW_HEIGHT}px)`,
        }}
      />
      <table
        {...TREEGRID}
        className="gantt-table"
        aria-label={t('gantt.label')}
        aria-rowcount={rows.length + 1}
        {...events}
      >
        <GanttHead axis={axis} columns={columns} order={order} onSort={sortBy} />
        <tbody className="gantt-body" style={{ blockSize: `${rows.length * ROW_HEIGHT}px` }}>
          {rowsShown(inSight, active.at, rows).map(({ at, row }) => (
            <GanttRowLine
              key={row.key}
              {...{ row, at, columns, words }}
              isSelected={row.kind === 'activity' && row.item.activity.id === selected}
              isActive={at === active.at}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What keys and pointer do with rows. */
function useRowEvents(props: GanttSheetProps) {
  const { active, choices, onOpen, onSelect, scene, selected, size, toPresent, zoom } = props
  const { rows } = scene
  const { fold } = choices
  const item =
    selected === undefined ? undefined : scene.model.activities.find(({ activity }) => activity.id === selected)
  const reveal = useEffectEvent(() => {
    if (!item) return
    fold(item.activity.package, false)
    zoom.reveal(item.start, item.finish)
  })
  useEffect(() => {
    if (selected !== undefined) reveal()
  }, [selected])
  const present = () => {
    const row = openingRow(rows, scene.dataDate)
    if (row) active.moveTo(row.at)
    toPresent()
  }
  const select = (row: GanttRow) => row.kind === 'activity' && onSelect(row.item.activity.id)
  const enter = (row: GanttRow) => (row.kind === 'activity' ? onOpen(row.item.activity.id) : fold(row.id, row.isOpen))
  const rowUnder = (event: SyntheticEvent) => {
    const key = event.target instanceof Element && event.target.closest<HTMLElement>('[data-key]')?.dataset.key
    return rows.find((row) => row.key === key)
  }
  return {
    onKeyDown: ganttKeys({
      ...{ rows, active, zoom, fold, onMove: select, onEnter: enter, onPresent: present },
      pageRows: Math.max(1, Math.floor((size.height - AXIS_HEIGHT) / ROW_HEIGHT) - 1),
    }),
    onClick(event: MouseEvent) {
      const row = rowUnder(event)
      if (row?.kind === 'activity') select(row)
      else if (row && event.target instanceof Element && event.target.closest('[data-twist]')) fold(row.id, row.isOpen)
    },
    onDoubleClick(event: MouseEvent) {
      const row = rowUnder(event)
      if (row) enter(row)
    },
    onFocus(event: SyntheticEvent) {
      const row = rowUnder(event)
      if (row) active.onFocused(row.key)
    },
  }
}

interface ShownRow {
  readonly row: GanttRow
  readonly at: number
}

/** The rows in sight, and the active one wherever it is: it keeps the focus while it is out of sight. */
function rowsShown({ first, last }: RowWindow, active: number, rows: readonly GanttRow[]): readonly ShownRow[] {
  const inSight = rows.slice(first, last).map((row, offset) => ({ row, at: first + offset }))
  const row = rows[active]
  if (!row || (active >= first && active < last)) return inSight
  return active < first ? [{ row, at: active }, ...inSight] : [...inSight, { row, at: active }]
}

/** Widths of the columns, of all of them, and of what is seen. */
function columnVariables(columns: ReadonlySet<GanttColumn>, width: number): CSSProperties {
  const widths = COLUMNS.map((column) => [`--gantt-${column}`, `${columnWidth(column, width)}px`])
  const all = [
    ['--gantt-columns', `${tableWidth(columns, width)}px`],
    ['--gantt-view', `${width}px`],
  ]
  return Object.fromEntries([...widths, ...all])
}
