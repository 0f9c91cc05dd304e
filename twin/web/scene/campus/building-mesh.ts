import type { Point2 } from '../../../model/geometry.ts'
import type { Building } from '../../../model/things.ts'
import { layOutGarage } from './garage-mesh.ts'
import type { MeshWriter } from './mesh-writer.ts'
import { areaOf, insetBy, leftAround, shrunkTo, sidesOf, type Triangulate } from './outline.ts'
import { layOutParapet } from './parapet-mesh.ts'
import { parapetOf, storeysOf } from './storeys.ts'

/** Metres: across the parapet's wall, and of the rooms on the roof. */
const PARAPET_WIDTH = 0.4
const PLANT_HEIGHT = 2.8
/** However much the plant is said to cover, the edge of the roof stays free. */
const MOST_PLANT = 0.6

/** A building's walls, storey by storey, and its roof with parapet and plant; of a garage its open decks. */
export function layOutBuilding(building: Building, slot: number, triangulate: Triangulate, mesh: MeshWriter): void {
  const corners = leftAround(building.footprint)
  if (corners.length < 3) return
  const storeys = storeysOf(building)
  if (building.use === 'garage') {
    layOutGarage({ corners, storeys, slot }, triangulate, mesh)
    return
  }
  for (const [level, storey] of storeys.entries()) {
    for (const side of sidesOf(corners)) mesh.wall(side, storey, building.use, { slot, level })
    // The floor above is seen while the next storey is not there.
    mesh.level(corners, triangulate(corners), storey.base + storey.height - 0.02, 'plain', { slot, level })
  }
  layOutRoof(building, corners, slot, triangulate, mesh)
}

function layOutRoof(
  { height, floors, roof }: Building,
  corners: readonly Point2[],
  slot: number,
  triangulate: Triangulate,
  mesh: MeshWriter,
): void {
  const of = { slot, level: floors }
  const parapet = parapetOf(roof)
  const inner = insetBy(corners, PARAPET_WIDTH)
  mesh.level(inner, triangulate(inner), height + 0.01, roof?.isGreen ? 'green' : 'roof', of)
  layOutParapet({ corners, inner, base: height, height: parapet }, of, mesh)
  const share = Math.min(MOST_PLANT, (roof?.plant ?? 0) / Math.max(1, areaOf(corners)))
  if (share <= 0) return
  const plant = shrunkTo(corners, share)
  for (const side of sidesOf(plant)) mesh.wall(side, { base: height, height: PLANT_HEIGHT }, 'plant', of)
  mesh.level(plant, triangulate(plant), height + PLANT_HEIGHT, 'plain', of)
}
