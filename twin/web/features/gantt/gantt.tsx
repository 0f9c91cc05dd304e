import { type CSSProperties, type MouseEvent, type SyntheticEvent, useCallback, useMemo, useRef } from 'react'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { dayNumber } from './day-number.ts'
import './gantt.css'
import { AXIS_HEIGHT } from './gantt-axis.ts'
import { COLUMNS, columnWidth, type GanttColumn, ganttCsv } from './gantt-columns.ts'
import { GanttHead } from './gantt-head.tsx'
import { ganttKeys } from './gantt-keys.ts'
import { ganttModel } from './gantt-model.ts'
import { ganttPicture } from './gantt-picture.ts'
import { GanttRowLine } from './gantt-row.tsx'
import { countOf, type GanttRow, ganttRows, NO_FILTER } from './gantt-rows.ts'
import { GanttLegend } from './gantt-signs.tsx'
import { GanttFilters, GanttViewTools } from './gantt-tools.tsx'
import { ganttWords } from './gantt-words.ts'
import { ROW_HEIGHT } from './row-shapes.ts'
import type { RowWindow } from './row-window.ts'
import { useActiveRow } from './use-active-row.ts'
import { useGanttCanvas } from './use-gantt-canvas.ts'
import { useGanttChoices } from './use-gantt-choices.ts'
import { useGanttPointer } from './use-gantt-pointer.ts'
import { useAxisInk, usePictureScene } from './use-picture-scene.ts'
import { useInnerSize, useScrollWindow } from './use-scroll-window.ts'
import { useTimeZoom } from './use-time-zoom.ts'

/** A table whose rows fold and have the focus; the authoring practices of WAI-ARIA put the role on the table itself. */
const TREEGRID = { role: 'treegrid' } as const

interface GanttProps {
  readonly view: BuildOutView
  /** The day that the slider stands at, ISO. */
  readonly day: string
  /** Id of the baseline that is compared with. @default that of the view */
  readonly baseline?: string | undefined
  /** Id of the activity that is selected on the page. */
  readonly selected?: string | undefined
  /** A row was gone to, by key or by pointer. */
  readonly onSelect: (activity: string) => void
  /** Enter, or two presses: details are wanted. */
  readonly onOpen: (activity: string) => void
}

/**
 * The programme as a treegrid with a picture of time beside it. It fills the height of its box and scrolls within; the rows are those in
 * sight, the picture is a canvas of their height.
 */
