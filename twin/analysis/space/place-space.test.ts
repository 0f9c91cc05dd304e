import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import type { Device, Rack } from '../../model/things.ts'
import { FloorLoads } from './floor-load.ts'
import { placePorts, rackPorts } from './network-ports.ts'
import { placeFloor } from './place-floor.ts'
import { countSpace, placeSpace } from './place-space.ts'

/** Racks of 42 U: `one` with a switch at its top and a panel that hangs beside the rails, `two` with two servers. */
function hall() {
  const estate = new PowerEstate().room('hall', { floorLoad: 500, pointLoad: 450 })
  estate.rack('hall/one', { weight: 150, zeroUPlaces: 4 }).rack('hall/two', { weight: 1400, at: [0.6, 0] })
  for (const side of ['a', 'b']) estate.pdu(`hall/one/pdu-${side}`, { from: [] }, { side })
  return estate
    .device('hall/one/switch', [], 200, 1, {
      role: 'network',
      networkPorts: 48,
      weight: 10,
      position: 42,
      face: 'rear',
    })
    .device('hall/one/panel', [], undefined, 1, { role: 'network', networkPorts: 24, weight: 3, position: null })
    .device('hall/two/server-1', [], 400, 1, { networkPorts: 4, weight: 30, position: 10 })
    .device('hall/two/server-2', [], 400, 1, { networkPorts: 4, weight: 30, position: 21 })
    .build()
}

const estate = hall()
const typeOf = (slug: string) => estate.deviceType(slug)
const rack = (name: string) => estate.find(`s/hall/${name}`) as Rack
const inside = (name: string) => estate.children(`s/hall/${name}`)
const devices = (name: string) => inside(name).filter((child): child is Device => child.kind === 'device')

describe('the space of two racks', () => {
  const spaces = ['one', 'two'].map((name) => countSpace(rack(name), inside(name), typeOf))

  test('lies in runs of 9, 10, 21 and 41 units: six devices of 10 U still fit', () => {
    const space = placeSpace(spaces)
    expect(space).toMatchObject({ units: 84, taken: 3, free: 81, largestRun: 41 })
    expect(space.runs).toEqual([9, 10, 21, 41].map((units) => ({ units, runs: 1 })))
    expect(space.fits.find(({ units }) => units === 10)).toEqual({ units: 10, devices: 0 + 1 + 2 + 4 })
    // 41 of 41 in one, 21 of 40 in the other.
    expect(space.efficiency).toBeCloseTo(62 / 81)
  })

  test('beside the rails strips and what has no position are counted, places only of the rack that says how many', () => {
    expect(placeSpace(spaces).zeroU).toEqual({ used: 3, places: 4, unknown: 1 })
  })
})

describe('network ports', () => {
  test('of a rack say where its network devices are', () => {
    expect(rackPorts(devices('one'), typeOf)).toMatchObject({
      ...{ offered: 72, wanted: 0, free: 72, unknown: 0 },
      where: [
        { path: 's/hall/one/switch', ports: 48, position: 42, face: 'rear' },
        { path: 's/hall/one/panel', ports: 24, position: undefined },
      ],
    })
  })

  test('of several racks are added up, those without a switch too', () => {
    const both = placePorts(['one', 'two'].map((name) => rackPorts(devices(name), typeOf)))
    expect(both).toEqual({ offered: 72, wanted: 8, free: 64, unknown: 0, devices: 2, racks: 1, where: [] })
  })

  test('are not known to be free where a device does not say how many it has', () => {
    const types = { ...typeOf('hall-two-server-1'), networkPorts: undefined }
    expect(rackPorts(devices('two'), () => types as never)).toMatchObject({ unknown: 2, free: Number.NaN })
  })
})

test('of racks the one that is fullest by the floor’s limit is named, and how many are beyond it', () => {
  const loads = new FloorLoads(estate)
  const floor = placeFloor(['one', 'two'].map((name) => loads.of(rack(name))))
  // `two`: 1,460 kg, of which a third on a foot: 487 kg of 450 kg.
  expect(floor).toMatchObject({ beyond: 1, unknown: 0, point: { rack: 's/hall/two', limit: 450, atLeast: false } })
  expect(floor.point?.value).toBeCloseTo(1460 / 3)
  expect(floor.load).toMatchObject({ rack: 's/hall/two', limit: 500 })
})
