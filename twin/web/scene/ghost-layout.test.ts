import { describe, expect, it } from 'vitest'
import { heading, metres } from '../../model/units.ts'
import { smallEstate } from '../../server/testing/small-estate.ts'
import { layOutAround, layOutUnits, placementOfGhost } from './ghost-layout.ts'

const rack = {
  units: 42,
  placement: {
    at: { x: metres(3), y: metres(7), z: metres(0.8) },
    size: { width: metres(0.6), depth: metres(1.2), height: metres(2) },
    faces: heading(90),
  },
}

describe('a ghost in its rack', () => {
  it('of 2 U is 88.9 mm high and begins 11 units above the bottom of the mounting space when it stands at unit 12', () => {
    // 42 × 44.45 mm = 1,866.9 mm of 2,000 mm: 66.55 mm are below unit 1. 0.8 + 0.06655 + 11 × 0.04445 = 1.3555 m.
    const { at, size } = layOutUnits(rack, 12, 2)
    expect(at.z).toBeCloseTo(1.3555, 10)
    expect(size.height).toBeCloseTo(0.0889, 10)
  })

  it('at the topmost unit ends where the mounting space does', () => {
    // 0.8 + 2 − 0.06655 = 2.73345 m.
    const { at, size } = layOutUnits(rack, 42, 1)
    expect(at.z + size.height).toBeCloseTo(2.73345, 10)
  })

  it('stands on half units, and on the floor where the rack is said to be lower than its units', () => {
    expect(layOutUnits(rack, 1.5, 1).at.z - layOutUnits(rack, 1, 1).at.z).toBeCloseTo(0.022225, 10)
    const low = { ...rack, placement: { ...rack.placement, size: { ...rack.placement.size, height: metres(1) } } }
    expect(layOutUnits(low, 1, 1).at.z).toBeCloseTo(0.8, 10)
  })

  it('stands as the rack does and out of its faces, and so does what is drawn around a whole rack', () => {
    for (const { at, faces, size } of [layOutUnits(rack, 1, 2), layOutAround(rack.placement)]) {
      expect([at.x, at.y, faces]).toEqual([3, 7, 90])
      expect(size.width).toBeGreaterThan(0.6)
      expect(size.depth).toBeGreaterThan(1.2)
    }
    expect(layOutAround(rack.placement).size.height).toBeGreaterThan(2)
  })

  it('of a row is a box around its racks: as wide as the racks stand apart, and one rack', () => {
    const estate = smallEstate()
    const row = estate.find('belgrade/hall-1/row-a')
    const racks = estate.children('belgrade/hall-1/row-a').filter(({ kind }) => kind === 'rack')
    const [first, , last] = racks.map((rack) => (rack.kind === 'rack' ? rack.placement : undefined))
    const found = placementOfGhost(estate, row?.index ?? -1)
    const apart = Math.abs((last?.at.x ?? 0) - (first?.at.x ?? 0))
    expect(found?.path).toBe('belgrade/hall-1/row-a')
    expect(found?.placement.size.width).toBeCloseTo(apart + 0.6, 10)
    expect(found?.placement.size.depth).toBeCloseTo(1.2, 10)
    expect(found?.placement.at.x).toBeCloseTo(((first?.at.x ?? 0) + (last?.at.x ?? 0)) / 2, 10)
    expect(placementOfGhost(estate, estate.find('belgrade')?.index ?? -1)).toBeUndefined()
  })

  it('of a row that is turned is turned as its racks are', () => {
    // Racks that face east stand along the y axis: 0.6 m wide each there, 1.2 m deep along x.
    const at = (y: number) => ({
      ...{ kind: 'rack', path: `s/h/r/${y}` },
      placement: { ...rack.placement, at: { x: metres(3), y: metres(y), z: metres(0.8) } },
    })
    const estate = {
      thing: () => ({ kind: 'row', path: 's/h/r' }),
      children: () => [at(7), at(7.6), at(8.2)],
    } as unknown as Parameters<typeof placementOfGhost>[0]
    const { at: middle, faces, size } = placementOfGhost(estate, 0)?.placement ?? rack.placement
    expect([middle.x, middle.y]).toEqual([expect.closeTo(3, 10), expect.closeTo(7.6, 10)])
    expect([size.width, size.depth, faces]).toEqual([expect.closeTo(1.8, 10), expect.closeTo(1.2, 10), 90])
  })
})
