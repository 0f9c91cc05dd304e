import { type RefObject, useEffect } from 'react'

/** What a hand does in the place: from then on nothing moves by itself. */
const BY_HAND = ['wheel', 'pointerdown', 'touchstart', 'keydown'] as const

/**
 * Brings a panel that was opened into sight, also as its content comes: as far as is needed, and no further than to the top of its place.
 * Only the place scrolls: scrollIntoView would move the whole page.
 */
export function useBringUp(panel: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    const element = panel.current
    const scroller = element?.closest<HTMLElement>('.scope-place, .place')
    if (!isOpen || !element || !scroller) return
    const bringUp = () => {
      const [own, room] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()]
      const hidden = Math.min(own.bottom - room.bottom, own.top - room.top)
      if (hidden > 0) scroller.scrollBy({ top: hidden, behavior: 'instant' })
    }
    const observer = new ResizeObserver(bringUp)
    observer.observe(element)
    const leave = () => observer.disconnect()
    for (const what of BY_HAND) scroller.addEventListener(what, leave, { passive: true })
    return () => {
      leave()
      for (const what of BY_HAND) scroller.removeEventListener(what, leave)
    }
  }, [panel, isOpen])
}
