import type { Estate } from '../../model/estate.ts'
import type { Placement } from '../../model/geometry.ts'
import { metres, RACK_UNIT_METRES } from '../../model/units.ts'

/** So far a ghost stands out of its rack on all sides, so that it is seen on the rack's faces. */
const OUT = 0.012

/** Where units of a rack are: the mounting space stands in the middle of the rack's height, unit 1 at its bottom. */
export function layOutUnits(
  rack: { readonly placement: Placement; readonly units: number },
  position: number,
  units: number,
): Placement {
  const { at, faces, size } = rack.placement
  const below = Math.max(0, size.height - rack.units * RACK_UNIT_METRES) / 2
  const bottom = at.z + below + (position - 1) * RACK_UNIT_METRES
  return { at: { ...at, z: metres(bottom) }, faces, size: widened(size, units * RACK_UNIT_METRES) }
}

/** Around the whole rack. */
export function layOutAround({ at, faces, size }: Placement): Placement {
  return { at: { ...at, z: metres(at.z - OUT) }, faces, size: widened(size, size.height + 2 * OUT) }
}

/** Where a ghost's rack stands, or the row in which nobody knows the rack. Undefined where it is neither, or an empty row. */
export function placementOfGhost(
  estate: Pick<Estate, 'thing' | 'children'>,
  index: number,
): { readonly path: string; readonly placement: Placement } | undefined {
  const thing = estate.thing(index)
  if (thing?.kind === 'rack') return thing
  if (thing?.kind !== 'row') return undefined
  const placement = layOutRow(
    estate.children(thing.path).flatMap((child) => (child.kind === 'rack' ? [child.placement] : [])),
  )
  return placement && { path: thing.path, placement }
}

/** The box that holds all racks of a row, turned as its first one is: the others face the same way, or the opposite one. */
function layOutRow(racks: readonly Placement[]): Placement | undefined {
  const [first] = racks
  if (!first) return undefined
  const angle = (-first.faces * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [low, high] = [
    { along: Infinity, across: Infinity, z: Infinity },
    { along: -Infinity, across: -Infinity, z: -Infinity },
  ]
  for (const { at, size } of racks) {
    const [along, across] = [at.x * cos + at.y * sin, at.y * cos - at.x * sin]
    low.along = Math.min(low.along, along - size.width / 2)
    high.along = Math.max(high.along, along + size.width / 2)
    low.across = Math.min(low.across, across - size.depth / 2)
    high.across = Math.max(high.across, across + size.depth / 2)
    low.z = Math.min(low.z, at.z)
    high.z = Math.max(high.z, at.z + size.height)
  }
  const [along, across] = [(low.along + high.along) / 2, (low.across + high.across) / 2]
  return {
    at: { x: metres(along * cos - across * sin), y: metres(across * cos + along * sin), z: metres(low.z) },
    size: {
      width: metres(high.along - low.along),
      depth: metres(high.across - low.across),
      height: metres(high.z - low.z),
    },
    faces: first.faces,
  }
}

function widened({ depth, width }: Placement['size'], height: number): Placement['size'] {
  return { width: metres(width + 2 * OUT), depth: metres(depth + 2 * OUT), height: metres(height) }
}