export function Gantt({ view, day, baseline, selected, onSelect, onOpen }: GanttProps) {
  const translator = useTranslator()
  const { t, nameOf, compare } = translator
  const scroller = useRef<HTMLDivElement>(null)
  const axis = useRef<HTMLCanvasElement>(null)
  const picture = useRef<HTMLCanvasElement>(null)

  const compared = baseline ?? view.baseline ?? undefined
  const model = useMemo(() => ganttModel(view, compared), [view, compared])
  const words = useMemo(() => ganttWords(translator), [translator])

  const { width, height } = useInnerSize(scroller)
  const choices = useGanttChoices(width)
  const { columns, criticalLinks, filter, fold, folded, order } = choices
  const rows = useMemo(() => {
    const underConstructionOn = filter.underConstructionOn === undefined ? undefined : day
    return ganttRows(model, { filter: { ...filter, underConstructionOn }, order, folded, nameOf, compare })
  }, [model, filter, day, order, folded, nameOf, compare])
  const inSight = useScrollWindow(scroller, { count: rows.length, rowHeight: ROW_HEIGHT, height })
  const columnsWidth = COLUMNS.reduce((sum, one) => sum + (columns.has(one) ? columnWidth(one, width) : 0), 0)
  const timeWidth = Math.max(0, width - columnsWidth)
  const zoom = useTimeZoom(scroller, model.extent, timeWidth)
  const active = useActiveRow(scroller, rows, selected)
  const pointer = useGanttPointer(scroller, zoom, columnsWidth)
  const scene = usePictureScene({ model, rows, scale: zoom.scale, words, day, selected, criticalLinks })
  const { colours } = scene
  const { first, last } = inSight
  const drawPicture = useCallback(
    (left: number) => ganttPicture(scene, { rows: { first, last }, left, width: timeWidth }),
    [scene, first, last, timeWidth],
  )
  const drawAxis = useAxisInk(scene, timeWidth)
  useGanttCanvas({
    ...{ canvas: picture, scroller, width: timeWidth, height: (last - first) * ROW_HEIGHT, font: colours.font },
    inkAt: drawPicture,
  })
  useGanttCanvas({
    ...{ canvas: axis, scroller, width: timeWidth, height: AXIS_HEIGHT, font: colours.font },
    inkAt: drawAxis,
  })

  const select = (row: GanttRow) => row.kind === 'activity' && onSelect(row.item.activity.id)
  const enter = (row: GanttRow) => (row.kind === 'activity' ? onOpen(row.item.activity.id) : fold(row.id, row.isOpen))
  const pageRows = Math.max(1, Math.floor((height - AXIS_HEIGHT) / ROW_HEIGHT) - 1)
  const onKeyDown = ganttKeys({ rows, active, zoom, pageRows, fold, onMove: select, onEnter: enter })
  const rowUnder = (event: SyntheticEvent) => {
    const key = event.target instanceof Element && event.target.closest<HTMLElement>('[data-key]')?.dataset.key
    return rows.find((row) => row.key === key)
  }
  const onClick = (event: MouseEvent) => {
    const row = rowUnder(event)
    if (!row) return
    if (row.kind === 'activity') select(row)
    else if (event.target instanceof Element && event.target.closest('[data-twist]')) fold(row.id, row.isOpen)
  }
  const onDoubleClick = (event: MouseEvent) => {
    const row = rowUnder(event)
    if (row) enter(row)
  }
  const onFocus = (event: SyntheticEvent) => {
    const row = rowUnder(event)
    if (row) active.onFocused(row.key)
  }
  const shown = rowsShown(inSight, active.at, rows.length)

  return (
    <div className="gantt">
      <GanttFilters model={model} choices={choices} day={day} count={countOf(rows)} />
      <GanttViewTools model={model} choices={choices} zoom={zoom} day={dayNumber(day)} />
      <div ref={scroller} className="gantt-scroll" data-arrows {...pointer}>
        <div
          className="gantt-sheet"
          style={{ inlineSize: `${columnsWidth + zoom.scale.width}px`, ...columnVariables(columns, width) }}
        >
          <canvas
            ref={picture}
            className="gantt-picture"
            style={{
              inlineSize: `${timeWidth}px`,
              blockSize: `${(last - first) * ROW_HEIGHT}px`,
              transform: `translateY(${AXIS_HEIGHT + first * ROW_HEIGHT}px)`,
            }}
          />
          <table
            {...TREEGRID}
            className="gantt-table"
            aria-label={t('gantt.label')}
            aria-rowcount={rows.length + 1}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onDoubleClick={onDoubleClick}
            onFocus={onFocus}
          >
            <GanttHead axis={axis} columns={columns} order={order} onSort={choices.sortBy} />
            <tbody className="gantt-body" style={{ blockSize: `${rows.length * ROW_HEIGHT}px` }}>
              {shown.map((at) => {
                const row = rows[at]
                return (
                  row && (
                    <GanttRowLine
                      key={row.key}
                      row={row}
                      at={at}
                      columns={columns}
                      words={words}
                      isSelected={row.kind === 'activity' && row.item.activity.id === selected}
                      isActive={at === active.at}
                    />
                  )
                )
              })}
            </tbody>
          </table>
        </div>
        {rows.length === 0 && (
          <Notice>
            {t('gantt.nothing')}{' '}
            <button type="button" onClick={() => choices.setFilter(NO_FILTER)}>
              {t('gantt.everything')}
            </button>
          </Notice>
        )}
      </div>
      <div className="gantt-tools is-foot">
        <GanttLegend />
        <CsvButton label={t('gantt.csvLabel')} fileName="build-out-gantt" rows={() => ganttCsv(rows)} />
      </div>
    </div>
  )
}

/** The rows in sight, and the active one wherever it is: it keeps the focus while it is out of sight. */
function rowsShown({ first, last }: RowWindow, active: number, count: number): readonly number[] {
  const inSight = Array.from({ length: last - first }, (_, offset) => first + offset)
  if (active < 0 || active >= count || (active >= first && active < last)) return inSight
  return active < first ? [active, ...inSight] : [...inSight, active]
}

/** Widths of the columns, and how far from the left edge each of them stays. */
function columnVariables(columns: ReadonlySet<GanttColumn>, width: number): CSSProperties {
  let left = 0
  const variables = COLUMNS.filter((column) => columns.has(column)).flatMap((column) => {
    const own = columnWidth(column, width)
    left += own
    return [
      [`--gantt-${column}`, `${own}px`],
      [`--gantt-${column}-at`, `${left - own}px`],
    ]
  })
  return Object.fromEntries([['--gantt-columns', `${left}px`], ...variables])
}
