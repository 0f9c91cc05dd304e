import { expect, test } from 'vitest'
import { isTold } from '../../analysis/alarms/quieting.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { ValuePlane } from '../values/value-plane.ts'
import { AlarmPlane } from './alarm-plane.ts'

/** Two panels, each with three feeds of two racks; every rack has a server with cords on both sides. */
function hall() {
  const estate = new PowerEstate().utility('grid')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).panel(`panel-${side}`, { from: `ups-${side}` })
    for (const n of [1, 2, 3]) estate.feed(`feed-${side}${n}`, { from: `panel-${side}` }, { side })
  }
  for (let n = 1; n <= 6; n++) {
    estate.rack(`rack-${n}`)
    for (const side of ['a', 'b'])
      estate.pdu(`rack-${n}/pdu-${side}`, { from: `feed-${side}${Math.ceil(n / 2)}` }, { side })
    estate.device(`rack-${n}/server`, [`rack-${n}/pdu-a`, `rack-${n}/pdu-b`], 2000)
  }
  return estate.build()
}

async function watched(folder: string) {
  const estate = hall()
  const feed = new SyntheticFeed(estate)
  const values = new ValuePlane(estate, feed)
  let now = 1_000_000_000
  const clock = () => epochMs(now)
  const plane = await AlarmPlane.open(values, folder, undefined, clock(), () => undefined)
  feed.subscribe((batch) => values.take(batch, clock()))
  const pass = async (seconds: number, watts: (side: string, rack: number) => number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1000
      for (let rack = 1; rack <= 6; rack++)
        for (const side of ['a', 'b']) feed.say(`s/rack-${rack}/pdu-${side}/power`, watts(side, rack), now)
      plane.evaluate(values.collect(), now)
      values.settle(now)
      await plane.sweep(clock)
    }
  }
  const told = () =>
    plane.book
      .open()
      .filter(isTold)
      .map(({ rule, path }) => `${rule} ${path}`)
      .sort()
  const folded = () => plane.book.open().filter(({ quieted }) => quieted !== null)
  return { folded, pass, plane, told }
}

test('the loss of a panel is one alarm, with its feeds and rack PDUs folded under it, and all of it goes with it', async () => {
  await using folder = await temporaryFolder()
  const { folded, pass, plane, told } = await watched(folder.path)
  await pass(30, () => 1000)
  expect(told()).toEqual([])
  await pass(25, (side) => (side === 'a' ? 0 : 2000))
  expect(told()).toEqual(['supply-without-power s/panel-a'])
  const root = plane.book.open().find(isTold)
  expect(folded()).toHaveLength(9)
  expect(new Set(folded().map(({ quieted }) => quieted?.id))).toEqual(new Set([root?.id]))
  expect(plane.book.counts()).toEqual({ critical: 1, warning: 0 })
  await pass(30, () => 1000)
  expect(told()).toEqual([])
  expect(folded()).toEqual([])
  await plane.close()
})

test('a feed that stays without power when its panel is back is promoted', async () => {
  await using folder = await temporaryFolder()
  const { pass, plane, told } = await watched(folder.path)
  await pass(30, () => 1000)
  await pass(25, (side) => (side === 'a' ? 0 : 2000))
  await pass(130, (side, rack) => (side === 'a' && rack > 4 ? 0 : 1000))
  expect(told()).toEqual(['feed-without-power s/feed-a3'])
  await plane.close()
})

test('one feed with power, and the others are lost each by itself', async () => {
  await using folder = await temporaryFolder()
  const { pass, plane, told } = await watched(folder.path)
  await pass(30, () => 1000)
  await pass(30, (side, rack) => (side === 'a' && rack < 5 ? 0 : 1000))
  expect(told()).toEqual(['feed-without-power s/feed-a1', 'feed-without-power s/feed-a2'])
  await plane.close()
})
