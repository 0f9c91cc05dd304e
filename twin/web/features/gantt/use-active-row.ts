import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { AXIS_HEIGHT } from './gantt-axis.ts'
import type { GanttRow } from './gantt-rows.ts'
import type { OpeningRow } from './opening-row.ts'
import { ROW_HEIGHT } from './row-shapes.ts'
import { scrollTopAround, scrollTopFor } from './row-window.ts'

/** Key of no row. */
const NOTHING = ''

/** The row that has or would have the focus. */
export interface ActiveRow {
  /** Place among the rows; −1 where there are none. */
  readonly at: number
  /** Makes a row the active one and gives it the focus. */
  readonly moveTo: (at: number) => void
  /** Makes a row the active one without the focus, and another the uppermost. */
  readonly open: (row: OpeningRow) => void
  /** A row has got the focus by itself: by the pointer. */
  readonly onFocused: (key: string) => void
}

/**
 * One row is reached by Tab, the others by keys from there. It stays the same row whatever is sorted, filtered or scrolled; where it is
 * shown no more, the row that came to its place follows it.
 *
 * @param selected id of the activity that is selected anywhere on the page: it becomes the active row, and comes into sight, with what is
 *   before and after it
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly GanttRow[],
  selected: string | undefined,
): ActiveRow {
  const [key, setKey] = useState<string>()
  const places = useMemo(() => new Map(rows.map((row, at) => [row.key, at])), [rows])
  const last = useRef(0)
  const focusNext = useRef(false)
  const isOpened = useRef(false)
  const at = (key === undefined ? undefined : places.get(key)) ?? Math.min(last.current, rows.length - 1)
  useEffect(() => {
    last.current = Math.max(0, at)
  }, [at])

  const bringUp = useCallback(
    (row: number) => {
      const element = scroller.current
      if (!element) return
      element.scrollTop = scrollTopFor(row, ROW_HEIGHT, element.scrollTop, element.clientHeight - AXIS_HEIGHT)
    },
    [scroller],
  )
  const selectedKey = selected === undefined ? NOTHING : `a:${selected}`
  const isThere = places.has(selectedKey)
  const goToSelected = useEffectEvent(() => {
    setKey(selectedKey)
    const element = scroller.current
    if (!element) return
    const seenFrom = isOpened.current ? element.scrollTop : undefined
    const height = element.clientHeight - AXIS_HEIGHT
    element.scrollTop = scrollTopAround(places.get(selectedKey) ?? 0, ROW_HEIGHT, seenFrom, height)
  })
  // Once for each selection, and again when its row comes back; not when rows are sorted or asked for anew, which would take the place
  // away from who reads elsewhere.
  useEffect(() => {
    if (isThere && selectedKey !== NOTHING) goToSelected()
    isOpened.current = true
  }, [selectedKey, isThere])

  useLayoutEffect(() => {
    if (!focusNext.current) return
    focusNext.current = false
    const row = rows[at]
    if (row) rowElement(scroller.current, row.key)?.focus({ preventScroll: true })
  }, [scroller, rows, at])

  const moveTo = useCallback(
    (to: number) => {
      const row = rows[Math.min(rows.length - 1, Math.max(0, to))]
      if (!row) return
      // A row that is the active one already is not rendered anew, and has the focus.
      focusNext.current = row.key !== rows[at]?.key
      setKey(row.key)
      bringUp(places.get(row.key) ?? 0)
    },
    [rows, at, places, bringUp],
  )
  const open = useCallback(
    ({ at: to, top }: OpeningRow) => {
      setKey(rows[to]?.key)
      if (scroller.current) scroller.current.scrollTop = top * ROW_HEIGHT
    },
    [scroller, rows],
  )
  return { at, moveTo, open, onFocused: setKey }
}

function rowElement(scroller: HTMLElement | null, key: string): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null
}
