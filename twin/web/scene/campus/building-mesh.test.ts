import { describe, expect, it } from 'vitest'
import type { Building } from '../../../model/things.ts'
import { metres, squareMetres } from '../../../model/units.ts'
import { layOutBuilding } from './building-mesh.ts'
import { drawBuildingEdges, EdgeWriter } from './edge-writer.ts'
import { FACE, type Face, MeshWriter } from './mesh-writer.ts'

const at = (x: number, y: number) => ({ x: metres(x), y: metres(y) })
const office: Building = {
  ...{ index: 1, path: 's/office' as Building['path'], name: 'Office', source: 'assumed', kind: 'building' },
  ...{ footprint: [at(0, 0), at(40, 0), at(40, 20), at(0, 20)], use: 'office' },
  ...{ height: metres(12), floors: 3 },
}

/** Corners of a mesh with what belongs to each. */
function drawn(building: Building) {
  const mesh = new MeshWriter()
  layOutBuilding(building, 7, (corners) => corners.slice(2).map((_, number) => [0, number + 1, number + 2]), mesh)
  const { positions, normals, faces, belongings, indexes } = mesh.columns()
  const corners = Array.from({ length: positions.length / 3 }, (_, number) => ({
    place: [...positions.subarray(number * 3, number * 3 + 3)],
    normal: [...normals.subarray(number * 3, number * 3 + 3)],
    face: faces[number * 4 + 3],
    slot: belongings[number * 2],
    level: belongings[number * 2 + 1] ?? Number.NaN,
  }))
  return {
    corners,
    triangles: indexes.length / 3,
    of: (face: Face) => corners.filter((one) => one.face === FACE[face]),
  }
}

describe('a building', () => {
  it('has a wall a side and storey, each built with its storey, its roof with the level after the last', () => {
    const { corners, of } = drawn(office)
    const walls = of('office')
    expect(walls.length).toBe(4 * 4 * 3)
    expect([0, 1, 2].map((level) => walls.filter((one) => one.level === level).length)).toEqual([16, 16, 16])
    expect(new Set(of('roof').map(({ level }) => level))).toEqual(new Set([3]))
    expect(new Set(corners.map(({ slot }) => slot))).toEqual(new Set([7]))
  })

  it('turns its walls outwards, whichever way its outline runs', () => {
    for (const footprint of [office.footprint, [...office.footprint].reverse()]) {
      for (const { place, normal } of drawn({ ...office, footprint }).of('office')) {
        const [x = 0, y = 0] = place
        const [east = 0, north = 0] = normal
        expect(east * (x - 20) + north * (y - 10)).toBeGreaterThan(0)
      }
    }
  })

  it('ends with a parapet of 600 mm, or of what is said', () => {
    const top = (building: Building) => Math.max(...drawn(building).corners.map(({ place }) => place[2] ?? 0))
    expect(top(office)).toBeCloseTo(12.6)
    expect(top({ ...office, roof: { parapet: metres(1.1) } })).toBeCloseTo(13.1)
  })

  it('has rooms on its roof that cover what is said, in its middle', () => {
    const plant = drawn({ ...office, roof: { plant: squareMetres(200) } }).of('plant')
    const xs = plant.map(({ place }) => place[0] ?? 0)
    const ys = plant.map(({ place }) => place[1] ?? 0)
    const [width, depth] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]
    expect(width * depth).toBeCloseTo(200, 3)
    expect((Math.max(...xs) + Math.min(...xs)) / 2).toBeCloseTo(20)
  })

  it('that is a garage has no walls but a deck a storey and one under the sky, with ramps from each to the next', () => {
    const garage: Building = { ...office, use: 'garage' }
    const { of, corners } = drawn(garage)
    expect(corners.filter(({ face }) => (face ?? 0) >= FACE.office)).toEqual([])
    const heights = new Set(
      of('deck')
        .filter(({ normal }) => normal[2] === 1)
        .map(({ place }) => Math.round(place[2] ?? 0)),
    )
    expect([...heights].sort((a, b) => a - b)).toEqual([0, 4, 8, 12])
    const slopes = of('deck').filter(({ normal }) => Math.abs(normal[2] ?? 0) < 0.999)
    expect(slopes.length).toBe(3 * 4)
  })
})

describe('the edges of a building', () => {
  it('are rings and corners, storey by storey: 12 lines for the foot and first storey, 8 for each other and the roof', () => {
    const edges = new EdgeWriter()
    drawBuildingEdges(office, 7, edges)
    const { strokes, positions } = edges.columns()
    expect(positions.length / 6).toBe(12 + 8 + 8 + 8)
    const levels = Array.from({ length: strokes.length / 8 }, (_, line) => strokes[line * 8 + 2])
    expect([0, 1, 2, 3].map((level) => levels.filter((one) => one === level).length)).toEqual([12, 8, 8, 8])
  })

  it('count metres along a ring, so that dashes go on around its corners', () => {
    const edges = new EdgeWriter()
    edges.ring(office.footprint, 0, { slot: 0, level: 0 }, 0)
    const { strokes } = edges.columns()
    const ends = Array.from({ length: 4 }, (_, line) => [strokes[line * 8], strokes[line * 8 + 4]])
    expect(ends).toEqual([
      [0, 40],
      [40, 60],
      [60, 100],
      [100, 120],
    ])
  })
})
