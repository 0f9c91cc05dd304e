import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Batch } from '../../../../twin/model/batch.ts'
import { batchOf } from '../../testing/batch-of.ts'
import { rackPoints } from '../../testing/point-list.ts'
import { LineKeys } from '../schema/line-keys.ts'
import { LineBuffer, type Lines } from './line-buffer.ts'
import { OutgoingBatches } from './outgoing-batches.ts'
import { RowFates } from './row-fates.ts'

const T = 1_700_000_000_000
const batch = (value: number) => batchOf([0, T, value], [1, T, value])
const textOf = ({ bytes }: Lines) => Buffer.from(bytes).toString()
const line = (value: number) =>
  `rack,rack=rack-0,room=hall-1,row=row-1,site=a p0/temperature=${value},p1/temperature=${value} ${T}\n`

/** In which the request leaves. */
const aWhile = () => vi.advanceTimersByTime(5)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const checked: Batch[] = []
  const keys = new LineKeys(rackPoints(2))
  const outgoing = new OutgoingBatches({
    check: (one) => {
      checked.push(one)
      return { fates: new RowFates(one.point.length), rows: Uint32Array.from(one.point, (_, row) => row) }
    },
    newLineBuffer: () => new LineBuffer(keys, () => false),
  })
  return { outgoing, checked }
}

test('the expected batch is made ready once the one before is on its way, and leaves its lines alone', () => {
  const { outgoing, checked } = setUp()
  const [first, second, third] = [batch(1), batch(2), batch(3)]
  const one = outgoing.take(first)
  outgoing.expect(second)
  expect(checked).toEqual([first])
  outgoing.left()
  expect(checked).toEqual([first])
  aWhile()
  expect(checked).toEqual([first, second])
  expect(textOf(one.first)).toBe(line(1))
  outgoing.arrived()
  const two = outgoing.take(second)
  expect(checked).toEqual([first, second])
  outgoing.left()
  outgoing.expect(third)
  aWhile()
  expect(checked).toEqual([first, second, third])
  expect(textOf(two.first)).toBe(line(2))
  outgoing.arrived()
  expect(textOf(outgoing.take(third).first)).toBe(line(3))
})

test('another batch than the expected one is made ready for itself, and the expected one anew at its turn', () => {
  const { outgoing, checked } = setUp()
  const [first, again, second] = [batch(1), batch(1), batch(2)]
  outgoing.take(first)
  outgoing.left()
  outgoing.expect(second)
  aWhile()
  outgoing.arrived()
  expect(textOf(outgoing.take(again).first)).toBe(line(1))
  outgoing.left()
  outgoing.arrived()
  expect(textOf(outgoing.take(second).first)).toBe(line(2))
  expect(checked).toEqual([first, second, again, second])
})

test('an empty batch in between, which only moves the position, does not undo what was made ready', () => {
  const { outgoing, checked } = setUp()
  const [first, second, empty] = [batch(1), batch(2), batchOf()]
  outgoing.take(first)
  outgoing.left()
  outgoing.expect(second)
  aWhile()
  outgoing.arrived()
  expect(outgoing.take(empty).first.count).toBe(0)
  expect(textOf(outgoing.take(second).first)).toBe(line(2))
  expect(checked).toEqual([first, second, empty])
})

test('a batch expected before the one before is taken waits until that is on its way', () => {
  const { outgoing, checked } = setUp()
  const [first, second] = [batch(1), batch(2)]
  outgoing.expect(second)
  outgoing.take(first)
  expect(checked).toEqual([first])
  outgoing.left()
  aWhile()
  expect(checked).toEqual([first, second])
})

test('an answer that comes at once finds nothing made ready: the batch is then made ready when it is taken', () => {
  const { outgoing, checked } = setUp()
  const [first, second] = [batch(1), batch(2)]
  outgoing.take(first)
  outgoing.expect(second)
  outgoing.left()
  outgoing.arrived()
  aWhile()
  expect(checked).toEqual([first])
  expect(textOf(outgoing.take(second).first)).toBe(line(2))
  aWhile()
  expect(checked).toEqual([first, second])
})

test('a batch expected when nothing is on its way any more is made ready when it is taken', () => {
  const { outgoing, checked } = setUp()
  const [first, second] = [batch(1), batch(2)]
  outgoing.take(first)
  outgoing.left()
  outgoing.arrived()
  outgoing.expect(second)
  expect(checked).toEqual([first])
  expect(textOf(outgoing.take(second).first)).toBe(line(2))
})
