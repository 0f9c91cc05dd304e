import { type RefObject, useEffect } from 'react'

/** Arrows, Home and End walk the links of rows that are marked `data-row-link`; Enter follows one, as it does any link. */
export function useLinkKeys(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const links = [...element.querySelectorAll<HTMLElement>('[data-row-link] a')]
      const here = document.activeElement
      const at = here instanceof HTMLElement ? links.indexOf(here) : -1
      const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: links.length - 1 }[event.key]
      const link = to === undefined ? undefined : links[Math.min(to, links.length - 1)]
      if (!link) return
      event.preventDefault()
      link.focus()
    }
    element.addEventListener('keydown', onKeyDown)
    return () => element.removeEventListener('keydown', onKeyDown)
  }, [ref])
}
