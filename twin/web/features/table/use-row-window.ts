import { type RefObject, useEffect, useState } from 'react'
import { type RowWindow, rowWindow } from './windowing.ts'

/** Follows the scrolling of an element; renders only when other rows come into view. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, rows: number, rowHeight: number): RowWindow {
  const [view, setView] = useState({ top: 0, height: 800 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      // Rounded to eight rows: within them the same rows are drawn.
      const top = Math.floor(element.scrollTop / (rowHeight * 8)) * rowHeight * 8
      const height = element.clientHeight + rowHeight * 8
      setView((before) => (before.top === top && before.height === height ? before : { top, height }))
    }
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      observer.disconnect()
    }
  }, [scroller, rowHeight])
  return rowWindow(rows, rowHeight, view.top, view.height)
}
