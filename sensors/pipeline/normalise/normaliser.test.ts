import { describe, expect, test } from 'vitest'
import { joinPath, type PointPath } from '../../../twin/model/path.ts'
import { type StateWord, stateCode, stateWord } from '../../../twin/model/quantity.ts'
import { QUALITIES } from '../../../twin/model/reading.ts'
import { epochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import { PointRegistry } from '../points/point-registry.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { NewPointLimit } from './new-point-limit.ts'
import { Normaliser } from './normaliser.ts'
import { PointBook } from './point-book.ts'
import { RowBuffer } from './row-buffer.ts'

const NOW = epochMs(1_700_000_000_000)
const DAY = 86_400_000
const entry = { path: joinPath('site/pdu'), url: 'snmp://h', intervalMs: 10_000, timeoutMs: 3_000 }
const reading = (more: Partial<DeviceReading> = {}): DeviceReading => ({
  ...{ point: 'power', quantity: 'power', value: 1_500, unit: 'W', quality: 'good', at: NOW, address: 'x' },
  ...more,
})

function bench(most = 1_000, perMinute = 1_000, all = 1_000) {
  const clock = new FakeClock(NOW)
  const registry = new PointRegistry()
  const book = new PointBook(registry, all)
  const limit = new NewPointLimit(clock, most, perMinute)
  const normaliser = new Normaliser(entry, book, limit)
  const rows = new RowBuffer()
  const settle = () => {
    for (const definition of book.waiting) registry.add(definition)
    book.settle()
  }
  return { clock, registry, book, normaliser, rows, settle }
}

describe('a reading becomes a row', () => {
  test.each<[string, Partial<DeviceReading>, number, number, string]>([
    ['as it is', {}, 1_500, 0, 'good'],
    ['of a sentinel: without a number', { quality: 'invalid', value: Number.NaN }, Number.NaN, 0, 'invalid'],
    ['that the device calls old: without a number to compute with', { quality: 'stale' }, Number.NaN, 0, 'stale'],
    ['of no number that claims to be good: invalid', { value: Number.POSITIVE_INFINITY }, Number.NaN, 0, 'invalid'],
    ['by a clock within a minute ahead: as it is', { at: epochMs(NOW + 59_000) }, 1_500, 59_000, 'good'],
    ['by a clock further ahead: now, invalid', { at: epochMs(NOW + 61_000) }, Number.NaN, 0, 'invalid'],
    ['without a time: now, invalid', { at: epochMs(Number.NaN) }, Number.NaN, 0, 'invalid'],
    ['of an hour ago: as it is', { at: epochMs(NOW - 3_600_000) }, 1_500, -3_600_000, 'good'],
    ['of 1970: now, stale', { at: epochMs(0) }, Number.NaN, 0, 'stale'],
    ['of the eighth day before: now, stale', { at: epochMs(NOW - 8 * DAY) }, Number.NaN, 0, 'stale'],
  ])('%s', (_name, given, value, offset, quality) => {
    const { normaliser, rows, settle, registry } = bench()
    expect(normaliser.take([reading(given)], NOW, rows)).toBe(1)
    settle()
    const batch = rows.batch()
    expect(registry.definition(batch.point[0] ?? -1)?.path).toBe('site/pdu/power')
    expect([batch.value[0], (batch.at[0] ?? 0) - NOW, QUALITIES[batch.quality[0] ?? -1]]).toEqual([
      value,
      offset,
      quality,
    ])
  })

  test('with the index that the point has had before', () => {
    const { normaliser, rows, registry } = bench()
    registry.add({ path: 'site/other/power' as PointPath, quantity: 'power', unit: 'W' })
    registry.add({ path: 'site/pdu/power' as PointPath, quantity: 'power', unit: 'W' })
    normaliser.take([reading()], NOW, rows)
    expect([...rows.batch().point]).toEqual([1])
  })
})

describe('an input that is mapped to a door, a leak rope or a smoke head', () => {
  const door = joinPath('site/door')
  const rope = joinPath('site/rope')
  const head = joinPath('site/head')
  const monitor = {
    ...entry,
    map: { 'input-1': door, 'contact-1': door, 'input-2': rope, 'input-3': head, 'input-4': joinPath('site/other') },
    roles: { [door]: 'door', [rope]: 'leak', [head]: 'smoke' },
  } as const

  test.each<[string, StateWord, string, StateWord]>([
    ['input-1/state', 'normal', 'site/door/state', 'closed'],
    ['input-1/state', 'alarm', 'site/door/state', 'open'],
    ['input-1/state', 'warning', 'site/door/state', 'open'],
    ['input-1/state', 'unknown', 'site/door/state', 'unknown'],
    ['input-1/state', 'open', 'site/door/state', 'open'],
    // A reed contact is closed while its door is.
    ['contact-1/state', 'on', 'site/door/state', 'closed'],
    ['contact-1/state', 'off', 'site/door/state', 'open'],
    ['input-2/state', 'normal', 'site/rope/state', 'dry'],
    ['input-2/state', 'alarm', 'site/rope/state', 'leak'],
    ['input-3/state', 'normal', 'site/head/state', 'clear'],
    ['input-3/state', 'alarm', 'site/head/state', 'smoke'],
    // What is no contact, or not mapped, keeps the words of the device.
    ['input-4/state', 'alarm', 'site/other/state', 'alarm'],
    ['input-9/state', 'alarm', 'site/pdu/input-9/state', 'alarm'],
  ])('%s says %s: %s is %s', (point, told, path, shown) => {
    const { book, rows, settle, registry, clock } = bench()
    const normaliser = new Normaliser(monitor, book, new NewPointLimit(clock, 1_000, 1_000))
    normaliser.take([reading({ point, quantity: 'state', unit: 'state', value: stateCode(told) })], NOW, rows)
    settle()
    const { point: index, value } = rows.batch()
    expect([registry.definition(index[0] ?? -1)?.path, stateWord(value[0] ?? -1)]).toEqual([path, shown])
  })

  test('keeps its numbers where they are no states', () => {
    const { book, rows, settle, clock } = bench()
    const normaliser = new Normaliser(monitor, book, new NewPointLimit(clock, 1_000, 1_000))
    normaliser.take(
      [reading({ point: 'input-1/temperature', quantity: 'temperature', unit: 'Cel', value: 2 })],
      NOW,
      rows,
    )
    settle()
    expect([...rows.batch().value]).toEqual([2])
  })
})

describe('what is refused is counted, and told', () => {
  test.each<[string, Partial<DeviceReading>, string]>([
    ['a name that is none', { point: '../x' }, '../x is no name of a point'],
    ['a name of terminal commands', { point: '\u001b[2J' }, '?[2J is no name of a point'],
    ['a unit that is not the quantity’s', { unit: 'V' }, 'is told as power in V, but is kept as power'],
    ['a quantity that is none', { quantity: 'toString' as never }, 'measures nothing that is known'],
  ])('%s', (_name, given, reason) => {
    const { normaliser, rows } = bench()
    expect(normaliser.take([reading(given)], NOW, rows)).toBe(0)
    expect(normaliser.complaint).toContain(reason)
  })

  test('a point that suddenly measures something else', () => {
    const { normaliser, rows } = bench()
    normaliser.take([reading()], NOW, rows)
    expect(normaliser.take([reading({ quantity: 'voltage', unit: 'V' })], NOW, rows)).toBe(0)
    expect(normaliser.complaint).toContain('power is told as voltage in V, but is kept as power')
  })

  test('names without end: so many a minute, so many in all, of all devices together too', () => {
    const names = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => reading({ point: `p-${from + n}` }))
    const { normaliser, rows, clock } = bench(15, 10)
    expect(normaliser.take(names(0, 100), NOW, rows)).toBe(10)
    expect(normaliser.complaint).toBe('90 readings were refused, the last because p-99 would be one new point too many')
    // Those that it has go on.
    expect(normaliser.take(names(0, 10), NOW, rows)).toBe(10)
    clock.after(60_000, () => undefined)
    return clock.pass(60_000).then(() => {
      expect(normaliser.take(names(100, 100), NOW, rows)).toBe(5)
      const other = bench(1_000, 1_000, 7)
      expect(other.normaliser.take(names(0, 100), NOW, other.rows)).toBe(7)
    })
  })
})

test('the columns grow with their rows and are used again', () => {
  const { normaliser, rows, settle } = bench(20_000, 20_000, 20_000)
  const many = Array.from({ length: 10_000 }, (_, n) => reading({ point: `p-${n}`, value: n }))
  normaliser.take(many, NOW, rows)
  settle()
  expect([...rows.batch().value].every((value, n) => value === n)).toBe(true)
  const { buffer } = rows.batch().value
  rows.clear()
  normaliser.take(many.slice(0, 3), NOW, rows)
  expect([rows.batch().value.buffer, [...rows.batch().value]]).toEqual([buffer, [0, 1, 2]])
})
