import type { Estate } from '../../model/estate.ts'
import type { Rack, Row, Thing } from '../../model/things.ts'
import { middleOf } from './footprint-layout.ts'
import type { Label } from './label-layout.ts'

/** The things at and below a path, down to racks and what stands in a room; devices inside racks are left to the elevation. */
export function thingsBelow(estate: Estate, scope: string): Thing[] {
  const found: Thing[] = []
  const walk = (thing: Thing) => {
    if (thing.kind === 'device' || thing.kind === 'rack-pdu') return
    found.push(thing)
    for (const child of estate.children(thing.path)) walk(child)
  }
  const top = estate.find(scope)
  if (top) walk(top)
  else if (scope === '') for (const site of estate.children('')) walk(site)
  return found
}

/** Path of the room that a thing stands in, else of its site. */
export function roomOf(estate: Estate, thing: Thing): string {
  let at: Thing | undefined = thing
  while (at) {
    if (at.kind === 'room' || at.kind === 'site') return at.path
    at = estate.parent(at)
  }
  return ''
}

/**
 * The names written into the drawing: buildings, plots and rooms from afar; in a hall its rows, beside them. What the whole
 * drawing is of has its name in the head of the page.
 */
export function labelsOf(
  things: readonly Thing[],
  estate: Estate,
  scope: string,
  nameOf: (thing: Thing) => string,
): Label[] {
  const isSite = estate.find(scope)?.kind === 'site'
  return things.flatMap((thing): Label[] => {
    if (thing.path === scope || (isSite && thing.kind === 'row')) return []
    switch (thing.kind) {
      case 'building':
        return [labelAbove(nameOf(thing), thing.footprint, thing.height + 1, 3)]
      case 'plot':
        return [labelAbove(nameOf(thing), thing.footprint, 0.5, 2)]
      case 'room':
        return thing.use === 'data-hall'
          ? [labelAbove(nameOf(thing), thing.footprint, thing.floor + thing.height + 0.3, 4)]
          : [labelAbove(nameOf(thing), thing.footprint, thing.floor + thing.height, 1)]
      case 'row': {
        const at = rowLabelPlace(thing, things, estate)
        return at ? [{ text: nameOf(thing), at: [at.x, at.y, at.z], importance: 2, isSmall: true, inRun: true }] : []
      }
      default:
        return []
    }
  })
}

/** How far beyond the last rack a row's name stands, in metres. */
const BESIDE_ROW = 1.2

/** Beyond the row's end, in front of whatever cooler the other end may have. */
function rowLabelPlace(row: Row, things: readonly Thing[], estate: Estate) {
  const racks = estate.children(row.path).filter((child): child is Rack => child.kind === 'rack')
  const [first, last] = [racks[0]?.placement.at, racks.at(-1)?.placement]
  if (!first || !last) return undefined
  const coolers = things.flatMap((thing) => (thing.kind === 'crah' ? [thing.placement.at] : []))
  const room = (end: { x: number; y: number }) =>
    Math.min(...coolers.map(({ x, y }) => Math.hypot(x - end.x, y - end.y)), Number.MAX_VALUE)
  const [from, to] = room(last.at) >= room(first) ? [first, last.at] : [last.at, first]
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return {
    x: to.x + ((to.x - from.x) / length) * BESIDE_ROW,
    y: to.y + ((to.y - from.y) / length) * BESIDE_ROW,
    z: last.at.z + last.size.height / 2,
  }
}

function labelAbove(text: string, corners: Parameters<typeof middleOf>[0], height: number, importance: number): Label {
  const { x, y } = middleOf(corners)
  return { text, at: [x, y, height], importance }
}
