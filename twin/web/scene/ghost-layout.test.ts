import { describe, expect, it } from 'vitest'
import { heading, metres } from '../../model/units.ts'
import { layOutAround, layOutUnits } from './ghost-layout.ts'

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
})
