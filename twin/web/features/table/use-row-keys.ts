import { type RefObject, useEffect, useRef } from 'react'
import type { Thing } from '../../../model/things.ts'
import { useTwin } from '../../twin-context.ts'
import { usePlace } from '../../ui/use-place.ts'

const PAGE_ROWS = 10

/**
 * Selects rows by pointer and by arrow keys, Home, End and the page keys, and goes in by Enter. The link of the selected row has the
 * focus; what was selected elsewhere is scrolled into view.
 */
export function useRowKeys(scroller: RefObject<HTMLElement | null>, rows: readonly Thing[], rowHeight: number): void {
  const { place } = useTwin()
  const selected = usePlace((state) => state.selected)
  const focusNext = useRef(false)

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onKeyDown = (event: KeyboardEvent) => {
      const at = rows.findIndex(({ path }) => path === place.getState().selected)
      const to = {
        ...{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 },
        ...{ PageDown: at + PAGE_ROWS, PageUp: at - PAGE_ROWS },
      }[event.key]
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const row = rows[Math.min(rows.length - 1, Math.max(0, to))]
      if (!row) return
      event.preventDefault()
      focusNext.current = true
      place.getState().go({ selected: row.path })
    }
    const onClick = (event: MouseEvent) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-path]') : null
      if (row && !event.defaultPrevented) place.getState().go({ selected: row.dataset.path })
    }
    element.addEventListener('keydown', onKeyDown)
    element.addEventListener('click', onClick)
    return () => {
      element.removeEventListener('keydown', onKeyDown)
      element.removeEventListener('click', onClick)
    }
  }, [scroller, rows, place])

  useEffect(() => {
    const at = rows.findIndex(({ path }) => path === selected)
    const element = scroller.current
    if (at < 0 || !element) return
    const top = at * rowHeight
    // The heading covers the first row's height of what is seen.
    const seen = element.clientHeight - 2 * rowHeight
    if (top < element.scrollTop || top > element.scrollTop + seen) element.scrollTop = top - seen / 2
    if (!focusNext.current) return
    // A row that scrolled into view is drawn in the next frame.
    const frame = requestAnimationFrame(() => {
      focusNext.current = false
      element.querySelector<HTMLElement>(`[data-path="${rows[at]?.path}"] a`)?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [scroller, rows, rowHeight, selected])
}
