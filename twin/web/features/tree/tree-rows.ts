import type { Kind, Thing } from '../../../model/things.ts'
import type { WebEstate } from '../../state/web-estate.ts'

/** A line of the tree as it is shown. */
export interface TreeRow {
  readonly thing: Thing
  /** From 1. */
  readonly level: number
  readonly hasChildren: boolean
  readonly open: boolean
  readonly position: number
  readonly siblings: number
}

/** What the tree shows: places. Power, probes and devices have their place in those. */
const SHOWN: ReadonlySet<Kind> = new Set(['site', 'building', 'plot', 'room', 'row', 'rack'])

/** The lines in order, with the children of what is open. */
export function treeRows(estate: WebEstate, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const add = (path: string, level: number) => {
    const children = placesIn(estate, path)
    children.forEach((thing, at) => {
      const hasChildren = placesIn(estate, thing.path).length > 0
      const isOpen = hasChildren && open.has(thing.path)
      rows.push({ thing, level, hasChildren, open: isOpen, position: at + 1, siblings: children.length })
      if (isOpen) add(thing.path, level + 1)
    })
  }
  add('', 1)
  return rows
}

/** Halls before buildings, ground last: what is looked after daily comes first. Else in file order. */
function placesIn(estate: WebEstate, path: string): readonly Thing[] {
  const places = estate.children(path).filter((thing) => SHOWN.has(thing.kind))
  return places.sort((one, other) => rank(one) - rank(other))
}

function rank({ kind }: Thing): number {
  return kind === 'plot' ? 2 : kind === 'building' ? 1 : 0
}
