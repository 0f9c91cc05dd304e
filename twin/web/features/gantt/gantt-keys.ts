import type { KeyboardEvent } from 'react'
import type { GanttRow } from './gantt-rows.ts'
import type { ActiveRow } from './use-active-row.ts'
import type { TimeZoom } from './use-time-zoom.ts'

interface KeysAsked {
  readonly rows: readonly GanttRow[]
  readonly active: ActiveRow
  readonly zoom: TimeZoom
  /** Rows that are seen at once. */
  readonly pageRows: number
  readonly fold: (id: string, isFolded: boolean) => void
  readonly onMove: (row: GanttRow) => void
  readonly onEnter: (row: GanttRow) => void
  /** Goes to where work stands, with the focus. */
  readonly onPresent: () => void
}

const PAN = 0.25

/**
 * Keys of a treegrid (WAI-ARIA authoring practices, rows have the focus): up and down, Home, End, the page keys; right unfolds or goes
 * in, left folds or goes out; Enter opens. Besides: + and − change the scale, 0 shows all, with Shift left and right move in time, a full
 * stop leads to where work stands.
 */
export function ganttKeys({ rows, active, zoom, pageRows, fold, onMove, onEnter, onPresent }: KeysAsked) {
  const move = (to: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))]
    if (!row) return
    active.moveTo(to)
    onMove(row)
  }
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isRow(event.target)) return
    const row = rows[active.at]
    if (!row || !handle(event.key, row, event.shiftKey)) return
    event.preventDefault()
  }

  function handle(key: string, row: GanttRow, shift: boolean): boolean {
    const { at } = active
    switch (key) {
      case 'ArrowDown':
        move(at + 1)
        return true
      case 'ArrowUp':
        move(at - 1)
        return true
      case 'Home':
        move(0)
        return true
      case 'End':
        move(rows.length - 1)
        return true
      case 'PageDown':
        move(at + pageRows)
        return true
      case 'PageUp':
        move(at - pageRows)
        return true
      case 'ArrowRight':
        if (shift) zoom.pan(PAN)
        else if (row.kind === 'package' && !row.isOpen) fold(row.id, false)
        else if (row.kind === 'package') move(at + 1)
        return true
      case 'ArrowLeft':
        if (shift) zoom.pan(-PAN)
        else if (row.kind === 'package' && row.isOpen) fold(row.id, true)
        else if (row.kind === 'activity') move(rows.findIndex(({ key: other }) => other === row.parent))
        return true
      case 'Enter':
        onEnter(row)
        return true
      case ' ':
        onMove(row)
        return true
      case '+':
      case '=':
        zoom.step(1)
        return true
      case '-':
      case '−':
        zoom.step(-1)
        return true
      case '0':
        zoom.choose('fit')
        return true
      case '.':
        onPresent()
        return true
      default:
        return false
    }
  }
}

/** Buttons within the table have keys of their own. */
function isRow(target: EventTarget): boolean {
  return target instanceof HTMLTableRowElement
}
