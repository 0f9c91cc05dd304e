import type { Estate } from '../../model/estate.ts'
import type { Plot, Rack, Row, Thing } from '../../model/things.ts'
import { areaOf, encloses } from './campus/outline.ts'
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

/** Names of a drawing: of what is seen from outside, and of what stands in buildings. */
interface SceneLabels {
  readonly outside: readonly Label[]
  readonly inside: readonly Label[]
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
): SceneLabels {
  const isSite = estate.find(scope)?.kind === 'site'
  const outside: Label[] = []
  const inside: Label[] = []
  for (const thing of things) {
    if (thing.path === scope || (isSite && thing.kind === 'row')) continue
    switch (thing.kind) {
      case 'building':
        // What is not there yet gives way to what is.
        outside.push(
          labelAbove(nameOf(thing), thing.footprint, thing.height + 1, thing.phase?.state === 'planned' ? 1.5 : 3),
        )
        break
      case 'plot':
        outside.push(...plotLabel(thing, things, nameOf(thing)))
        break
      case 'room':
        inside.push(
          thing.use === 'data-hall'
            ? labelAbove(nameOf(thing), thing.footprint, thing.floor + thing.height + 0.3, 4)
            : labelAbove(nameOf(thing), thing.footprint, thing.floor + thing.height, 1),
        )
        break
      case 'row': {
        const at = rowLabelPlace(thing, things, estate)
        if (at) {
          inside.push({ text: nameOf(thing), at: [at.x, at.y, at.z], importance: 2, isSmall: true, inRun: true })
        }
        break
      }
    }
  }
  return { outside, inside }
}

/** CSS pixels by which the days of what is late stand above its name. */
const ABOVE_NAME = 27

/** What is late has a sign and its days above its name. @param lateOf days by which a thing is late */
export function lateLabels(
  things: readonly Thing[],
  lateOf: (index: number) => number,
  lateText: (days: number) => string,
): readonly Label[] {
  const late = things.filter((thing) => lateOf(thing.index) > 0)
  // Ground is late through what stands on it: that says so itself.
  const isSaid = (plot: Plot) =>
    late.some((thing) => thing.kind === 'building' && encloses(plot.footprint, middleOf(thing.footprint)))
  return late.flatMap((thing): Label[] => {
    if (thing.kind !== 'building' && (thing.kind !== 'plot' || isSaid(thing))) return []
    const days = lateOf(thing.index)
    const height = thing.kind === 'building' ? thing.height + 1 : 0.5
    return [{ ...labelAbove(lateText(days), thing.footprint, height, 5), isLate: true, lift: ABOVE_NAME }]
  })
}

/** Free ground is named in its middle; one that is built on at its southern edge; one within another, by what stands on it. */
function plotLabel(plot: Plot, things: readonly Thing[], name: string): readonly Label[] {
  const { x, y } = middleOf(plot.footprint)
  const isOn = (footprint: Plot['footprint']) => encloses(plot.footprint, middleOf(footprint))
  const holds = things.some((thing) => thing.kind === 'building' && isOn(thing.footprint))
  if (!holds) return [labelAbove(name, plot.footprint, 0.5, 2)]
  const isWithin = things.some(
    (other) =>
      other.kind === 'plot' &&
      other !== plot &&
      areaOf(other.footprint) > areaOf(plot.footprint) &&
      encloses(other.footprint, { x, y }),
  )
  if (isWithin) return []
  const south = Math.min(...plot.footprint.map((corner) => corner.y))
  return [{ text: name, at: [x, south, 0], importance: 2 }]
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
