import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { type FloorLoad, FloorLoads } from './floor-load.ts'

const corner = (x: number, y: number) => ({ x, y })
/** 20 × 20 m around the origin. */
const HALL = [corner(-10, -10), corner(10, -10), corner(10, 10), corner(-10, 10)]

function floorOf(estate: PowerEstate, name = 'hall/rack'): FloorLoad {
  const built = estate.build()
  const rack = built.find(`s/${name}`)
  if (rack?.kind !== 'rack') throw new Error(`no ${name}`)
  return new FloorLoads(built).of(rack)
}

/** A rack of 140 kg with 860 kg in it, 0.6 × 1.2 m, far from everything. */
function alone(limits: { floorLoad?: number; pointLoad?: number } = {}, weight: number | null = 140): PowerEstate {
  const estate = new PowerEstate().room('hall', { footprint: HALL, ...limits })
  estate.rack('hall/rack', weight === null ? {} : { weight })
  return estate.device('hall/rack/store', [], undefined, 1, { weight: 860 })
}

describe('what a rack lays on the floor', () => {
  test('is its mass with traffic on its share of the aisles and the raised floor, over both', () => {
    // 0.6 · (0.76 + 0.76) = 0.912 m² of aisle and 0.72 m² of foot: (1,000 + 75 · 0.912) / 1.632 + 50 = 704.7 kg/m².
    const { left, load, mass, point, unknown } = floorOf(alone({ floorLoad: 1200, pointLoad: 450 }))
    expect({ mass, unknown }).toEqual({ mass: 1000, unknown: 0 })
    expect(load).toBeCloseTo((1000 + 75 * 0.912) / 1.632 + 50, 6)
    expect(load).toBeCloseTo(704.7, 1)
    // A third on one foot: 333 kg of 450 kg, so that 350 kg more may come; the floor would take 808 kg more.
    expect(point).toBeCloseTo(1000 / 3)
    expect(left).toBeCloseTo(3 * 450 - 1000)
    expect(floorOf(alone({ floorLoad: 1200 })).left).toBeCloseTo(1150 * 1.632 - 75 * 0.912 - 1000, 6)
  })

  test('is more where the aisle is narrow: each of two racks has half of it', () => {
    // 1 m from front to front: 0.5 m each; 0.76 m behind. 0.6 · 1.26 = 0.756 m² of aisle.
    const estate = alone().rack('hall/other', { at: [0, 2.2], faces: 180 })
    expect(floorOf(estate).load).toBeCloseTo((1000 + 75 * 0.756) / (0.72 + 0.756) + 50, 6)
  })

  test('has no share of a wall that it stands against, and none of the racks beside it', () => {
    const estate = new PowerEstate().room('hall', { footprint: HALL })
    estate.rack('hall/rack', { weight: 1000, at: [0, -9.4] }).rack('hall/beside', { at: [0.6, -9.4] })
    expect(floorOf(estate).load).toBeCloseTo((1000 + 75 * 0.456) / (0.72 + 0.456) + 50, 6)
  })

  test('is the same whichever way the rack is turned', () => {
    const estate = new PowerEstate().room('hall', { footprint: HALL })
    estate.rack('hall/rack', { weight: 1000, faces: 90 }).rack('hall/other', { at: [2.2, 0], faces: 270 })
    expect(floorOf(estate).load).toBeCloseTo((1000 + 75 * 0.756) / (0.72 + 0.756) + 50, 6)
  })
})

describe('what nobody says is not known', () => {
  test('a mass makes of the figures the least that they can be', () => {
    expect(floorOf(alone({}, null))).toMatchObject({ mass: 860, unknown: 1 })
    expect(floorOf(alone().device('hall/rack/box', [], 100))).toMatchObject({ mass: 1000, unknown: 1 })
  })

  test('limits leave as much as comes', () => {
    const { left, loadLimit, pointLimit } = floorOf(alone())
    expect({ left, loadLimit, pointLimit }).toEqual({
      left: Number.POSITIVE_INFINITY,
      loadLimit: Number.NaN,
      pointLimit: Number.NaN,
    })
  })
})
