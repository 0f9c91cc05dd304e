import { expect, test } from 'vitest'
import { isTold } from '../../analysis/alarms/quieting.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { watchedHall as watched } from '../testing/watched-hall.ts'

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
