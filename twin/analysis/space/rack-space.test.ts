import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeviceType } from '../../model/things.ts'
import { rackUnits } from '../../model/units.ts'
import { rackSpace } from './rack-space.ts'

const TYPES: Readonly<Record<string, Partial<DeviceType>>> = {
  '1u': { height: rackUnits(1), depth: 'full' },
  '5u': { height: rackUnits(5), depth: 'full' },
  half: { height: rackUnits(1), depth: 'half' },
  'half-high': { height: rackUnits(0.5), depth: 'full' },
  blank: { height: rackUnits(3), depth: 'full', role: 'blank' },
}
const typeOf = (slug: string) => TYPES[slug] as DeviceType | undefined
const at = (type: string, position: number | undefined, face: 'front' | 'rear' = 'front') =>
  position === undefined ? { type, face } : { type, face, position: rackUnits(position) }
const space = (units: number, ...devices: ReturnType<typeof at>[]) =>
  rackSpace({ units: rackUnits(units) }, devices, typeOf)

describe('the space of a rack', () => {
  test('34 of 42 units are 81 %; of 8 free ones with 3 together 38 % serve (domain.md, 12)', () => {
    // Free: U1, U3, U5-U6 (2), U8 (1), U40-U42 (3); 34 taken.
    const free = new Set([1, 3, 5, 6, 8, 40, 41, 42])
    const taken = Array.from({ length: 42 }, (_, unit) => unit + 1).filter((unit) => !free.has(unit))
    const found = space(42, ...taken.map((unit) => at('1u', unit)))
    expect(found.taken).toBe(34)
    expect(found.taken / found.units).toBeCloseTo(0.81, 2)
    expect(found.free).toBe(8)
    expect(found.largestRun).toBe(3)
    expect(found.efficiency).toBeCloseTo(0.375)
    expect(found.runs).toEqual([
      { from: 1, units: 1 },
      { from: 3, units: 1 },
      { from: 5, units: 2 },
      { from: 8, units: 1 },
      { from: 40, units: 3 },
    ])
  })

  test('a half-depth device takes its unit and leaves the other face to one like it', () => {
    const found = space(4, at('half', 2, 'rear'))
    expect(found.taken).toBe(1)
    expect(found.halfDepthRuns).toEqual([{ from: 2, units: 1, face: 'front' }])
    expect(space(4, at('half', 2, 'rear'), at('half', 2, 'front')).halfDepthRuns).toEqual([])
  })

  test('half units count as such', () => {
    const found = space(3, at('half-high', 1.5))
    expect(found.free).toBe(2.5)
    expect(found.runs).toEqual([
      { from: 1, units: 0.5 },
      { from: 2, units: 2 },
    ])
  })

  test('blanking panels and what hangs beside the units take nothing, what stands out is cut off', () => {
    expect(space(10, at('blank', 1), at('1u', undefined), at('5u', 8)).taken).toBe(3)
  })

  test('a full rack has no run and no efficiency', () => {
    const found = space(1, at('1u', 1))
    expect(found).toMatchObject({ free: 0, largestRun: 0, runs: [] })
    expect(found.efficiency).toBeNaN()
  })

  test('what is taken and the runs make up the rack, whatever stands in it', () => {
    const device = fc.tuple(fc.constantFrom('1u', '5u', 'half', 'half-high'), fc.integer({ min: 1, max: 100 }))
    fc.assert(
      fc.property(fc.array(device), (devices) => {
        const { runs, taken, units } = space(48, ...devices.map(([type, place]) => at(type, 1 + place / 2)))
        expect(taken + runs.reduce((sum, run) => sum + run.units, 0)).toBe(units)
      }),
    )
  })
})

describe('half units and half depth', () => {
  test('two half-unit devices, one above the other, fill one unit', () => {
    const found = space(2, at('half-high', 1), at('half-high', 1.5))
    expect(found).toMatchObject({ taken: 1, free: 1, runs: [{ from: 2, units: 1 }] })
  })

  test('of six units with half-depth devices front in U2-U3 and rear in U3-U4, U3 takes nothing more', () => {
    const found = space(6, at('half', 2), at('half', 3), at('half', 3, 'rear'), at('half', 4, 'rear'))
    // Behind U2 and before U4 another one fits; U1 and U5-U6 are free to their full depth.
    expect(found.halfDepthRuns).toEqual([
      { from: 4, units: 1, face: 'front' },
      { from: 2, units: 1, face: 'rear' },
    ])
    expect(found.runs).toEqual([
      { from: 1, units: 1 },
      { from: 5, units: 2 },
    ])
    expect(found.taken).toBe(3)
  })
})
