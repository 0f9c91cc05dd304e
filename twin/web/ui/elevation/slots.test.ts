import { describe, expect, it } from 'vitest'
import type { DeviceType, Rack, Thing } from '../../../model/things.ts'
import { freeUnits, slotsOf, usedUnits } from './slots.ts'

const rack = { kind: 'rack', units: 6 } as Rack
const types = {
  server: { slug: 'server', height: 2, depth: 'full' },
  switch: { slug: 'switch', height: 1, depth: 'half' },
} as unknown as Record<string, DeviceType>
const device = (type: string, position: number | undefined, face: 'front' | 'rear') =>
  ({ kind: 'device', type, position, face, path: `r/${type}-${position}-${face}` }) as unknown as Thing

describe('a rack seen from a face', () => {
  const things = [
    device('server', 2, 'front'),
    device('switch', 5, 'front'),
    device('switch', 5, 'rear'),
    device('server', undefined, 'rear'),
  ]

  it('shows its own devices, and those of the other face whose depth reaches through', () => {
    expect(slotsOf(things, types, 'front').map(({ position, through }) => [position, through])).toEqual([
      [2, false],
      [5, false],
    ])
    expect(slotsOf(things, types, 'rear').map(({ position, through }) => [position, through])).toEqual([
      [2, true],
      [5, false],
    ])
  })

  it('has every unit free that nothing touches', () => {
    expect(freeUnits(rack, slotsOf(things, types, 'front'))).toEqual([1, 4, 6])
    expect(freeUnits(rack, slotsOf([device('switch', 5, 'rear')], types, 'front'))).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('counts units once where two half-depth devices stand back to back, and no 0U device', () => {
    expect(usedUnits(rack, things, types)).toBe(3)
  })

  it('sees a device at half a unit touch two units', () => {
    expect(freeUnits(rack, slotsOf([device('switch', 2.5, 'front')], types, 'front'))).toEqual([1, 4, 5, 6])
  })
})
