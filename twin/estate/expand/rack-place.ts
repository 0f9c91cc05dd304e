import type { Placement } from '../../model/geometry.ts'
import { heading, metres, RACK_UNIT_METRES, rackUnits } from '../../model/units.ts'
import type { RackTypeText } from '../schema/catalogue.ts'
import type { RackText } from '../schema/estate-file.ts'
import { headingOf, point3, spotOf } from './placing.ts'
import { type Member, type RowLine, type Scope, turn } from './scope.ts'

/** EIA-310 racks as they are mostly sold: 42 U, 600 mm wide, 1,200 mm deep; frame, feet and roof add 133 mm to the units. */
const USUAL = { units: 42, width: 0.6, depth: 1.2, frame: 0.133 }

/** Size, limits and nodes of a rack: its own words before those of its type. */
export function rackFigures(text: RackText, type: RackTypeText | undefined) {
  const units = rackUnits(text.units ?? type?.units ?? USUAL.units)
  return {
    units,
    size: {
      width: metres(text.width ?? type?.width ?? USUAL.width),
      depth: metres(text.depth ?? type?.depth ?? USUAL.depth),
      height: metres(text.height ?? type?.height ?? Math.round((units * RACK_UNIT_METRES + USUAL.frame) * 1e3) / 1e3),
    },
    powerLimit: text.powerLimit ?? type?.powerLimit,
    weightLimit: text.weightLimit ?? type?.weightLimit,
    weight: text.weight ?? type?.weight,
    zeroUPlaces: text.zeroUPlaces ?? type?.zeroUPlaces,
    nodes: text.nodes ?? type?.nodes,
  }
}

/** Beside the rack before it where it stands in a row, else where it says. */
export function rackPlacement(text: RackText, size: Placement['size'], member: Member, scope: Scope): Placement {
  const faces = text.faces === undefined ? scope.line?.faces : headingOf(turn(text.faces, member.number))
  const front = heading(faces ?? 0)
  if (scope.line && text.at === undefined)
    return { at: besideLast(scope.line, size.width, text.gap ?? 0), size, faces: front }
  return { at: spotOf(text.at ?? [0, 0], text.step, member, scope.frame), size, faces: front }
}

function besideLast(line: RowLine, width: number, gap: number) {
  const middle = line.taken + gap + width / 2
  line.taken += gap + width
  return point3(line.start.x + line.along.x * middle, line.start.y + line.along.y * middle, line.start.z)
}
