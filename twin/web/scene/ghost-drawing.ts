import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { RackGhosts } from '../state/rack-ghosts.ts'
import type { GhostInstance } from './ghost-boxes.ts'
import { layOutAround, layOutUnits, placementOfGhost } from './ghost-layout.ts'
import type { Label } from './label-layout.ts'

/** More important than any name in the drawing: they are what was asked for. */
const IMPORTANCE = 10
/** Metres above the rack. */
const ABOVE = 0.2

/** The ghosts below a scope as boxes, and their ranks as labels above the racks; of a site and a building one box a rack. */
export function ghostsToDraw(
  ghosts: readonly RackGhosts[],
  estate: Estate,
  scope: string,
): { readonly boxes: readonly GhostInstance[]; readonly labels: readonly Label[] } {
  const isNear = estate.find(scope)?.kind === 'room'
  const boxes: GhostInstance[] = []
  const labels: Label[] = []
  for (const { best, boxes: own, isStrong, rack: index, text, whole } of ghosts) {
    const place = placementOfGhost(estate, index)
    if (!place || !isWithin(place.path, scope)) continue
    const rack = estate.thing(index)
    if (whole) boxes.push({ box: layOutAround(place.placement), kind: whole, isStrong })
    else if (isNear && rack?.kind === 'rack')
      for (const { position, units, ...look } of own) boxes.push({ box: layOutUnits(rack, position, units), ...look })
    else boxes.push({ box: layOutAround(place.placement), kind: text === '' ? 'reserved' : 'candidate', isStrong })
    if (text === '') continue
    const { at, size } = place.placement
    labels.push({
      ...{ text, at: [at.x, at.y, at.z + size.height + ABOVE] as const },
      importance: isStrong ? IMPORTANCE + 1 : IMPORTANCE - best / 1000,
      ghost: isStrong ? 'strong' : 'plain',
    })
  }
  return { boxes, labels }
}
