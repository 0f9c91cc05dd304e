import { type RefObject, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { type RowWindow, rowWindow } from './row-window.ts'

/** The inner size of an element in pixels, followed. */
export function useInnerSize(ref: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return size
}

/**
 * The rows in sight of an element that scrolls. Renders only when others come into sight, and then before the frame is shown: no gap is
 * seen however quick the scroll.
 */
export function useScrollWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, height }: { readonly count: number; readonly rowHeight: number; readonly height: number },
): RowWindow {
  const [top, setTop] = useState(0)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onScroll = () => {
      const now = rowWindow(count, rowHeight, element.scrollTop, height)
      const before = rowWindow(count, rowHeight, top, height)
      if (now.first !== before.first || now.last !== before.last) flushSync(() => setTop(element.scrollTop))
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, count, rowHeight, height, top])
  return rowWindow(count, rowHeight, top, height)
}
