import { useEffect } from 'react'
import { parentPath } from '../../../model/path.ts'
import { MODES } from '../../state/mode.ts'
import { DIRECTIONS, walk } from '../../state/walk.ts'
import { useTwin } from '../../twin-context.ts'

interface GlobalKeys {
  readonly onSearch: () => void
  readonly onKeys: () => void
}

/** Keys that work wherever no field and no dialog has the focus: / and Ctrl K, ?, T, 1 to 9, arrows, Enter, Escape. */
export function useGlobalKeys({ onSearch, onKeys }: GlobalKeys): void {
  const { place: store, estate } = useTwin()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        onSearch()
        return
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      if (handle(event.key, event.target)) event.preventDefault()
    }
    const handle = (key: string, target: EventTarget | null): boolean => {
      const { place, selected, view, go } = store.getState()
      const mode = MODES[Number(key) - 1]
      const direction = DIRECTIONS[key]
      if (key === '/') onSearch()
      else if (key === '?') onKeys()
      else if (key === 't' || key === 'T') go({ view: view === 'table' ? '3d' : 'table' })
      else if (mode) go({ mode })
      else if (key === 'Escape') return goOut()
      else if (direction && place.kind === 'thing' && !ownsArrows(target)) {
        const next = walk(estate, place.path, selected, direction)
        if (!next) return false
        go({ selected: next.path })
      } else if (key === 'Enter' && selected !== undefined && !isPressable(target)) {
        go({ place: { kind: 'thing', path: selected } })
      } else return false
      return true
    }
    const goOut = (): boolean => {
      const { at, place, go } = store.getState()
      if (place.kind === 'cloud') {
        if (at === undefined) return false
        go({ at: undefined })
        return true
      }
      if (place.kind === 'services' && place.service !== undefined) {
        go({ place: { kind: 'services', service: undefined }, selected: undefined })
        return true
      }
      let above = place.kind === 'thing' ? parentPath(place.path) : ''
      // Rows are shown in their hall: going out of a rack leads to the hall with the rack selected.
      while (above !== '' && (estate.find(above) === undefined || estate.find(above)?.kind === 'row'))
        above = parentPath(above)
      const from = place.kind === 'thing' ? place.path : undefined
      go({
        place: above === '' ? { kind: 'cloud' } : { kind: 'thing', path: above },
        selected: above === '' ? undefined : from,
      })
      return true
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [store, estate, onSearch, onKeys])
}

/** A field takes letters, a dialog has keys of its own. */
function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox], [type=range]), textarea, select, [role=dialog], [contenteditable]') !==
      null
  )
}

function ownsArrows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=tree], [type=range], [data-arrows]') !== null
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary') !== null
}
