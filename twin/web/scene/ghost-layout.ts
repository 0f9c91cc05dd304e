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

function widened({ depth, width }: Placement['size'], height: number): Placement['size'] {
  return { width: metres(width + 2 * OUT), depth: metres(depth + 2 * OUT), height: metres(height) }
}
