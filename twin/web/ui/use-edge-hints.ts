import { type RefObject, useEffect } from 'react'

/** Less than this is no part that is hidden. */
const TOLERANCE = 2

/** Says on an element at which of its sides there is more than is seen, for its style to show: `data-more="left right bottom"`. */
export function useEdgeHints(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const settle = () => {
      const { clientHeight, clientWidth, scrollHeight, scrollLeft, scrollTop, scrollWidth } = element
      const sides = [
        ...(scrollLeft > TOLERANCE ? ['left'] : []),
        ...(scrollLeft + clientWidth < scrollWidth - TOLERANCE ? ['right'] : []),
        ...(scrollTop + clientHeight < scrollHeight - TOLERANCE ? ['bottom'] : []),
      ].join(' ')
      if (element.dataset.more !== sides) element.dataset.more = sides
    }
    settle()
    const size = new ResizeObserver(settle)
    size.observe(element)
    // The content grows without the box growing.
    for (const child of element.children) size.observe(child)
    element.addEventListener('scroll', settle, { passive: true })
    return () => {
      size.disconnect()
      element.removeEventListener('scroll', settle)
    }
  }, [ref])
}
