import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { parentPath } from '../../../model/path.ts'
import { useTwin } from '../../twin-context.ts'
import { LiveHealth } from '../../ui/health-mark.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import './tree.css'
import { type TreeRow, treeRows } from './tree-rows.ts'

/** Letters typed within this time belong to one word. */
const TYPING_MS = 600

/**
 * The keyboard's spine: an ARIA tree with one tab stop. Up and down move, right opens or goes in, left closes or goes out, Enter
 * opens the place, letters find.
 */
export function EstateTree() {
  const { estate, place: store } = useTwin()
  const { t, nameOf } = useTranslator()
  const here = usePlace(({ place }) => (place.kind === 'thing' ? place.path : undefined))
  const selected = usePlace((state) => state.selected)
  const [open, setOpen] = useState<ReadonlySet<string>>(() =>
    openTo(new Set(estate.children('').map(({ path }) => path)), here),
  )
  const [focused, setFocused] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  const typed = useRef({ text: '', at: 0 })
  const rows = useMemo(() => treeRows(estate, open), [estate, open])
  const marked = selected ?? here

  useEffect(() => {
    if (marked === undefined) return
    setOpen((before) => openTo(before, parentPath(marked)))
    setFocused(marked)
  }, [marked])
  useEffect(() => {
    const row = rows.find(({ thing }) => thing.path === marked)
    if (row) rowElement(list.current, row.thing.path)?.scrollIntoView({ block: 'nearest' })
  }, [marked, rows])

  const active = rows.some(({ thing }) => thing.path === focused) ? focused : rows[0]?.thing.path
  const focus = (path: string | undefined) => {
    if (path === undefined) return
    setFocused(path)
    rowElement(list.current, path)?.focus()
  }
  const toggle = ({ thing }: TreeRow, isOpen: boolean) =>
    setOpen((before) => {
      const after = new Set(before)
      if (isOpen) after.add(thing.path)
      else after.delete(thing.path)
      return after
    })

  const onKeyDown = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ thing }) => thing.path === active)
    const row = rows[at]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const path = row.thing.path
    switch (event.key) {
      case 'ArrowDown':
        focus(rows[at + 1]?.thing.path)
        break
      case 'ArrowUp':
        focus(rows[at - 1]?.thing.path)
        break
      case 'Home':
        focus(rows[0]?.thing.path)
        break
      case 'End':
        focus(rows.at(-1)?.thing.path)
        break
      case 'ArrowRight':
        if (row.hasChildren && !row.open) toggle(row, true)
        else if (row.open) focus(rows[at + 1]?.thing.path)
        break
      case 'ArrowLeft':
        if (row.open) toggle(row, false)
        else if (row.level > 1) focus(parentPath(path))
        break
      case 'Enter':
        store.getState().go({ place: { kind: 'thing', path } })
        break
      case ' ':
        store.getState().go({ selected: path })
        break
      default:
        if (!/^[\p{L}\p{N}]$/u.test(event.key) || /^[1-4t]$/i.test(event.key)) return
        focus(find(event.key, at))
    }
    event.preventDefault()
  }
  const find = (letter: string, from: number): string | undefined => {
    const now = performance.now()
    typed.current = { text: now - typed.current.at < TYPING_MS ? typed.current.text + letter : letter, at: now }
    const text = typed.current.text.toLowerCase()
    const order = [...rows.slice(from + 1), ...rows.slice(0, from + 1)]
    return order.find(({ thing }) => nameOf(thing).toLowerCase().startsWith(text))?.thing.path
  }

  return (
    <div ref={list} role="tree" aria-label={t('tree.label')} className="estate-tree" onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <div
          key={row.thing.path}
          role="treeitem"
          data-path={row.thing.path}
          className={`tree-row is-level-${Math.min(row.level, 6)}`}
          tabIndex={row.thing.path === active ? 0 : -1}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.siblings}
          aria-expanded={row.hasChildren ? row.open : undefined}
          aria-selected={row.thing.path === selected}
          aria-current={row.thing.path === here ? 'page' : undefined}
          onFocus={() => setFocused(row.thing.path)}
        >
          <TwistSign row={row} onToggle={() => toggle(row, !row.open)} />
          <ThingLink path={row.thing.path} tabIndex={-1} className="tree-link">
            {nameOf(row.thing)}
          </ThingLink>
          <span className="tree-health">
            <LiveHealth index={row.thing.index} />
          </span>
        </div>
      ))}
    </div>
  )
}

/** For the mouse; the keyboard has its arrows. */
function TwistSign({ row, onToggle }: { readonly row: TreeRow; readonly onToggle: () => void }) {
  if (!row.hasChildren) return <span className="tree-twist" />
  return (
    <span className="tree-twist" aria-hidden="true" onClick={onToggle}>
      <svg viewBox="0 0 12 12" className={row.open ? 'is-open' : ''} aria-hidden="true">
        <path d="M4.5 2.5L8 6l-3.5 3.5" />
      </svg>
    </span>
  )
}

function openTo(open: ReadonlySet<string>, path: string | undefined): ReadonlySet<string> {
  if (path === undefined || path === '') return open
  const after = new Set(open)
  for (let above = path; above !== ''; above = parentPath(above)) after.add(above)
  return after.size === open.size ? open : after
}

function rowElement(list: HTMLElement | null, path: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-path="${path}"]`) ?? null
}
