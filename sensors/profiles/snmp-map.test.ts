import { expect, test } from 'vitest'
import { snmpMap } from './snmp-map.ts'
import { snmpProfileSchema } from './snmp-profile.ts'
import { fillName, mayName } from './snmp-template.ts'

const BASE = {
  protocol: 'snmp',
  id: 'acme',
  name: 'ACME',
  source: 'a test',
  match: [{ objectId: ['1.3.6.1.4.1.99999'] }],
}
const scalar = (more: object) => ({
  scalars: [{ oid: '1.3.6.1.4.1.99999.1.0', name: 'power', quantity: 'power', ...more }],
})
const table = (point: object, more: object = {}) => ({
  tables: [
    {
      entry: '1.3.6.1.4.1.99999.2.1',
      points: [{ column: 4, name: 'l{1}/power', quantity: 'power', ...point }],
      ...more,
    },
  ],
})

test.each<[string, object, RegExp]>([
  [
    'a unit that measures something else',
    scalar({ unit: 'V' }),
    /power: the unit V does not measure power; allowed: W, kW/,
  ],
  [
    'a unit of a setting that measures something else',
    scalar({ unitFrom: { from: { oid: '1.3.6' }, units: { 1: 'V' } } }),
    /unit V/,
  ],
  ['a column for a scalar', scalar({ digits: 7 }), /a scalar has no row/],
  ['a place in the name of a scalar', scalar({ name: 'l{1}/power' }), /power/],
  ['a place that is none', table({ name: 'l{row}/power' }), /\{row\}/],
  ['a place of an index that is none', table({ digits: { column: 3, entry: '1.3.6', index: '{x}' } }), /\{x\}/],
  ['a gate without a condition', table({ when: [{ from: 2 }] }), /equals, not or matches/],
  [
    'an arc in a gate that is read with every poll',
    table({ when: [{ from: { arc: 1 }, equals: [1] }] }),
    /only: instead of when/,
  ],
  ['an expression that is none', table({}, { only: [{ from: 2, matches: '(' }] }), /no regular expression/],
  [
    'an expression for sysDescr that is none',
    { ...scalar({}), match: [{ description: '[' }] },
    /no regular expression/,
  ],
  [
    'a type without a quantity',
    { tables: [{ entry: '1.3.6', points: [{ column: 1, name: 'x', types: { from: 2, map: { 1: {} } } }] }] },
    /no quantity/,
  ],
  ['a point without a name', { tables: [{ entry: '1.3.6', points: [{ column: 1, quantity: 'power' }] }] }, /no name/],
])('%s is an error that names the profile', (_what, given, said) => {
  const profile = snmpProfileSchema.parse({ ...BASE, ...given })
  expect(() => snmpMap(profile)).toThrow(said)
  expect(() => snmpMap(profile)).toThrow('profile acme')
})

test('types override what the point says, gates of the table hold for all', () => {
  const types = { from: 9, map: { 1: {}, 2: { name: 'n/current', quantity: 'current', unit: 'mA' } } }
  const { tables } = snmpMap(
    snmpProfileSchema.parse({
      ...BASE,
      ...table({ scale: 10, types, when: [{ from: 5, not: [0] }] }, { when: [{ from: 6, not: [0] }] }),
    }),
  )
  const rules = tables[0]?.points[0]?.types?.rules
  expect(rules?.get('1')).toMatchObject({ name: 'l{1}/power', quantity: 'power', scale: 10 })
  expect(rules?.get('2')).toMatchObject({ name: 'n/current', quantity: 'current', scale: 10 })
  expect(rules?.get('2')?.convert(1500)).toBe(1.5)
  expect(rules?.get('2')?.when.map(({ from }) => from)).toEqual([
    { kind: 'column', oid: '1.3.6.1.4.1.99999.2.1.6' },
    { kind: 'column', oid: '1.3.6.1.4.1.99999.2.1.5' },
  ])
})

const row = {
  arcs: ['1', '12'],
  number: 3,
  label: 'Rack A / Top',
  column: (oid: string) => (oid === '1.3.7' ? 'L2' : undefined),
}

test.each([
  ['outlet-{2}/state', 'outlet-12/state'],
  ['outlet-{-1}/state', 'outlet-12/state'],
  ['x-{index}', 'x-1-12'],
  ['x-{n}', 'x-3'],
  ['{label}/temperature', 'rack-a-top/temperature'],
  ['{column 7}/current', 'l2/current'],
  ['x-{3}', undefined],
  ['{column 8}/current', undefined],
])('%s names the row %s', (template, expected) => {
  expect(fillName(template, '1.3', row)).toBe(expected)
})

test.each<[string, string, boolean]>([
  ['l{1}/current', 'l3/current', true],
  ['l{1}/current', 'l3/power', false],
  ['l{1}/current', 'l3/*', true],
  ['l{1}/current', 'probe-1/*', false],
  ['power', 'power', true],
  ['power', 'power/*', false],
  ['power', '*', true],
  ['l{1}/current', 'unit-2-l1/current', true],
  ['power', 'unit-2/power', true],
])('%s may name %s: %s', (template, wanted, expected) => {
  expect(mayName(template, [wanted])).toBe(expected)
})
