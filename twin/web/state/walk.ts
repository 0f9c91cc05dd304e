import { isWithin, parentPath } from '../../model/path.ts'
import type { Crah, Rack } from '../../model/things.ts'
import type { WebEstate } from './web-estate.ts'

/** A step on the ground as the plan shows it: x east, y north. */
export interface Direction {
  readonly x: -1 | 0 | 1
  readonly y: -1 | 0 | 1
}

/** Arrow keys. */
export const DIRECTIONS: Readonly<Record<string, Direction | undefined>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
}

/**
 * The next rack or cooler in a direction from the selected one: the nearest that lies mostly that way, straight ahead before aslant.
 * With nothing selected in the scope, its first rack. Undefined where there is none.
 */
export function walk(
  estate: WebEstate,
  scope: string,
  selected: string | undefined,
  direction: Direction,
): Rack | Crah | undefined {
  const room = roomOf(estate, scope)
  if (room === undefined) return undefined
  const racks = estate.within('rack', room)
  const here = selected === undefined ? undefined : estate.find(selected)
  if (!here || !isWithin(here.path, room) || (here.kind !== 'rack' && here.kind !== 'crah')) return racks[0]
  const from = here.placement.at
  let best: Rack | Crah | undefined
  let bestCost = Number.POSITIVE_INFINITY
  for (const candidate of [...racks, ...estate.within('crah', room)]) {
    const { x, y } = candidate.placement.at
    const ahead = (x - from.x) * direction.x + (y - from.y) * direction.y
    const aside = Math.abs((x - from.x) * direction.y) + Math.abs((y - from.y) * direction.x)
    if (ahead < 0.05 || aside > ahead * 2 + 0.05) continue
    const cost = ahead + aside * 3
    if (cost < bestCost) {
      best = candidate
      bestCost = cost
    }
  }
  return best
}

/** The room that a row or rack stands in, or the scope itself where it is a room; a site has too much to walk in. */
function roomOf(estate: WebEstate, scope: string): string | undefined {
  for (let path = scope; path !== ''; path = parentPath(path)) {
    if (estate.find(path)?.kind === 'room') return path
  }
  return undefined
}
