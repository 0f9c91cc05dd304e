import { type RefObject, useEffect } from 'react'

/** What scrolls can be scrolled by the keyboard: it is a tab stop as long as its content does not fit. */
export function useFocusWhenScrolling(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const settle = () => {
      const scrolls = element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight
      if (scrolls) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    }
    settle()
    const observer = new ResizeObserver(settle)
    observer.observe(element)
    // The content grows without the box growing.
    const content = new MutationObserver(settle)
    content.observe(element, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      content.disconnect()
    }
  }, [ref])
}
