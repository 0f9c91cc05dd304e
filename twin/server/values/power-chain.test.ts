import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { stateCode } from '../../model/quantity.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { ValuePlane } from './value-plane.ts'

const NOW = 1_700_000_000_000

/** The load of each of the named things where the points say this. */
function loads(of: PowerEstate, said: Readonly<Record<string, number>>, names: readonly string[]) {
  const estate = of.build()
  const feed = new SyntheticFeed(estate)
  const values = new ValuePlane(estate, feed)
  feed.subscribe((batch) => values.take(batch, NOW))
  for (const [point, watts] of Object.entries(said)) feed.say(`s/${point}`, watts, NOW)
  values.collect()
  values.settle(NOW)
  return names.map((name) => values.chain.load(estate.find(`s/${name}`)?.index ?? -1).watts)
}

/** A panel on two UPS, each on a grid of its own, with one rack PDU. */
const meshed = () =>
  new PowerEstate()
    .utility('g1')
    .utility('g2')
    .ups('u1', { from: 'g1' })
    .ups('u2', { from: 'g2' })
    .panel('panel', { from: ['u1', 'u2'] })
    .feed('feed', { from: 'panel' })
    .pdu('pdu', { from: 'feed' })

test('two primaries share what a panel draws, so both grids together give it once', () => {
  const names = ['panel', 'u1', 'u2', 'g1', 'g2']
  expect(loads(meshed(), { 'pdu/power': 1000 }, names)).toEqual([1000, 500, 500, 500, 500])
})

test('a primary that measures nothing carries nothing, the other all', () => {
  const said = { 'pdu/power': 1000, 'u1/output/power': 0 }
  expect(loads(meshed(), said, ['u1', 'u2', 'g1', 'g2'])).toEqual([0, 1000, 0, 1000])
})

test('an alternate carries the load once the primary measures nothing, and not before', () => {
  const chain = () =>
    new PowerEstate()
      .ups('u1', { from: [] })
      .ups('u2', { from: [] })
      .feed('feed', { from: 'u1', alternate: 'u2' })
      .pdu('pdu', { from: 'feed' })
  expect(loads(chain(), { 'pdu/power': 1000 }, ['u1', 'u2'])).toEqual([1000, Number.NaN])
  expect(loads(chain(), { 'pdu/power': 1000, 'u1/output/power': 0 }, ['u1', 'u2'])).toEqual([0, 1000])
})

test('a UPS on its battery takes nothing from the grid, and takes its share again when its input is back', () => {
  const said = { 'pdu/power': 1000, 'u1/output/state': stateCode('on-battery') }
  const names = ['u1', 'u2', 'g1', 'g2']
  expect(loads(meshed(), said, names)).toEqual([500, 500, Number.NaN, 500])
  expect(loads(meshed(), { ...said, 'u1/output/state': stateCode('on') }, names)).toEqual([500, 500, 500, 500])
})

test('two boards that can feed each other are no part of each other without end', () => {
  const tied = new PowerEstate()
    .ups('u1', { from: [] })
    .ups('u2', { from: [] })
    .panel('a', { from: 'u1', alternate: 'b' })
    .panel('b', { from: 'u2', alternate: 'a' })
    .feed('fa', { from: 'a' })
    .feed('fb', { from: 'b' })
    .pdu('pa', { from: 'fa' })
    .pdu('pb', { from: 'fb' })
  const said = { 'pa/power': 300, 'pb/power': 200, 'u1/output/power': 0, 'u2/output/power': 0 }
  const [a = Number.NaN, b = Number.NaN] = loads(tied, said, ['a', 'b'])
  expect(Math.min(a, b)).toBeGreaterThanOrEqual(200)
  expect(Math.max(a, b)).toBeLessThanOrEqual(500)
})
