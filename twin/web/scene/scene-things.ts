import type { Estate } from '../../model/estate.ts'
import type { Thing } from '../../model/things.ts'
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

/** The names written into the drawing: buildings, plots and rooms from afar; rows at their first rack from near. */
export function labelsOf(things: readonly Thing[], estate: Estate, nameOf: (thing: Thing) => string): Label[] {
  return things.flatMap((thing): Label[] => {
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
        const first = estate.children(thing.path).find((child) => child.kind === 'rack')
        if (first?.kind !== 'rack') return []
        const { at, size } = first.placement
        return [{ text: nameOf(thing), at: [at.x, at.y, at.z + size.height + 0.25], importance: 2 }]
      }
      default:
        return []
    }
  })
}

function labelAbove(text: string, corners: Parameters<typeof middleOf>[0], height: number, importance: number): Label {
  const { x, y } = middleOf(corners)
  return { text, at: [x, y, height], importance }
}
