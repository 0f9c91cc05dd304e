import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EpochMs, epochMs } from '../../model/units.ts'
import type { Alarm } from './alarm.ts'
import { alarmsOf } from './alarms-of-day.ts'

const alarm = (since: number, until: number | null, more: Partial<Alarm> = {}): Alarm => ({
  ...{ id: 'a1', rule: 'door-open', severity: 'warning', path: '', point: null, value: null, limit: null, unit: null },
  ...{ state: until === null ? 'unacknowledged' : 'normal', since: epochMs(since) },
  until: until === null ? null : epochMs(until),
  ...{ acknowledgedBy: null, acknowledgedAt: null, note: null, shelved: null, quieted: null },
  ...more,
})
const DAY = { from: 100, to: 200 }
const seen = (at: number) => ({ acknowledgedBy: 'Milica', acknowledgedAt: at as EpochMs, note: 'on my way' })

test('an alarm is of a day on which it held at any time', () => {
  const spans = [
    [50, 99],
    [50, 100],
    [120, 130],
    [199, 300],
    [200, 300],
    [50, null],
  ] as const
  const found = alarmsOf(
    spans.map(([since, until]) => alarm(since, until)),
    DAY,
  )
  expect(found.map(({ since }) => since)).toEqual([50, 120, 199, 50])
})

test('it is told as it stood at the end of that day: later words and its later end are not', () => {
  const later = alarm(150, 300, seen(250))
  expect(alarmsOf([later], DAY)).toEqual([{ ...alarm(150, null), id: later.id }])
  expect(alarmsOf([alarm(150, 300, seen(180))], DAY)).toMatchObject([{ state: 'acknowledged', until: null }])
  expect(alarmsOf([alarm(150, 180, seen(250))], DAY)).toMatchObject([{ state: 'returned-unacknowledged', until: 180 }])
  expect(alarmsOf([alarm(150, 180, seen(170))], DAY)).toMatchObject([{ state: 'normal', note: 'on my way' }])
  const shelved = { by: 'Milica', reason: 'painting', at: epochMs(190), until: epochMs(260) }
  expect(alarmsOf([alarm(150, null, { shelved })], DAY)).toMatchObject([{ shelved }])
  expect(alarmsOf([alarm(150, null, { shelved })], { from: 0, to: 180 })).toMatchObject([{ shelved: null }])
})

test('what it came to follow from later is not told of it, nor that it was promoted later', () => {
  const work = { kind: 'out-of-service', id: 'm1' } as const
  const root = { kind: 'alarm', id: 'a0' } as const
  const worked = alarm(150, null, { quieted: work, quietedBefore: [{ quieted: null, until: epochMs(250) }] })
  const on = (one: Alarm, from: number) => alarmsOf([one], { from, to: from + 100 })
  expect(on(worked, 100)).toEqual([alarm(150, null)])
  expect(on(worked, 200)).toEqual([alarm(150, null, { quieted: work })])
  const promoted = alarm(150, null, { quieted: null, quietedBefore: [{ quieted: root, until: epochMs(250) }] })
  expect([100, 200].map((from) => on(promoted, from)[0]?.quieted)).toEqual([root, null])
  // One that ended while it was folded asks nobody to see it, whatever was before.
  const over = alarm(150, 280, { quieted: root, quietedBefore: [{ quieted: null, until: epochMs(250) }] })
  expect([100, 200].map((from) => on(over, from)[0]?.state)).toEqual(['unacknowledged', 'normal'])
})

test('days one after the other leave no alarm out', () => {
  const times = fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 300 }))
  fc.assert(
    fc.property(times, ([since, length]) => {
      const one = alarm(since, since + length)
      const days = Array.from({ length: 13 }, (_, day) => ({ from: day * 100, to: day * 100 + 100 }))
      const on = days.filter((day) => alarmsOf([one], day).length > 0)
      expect(on.length).toBe(Math.floor((since + length) / 100) - Math.floor(since / 100) + 1)
    }),
  )
})
