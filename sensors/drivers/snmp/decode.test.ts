import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QUANTITIES, UNIT_OF } from '../../../twin/model/quantity.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { unitsOf } from '../../profiles/convert-unit.ts'
import { type SnmpMap, snmpMap } from '../../profiles/snmp-map.ts'
import { snmpProfileSchema } from '../../profiles/snmp-profile.ts'
import { variablesOf } from './active-point.ts'
import { CounterTurns } from './counter-turns.ts'
import { decodePoint } from './decode.ts'
import { nameRows } from './name-rows.ts'
import { dateAndTime, numberAndUnit, rawValue, textValue } from './raw-value.ts'
import type { Answer } from './read-many.ts'
import { VALUE_TYPE, type Varbind } from './varbind.ts'

const AT = epochMs(Date.UTC(2026, 0, 1))
const ENTRY = '1.3.6.1.4.1.99999.1.1'

const value = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
  fc.double(),
  fc.string(),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc.boolean(),
  fc.constant(null),
)
const content = fc.record({ type: fc.oneof(fc.constantFrom(...Object.values(VALUE_TYPE)), fc.nat(255)), value })
const varbind = content.map((one): Varbind => ({ oid: `${ENTRY}.1.1`, ...one }))

test('any variable has a raw value, a text and a number, or none, and nothing is thrown', () => {
  fc.assert(
    fc.property(varbind, fc.constantFrom('auto' as const, 'float' as const, 'bytes' as const), (one, encoding) => {
      const raw = rawValue(one, encoding)
      if (typeof raw === 'number') expect(Number.isFinite(raw)).toBe(true)
      expect(textValue(one).length).toBeLessThanOrEqual(200)
      if (raw !== undefined) numberAndUnit(raw)
      if (Buffer.isBuffer(one.value)) dateAndTime(one.value)
    }),
  )
})

const column = fc.integer({ min: 1, max: 6 })
const code = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.string({ maxLength: 6 }))
const gate = fc.record(
  {
    from: column,
    equals: fc.array(code, { minLength: 1, maxLength: 3 }),
    else: fc.constantFrom('unsupported', 'invalid', 'stale'),
  },
  { requiredKeys: ['from', 'equals'] },
)
const optional = {
  scale: fc.double({ noNaN: true, noDefaultInfinity: true }),
  offset: fc.double({ noNaN: true, noDefaultInfinity: true }),
  digits: column,
  factors: fc.array(
    fc.record(
      { from: column, map: fc.dictionary(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true })) },
      { requiredKeys: ['from'] },
    ),
    { maxLength: 2 },
  ),
  encoding: fc.constantFrom('auto', 'float', 'bytes'),
  sentinels: fc.array(code, { maxLength: 3 }),
  unsupported: fc.array(code, { maxLength: 3 }),
  minimum: fc.integer(),
  wrap: fc.integer({ min: 1, max: 2 ** 31 }),
  when: fc.array(gate, { maxLength: 2 }),
  label: column,
  time: fc.record({ from: column, format: fc.constantFrom('date-and-time', 'unix') }),
}
const point = fc.constantFrom(...QUANTITIES.filter((quantity) => quantity !== 'state')).chain((quantity) =>
  fc.record(
    {
      column,
      name: fc.constantFrom('a', 'b-{1}/x', '{label}/y', '{column 2}', '{n}/{index}'),
      quantity: fc.constant(quantity),
      unit: fc.constantFrom(...unitsOf(quantity)),
      unitFrom: fc.oneof(fc.constant('text' as const), fc.record({ from: column })),
      ...optional,
    },
    { requiredKeys: ['column', 'name', 'quantity'] },
  ),
)

const map = fc
  .record({ points: fc.array(point, { minLength: 1, maxLength: 4 }), linked: fc.option(column, { nil: undefined }) })
  .map(({ points, linked }): SnmpMap => {
    const table = { entry: ENTRY, points, ...(linked === undefined ? {} : { linked }) }
    const base = { protocol: 'snmp', id: 'any', name: 'Any', source: 'a test', match: [{ present: [ENTRY] }] }
    return snmpMap(snmpProfileSchema.parse({ ...base, tables: [table] }))
  })

test('whatever a device holds and a profile says of it: nothing is thrown, and what is good is a number', () => {
  const rows = fc.array(fc.tuple(column, fc.constantFrom('1', '2', '1.5', '10.1'), content), { maxLength: 30 })
  const later = fc.array(fc.oneof(content, fc.constantFrom('nothing' as const, 'failed' as const)), { minLength: 1 })
  fc.assert(
    fc.property(map, rows, later, (rules, cells, poll) => {
      const columns = new Map<string, Map<string, Varbind>>()
      for (const [number, index, one] of cells) {
        const oid = `${ENTRY}.${number}`
        const own = columns.get(oid) ?? new Map<string, Varbind>()
        columns.set(oid, own.set(index, { oid: `${oid}.${index}`, ...one }))
      }
      const points = nameRows(rules, { columns, scalars: new Map() })
      const names = points.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      const answers = new Map<string, Answer>()
      for (const [at, oid] of variablesOf(points).entries()) {
        const answer = poll[at % poll.length] ?? 'nothing'
        answers.set(oid, typeof answer === 'string' ? answer : { oid, ...answer })
      }
      const turns = new CounterTurns()
      for (const one of points) {
        const reading = decodePoint(one, (oid) => answers.get(oid), turns, AT)
        const hasValue = reading.quality === 'good' || reading.quality === 'stale'
        expect(Number.isFinite(reading.value)).toBe(hasValue)
        expect(reading.unit).toBe(UNIT_OF[reading.quantity])
        expect(Number.isFinite(reading.at)).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

test('a counter only ever grows between resets, and by what went through it', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), steps, (start, grown) => {
      const turns = new CounterTurns()
      let total = start
      let last = turns.unwrapped('e', start, 1000)
      for (const step of grown) {
        total += step
        const now = turns.unwrapped('e', total % 1000, 1000)
        expect(now - last).toBe(step)
        last = now
      }
    }),
  )
})

test.each([
  // RFC 2579: 1992-5-26,13:30:15.0,-4:0 is 17:30:15 UTC.
  ['07c8051a0d1e0f002d0400', Date.UTC(1992, 4, 26, 17, 30, 15)],
  ['07c8051a0d1e0f002b0200', Date.UTC(1992, 4, 26, 11, 30, 15)],
  ['07c8051a0d1e0f00', Date.UTC(1992, 4, 26, 13, 30, 15)],
  ['0000000000000000', Number.NaN],
  ['07c8051a0d', Number.NaN],
])('DateAndTime %s', (hex, expected) => {
  expect(dateAndTime(Buffer.from(hex, 'hex'))).toEqual(expected)
})
