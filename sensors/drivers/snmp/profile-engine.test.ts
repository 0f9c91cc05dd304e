import { expect, test } from 'vitest'
import { stateCode } from '../../../twin/model/quantity.ts'
import { TAG } from '../../simulator/snmp/mib-view.ts'
import { type MibContent, mibAgent } from './testing/mib-agent.ts'
import { openAgent, testProfile, told } from './testing/open-agent.ts'

const ACME = '1.3.6.1.4.1.99999'
const SYSTEM: Record<string, MibContent> = {
  '1.3.6.1.2.1.1.1.0': 'ACME meter, fw 2.1',
  '1.3.6.1.2.1.1.2.0': { tag: TAG.oid, value: `${ACME}.1` },
  '1.3.6.1.2.1.1.3.0': { tag: TAG.timeTicks, value: 100_000 },
  '1.3.6.1.2.1.1.5.0': 'meter-1',
}
const signal = new AbortController().signal

/** Reads a device with these variables once. */
async function read(variables: Record<string, MibContent>, profile: object, target = {}) {
  await using agent = await mibAgent({ ...SYSTEM, ...variables })
  const session = await openAgent(agent, [testProfile(profile)], target)
  const readings = await session.gather(signal)
  await session.close()
  return readings
}

const scalar = (more: object, oid = `${ACME}.1.0`) => ({
  scalars: [{ oid, name: 'value', quantity: 'temperature', ...more }],
})

test.each<[string, MibContent, object, number | string]>([
  ['tenths', 231, { scale: 0.1 }, 23.1],
  ['a negative number', -125, { scale: 0.1 }, -12.5],
  ['a sentinel', -410, { scale: 0.1, sentinels: [-410] }, 'invalid'],
  ['what a model lacks', -1, { unsupported: [-1] }, 'unsupported'],
  ['-1 where it is no sentinel', -1, { scale: 0.1 }, -0.1],
  ['a sentinel in a Gauge32', { tag: TAG.gauge32, value: 4_294_967_295 }, { sentinels: [4_294_967_295] }, 'invalid'],
  ['a number in text', '23.5', {}, 23.5],
  ['a number in text with a comma', ' 23,5 ', {}, 23.5],
  ['a number in text before its unit', '23.5 C', {}, 23.5],
  ['the unit that a text names', '74.3 F', { unitFrom: 'text' }, 23.5],
  ['a unit in a text that does not measure it', '74.3 V', { unitFrom: 'text' }, 'invalid'],
  ['text without a number', 'n/a', {}, 'invalid'],
  ['an empty text', '', {}, 'invalid'],
  ['a sentinel in words', 'noTempSensorInstalled', { unsupported: ['NoTempSensorInstalled'] }, 'unsupported'],
  [
    'an Opaque float (9f 78 04 41 bc 00 00 is 23.5)',
    { tag: 0x44, value: Buffer.from('9f780441bc0000', 'hex') },
    {},
    23.5,
  ],
  ['an Opaque float without meaning', { tag: 0x44, value: Buffer.from('9f78047fc00000', 'hex') }, {}, 'invalid'],
  ['a float in an OCTET STRING', Buffer.from('41bc0000', 'hex'), { encoding: 'float' }, 23.5],
  ['bytes as a number', Buffer.from('00eb', 'hex'), { encoding: 'bytes', scale: 0.1 }, 23.5],
  ['a Counter64', { tag: 0x46, value: Buffer.from('0100000000', 'hex') }, { quantity: 'energy' }, 4_294_967_296],
  [
    'TimeTicks of a hundredth of a second',
    { tag: TAG.timeTicks, value: 6_000 },
    { quantity: 'duration', scale: 0.01 },
    60,
  ],
  ['degrees Fahrenheit', 743, { unit: '°F', scale: 0.1 }, 23.5],
  ['what is below the minimum', -300, { minimum: -60 }, 'invalid'],
  ['what is above the maximum', 300, { maximum: 120 }, 'invalid'],
  ['a code for a state', 2, { quantity: 'state', states: { 1: 'closed', 2: 'open' } }, stateCode('open')],
  ['a state in words', 'Open ', { quantity: 'state', states: { closed: 'closed', open: 'open' } }, stateCode('open')],
  ['a code that nobody knows', 77, { quantity: 'state', states: { 1: 'closed' } }, stateCode('unknown')],
])('%s is read as it is meant', async (_what, content, rule, expected) => {
  const readings = await read({ [`${ACME}.1.0`]: content }, scalar(rule))
  expect(told(readings)).toEqual({ value: expected })
  expect(readings[0]).toMatchObject({ address: `${ACME}.1.0` })
})

test('a device setting chooses between Celsius and Fahrenheit, at every poll, and is never guessed', async () => {
  const rule = { scale: 0.1, unitFrom: { from: { oid: `${ACME}.9.0` }, units: { 0: '°F', 1: '°C' } } }
  await using agent = await mibAgent({ ...SYSTEM, [`${ACME}.1.0`]: 743, [`${ACME}.9.0`]: 0 })
  const session = await openAgent(agent, [testProfile(scalar(rule))])
  expect(told(await session.gather(signal))).toEqual({ value: 23.5 })
  agent.mib.set(`${ACME}.9.0`, 1)
  agent.mib.set(`${ACME}.1.0`, 235)
  expect(told(await session.gather(signal))).toEqual({ value: 23.5 })
  agent.mib.set(`${ACME}.9.0`, 7)
  expect(told(await session.gather(signal))).toEqual({ value: 'invalid' })
  await session.close()
  // A model without the setting has one unit.
  expect(told(await read({ [`${ACME}.1.0`]: 743 }, scalar({ ...rule, unit: '°F' })))).toEqual({ value: 23.5 })
})

/** Three sensors: a temperature with one decimal digit, a humidity with none, a type that nobody knows. */
const SENSORS: Record<string, MibContent> = {
  [`${ACME}.3.1.2.1.1`]: 10,
  [`${ACME}.3.1.2.1.2`]: 11,
  [`${ACME}.3.1.2.1.3`]: 99,
  [`${ACME}.3.1.4.1.1`]: 'Intake top',
  [`${ACME}.3.1.4.1.2`]: 'Intake top',
  [`${ACME}.3.1.17.1.1`]: { tag: TAG.gauge32, value: 1 },
  [`${ACME}.3.1.17.1.2`]: { tag: TAG.gauge32, value: 0 },
  [`${ACME}.5.1.2.1.1`]: 1,
  [`${ACME}.5.1.2.1.2`]: 1,
  [`${ACME}.5.1.4.1.1`]: 229,
  [`${ACME}.5.1.4.1.2`]: 15,
  [`${ACME}.5.1.4.1.3`]: 7,
}
const typed = (name: string) => ({
  tables: [
    {
      entry: `${ACME}.5.1`,
      label: { entry: `${ACME}.3.1`, column: 4 },
      when: [{ from: 2, equals: [1] }],
      points: [
        {
          column: 4,
          digits: { entry: `${ACME}.3.1`, column: 17 },
          types: {
            from: { entry: `${ACME}.3.1`, column: 2 },
            map: { 10: { name, quantity: 'temperature' }, 11: { name, quantity: 'humidity' } },
          },
        },
      ],
    },
  ],
})

test('type and decimal digits come from another table; rows of other types are left out', async () => {
  const readings = await read(SENSORS, typed('probe-{2}/value'))
  expect(told(readings)).toEqual({ 'probe-1/value': 22.9, 'probe-2/value': 15 })
  expect(readings.map(({ quantity, label, address }) => [quantity, label, address])).toEqual([
    ['temperature', 'Intake top', `${ACME}.5.1.4.1.1`],
    ['humidity', 'Intake top', `${ACME}.5.1.4.1.2`],
  ])
})

test.each([
  [undefined, 'row 1.3 (type 99)'],
  ['Rear door', 'Rear door (type 99)'],
])('a row of a type that the profile does not know is named, with label %s', async (label, what) => {
  const given = label === undefined ? SENSORS : { ...SENSORS, [`${ACME}.3.1.4.1.3`]: label }
  await using agent = await mibAgent({ ...SYSTEM, ...given })
  const session = await openAgent(agent, [testProfile(typed('probe-{2}/value'))])
  expect(session.leftOut).toEqual([{ why: 'unknown', what }])
  await session.close()
})

test.each<[string, MibContent | undefined]>([
  ['did not come', undefined],
  ['are no number', 'n/a'],
  ['are beyond reason', 200],
])('digits that %s make their value invalid, not ten times what it is', async (_what, digits) => {
  const { [`${ACME}.3.1.17.1.1`]: _told, ...others } = SENSORS
  const given = digits === undefined ? others : { ...others, [`${ACME}.3.1.17.1.1`]: digits }
  expect(told(await read(given, typed('probe-{2}/value')))).toEqual({
    'probe-1/value': 'invalid',
    'probe-2/value': 15,
  })
})

test('two rows with one label both stay: the second carries its index', async () => {
  const readings = await read(SENSORS, typed('{label}/value'))
  expect(Object.keys(told(readings))).toEqual(['intake-top/value', 'intake-top-1-2/value'])
})

test('an availability column is asked with every poll: unsupported while it says no', async () => {
  await using agent = await mibAgent({ ...SYSTEM, ...SENSORS, [`${ACME}.5.1.2.1.2`]: 2 })
  const session = await openAgent(agent, [testProfile(typed('probe-{2}/value'))])
  expect(told(await session.gather(signal))).toEqual({ 'probe-1/value': 22.9, 'probe-2/value': 'unsupported' })
  agent.mib.set(`${ACME}.5.1.2.1.2`, 1)
  expect(told(await session.gather(signal))).toEqual({ 'probe-1/value': 22.9, 'probe-2/value': 15 })
  await session.close()
})

test.each([
  [false, 22.9],
  [true, 'invalid'],
])('an availability column that is not there lets the value count, unless it is needed (%s)', async (needed, value) => {
  const { [`${ACME}.5.1.2.1.1`]: _available, ...others } = SENSORS
  const [table] = typed('probe-{2}/value').tables
  const readings = await read(others, { tables: [{ ...table, when: [{ from: 2, equals: [1], needed }] }] })
  expect(told(readings)).toEqual({ 'probe-1/value': value, 'probe-2/value': 15 })
})

test('an end of 32 bits is no value, unless it is a counter’s; nor is what a quantity cannot be', async () => {
  const of = (quantity: string, value: number, minimum?: number) =>
    read({ [`${ACME}.1.0`]: value }, scalar({ quantity, ...(minimum === undefined ? {} : { minimum }) }))
  expect(told(await of('power', 2_147_483_647))).toEqual({ value: 'invalid' })
  expect(told(await of('power', -2_147_483_648))).toEqual({ value: 'invalid' })
  expect(told(await of('energy', 2_147_483_647))).toEqual({ value: 2_147_483_647 })
  expect(told(await of('duration', -1))).toEqual({ value: 'invalid' })
  expect(told(await of('energy', -1))).toEqual({ value: 'invalid' })
  expect(told(await of('energy', -1, -1000))).toEqual({ value: -1 })
  expect(told(await of('power', -1))).toEqual({ value: -1 })
})

test('the sensors of RFC 3433: value × 10^(3 × (scale - 9)) × 10^-precision, and no digits below zero', async () => {
  const row = (index: number, scale: number, precision: number, value: number) => ({
    [`${ACME}.8.1.2.${index}`]: scale,
    [`${ACME}.8.1.3.${index}`]: precision,
    [`${ACME}.8.1.4.${index}`]: value,
  })
  const profile = {
    tables: [
      {
        entry: `${ACME}.8.1`,
        points: [
          {
            column: 4,
            name: 's-{1}/power',
            quantity: 'power',
            digits: 3,
            factors: [{ from: 2, map: { 8: 0.001, 9: 1, 10: 1000 } }],
          },
        ],
      },
    ],
  }
  // 2305 mW with two digits is 23.05 mW; 12 kW; 55 W with "two accurate digits"; a scale that is none makes the value invalid.
  const readings = await read(
    { ...row(1, 8, 2, 2305), ...row(2, 10, 0, 12), ...row(3, 9, -2, 55), ...row(4, 40, 0, 1) },
    profile,
  )
  expect(told(readings)).toEqual({ 's-1/power': 0.02305, 's-2/power': 12_000, 's-3/power': 55, 's-4/power': 'invalid' })
})

test('sparse rows: each column has what it has', async () => {
  const profile = {
    tables: [
      {
        entry: `${ACME}.4.1`,
        only: [{ from: 9, not: [0] }],
        points: [
          { column: 5, name: 'outlet-{1}/current', quantity: 'current' },
          { column: 6, name: 'outlet-{1}/power', quantity: 'power' },
        ],
      },
    ],
  }
  const readings = await read(
    {
      [`${ACME}.4.1.5.1`]: 1,
      [`${ACME}.4.1.5.12`]: 12,
      [`${ACME}.4.1.6.3`]: 3,
      [`${ACME}.4.1.5.4`]: 4,
      [`${ACME}.4.1.9.4`]: 0,
    },
    profile,
  )
  expect(told(readings)).toEqual({ 'outlet-1/current': 1, 'outlet-3/power': 3, 'outlet-12/current': 12 })
})

test('a chained unit’s points begin with its number, whether an arc or a column tells it', async () => {
  const rows = {
    [`${ACME}.4.1.5.1.1`]: 10,
    [`${ACME}.4.1.5.2.1`]: 20,
    [`${ACME}.4.1.2.1.1`]: 1,
    [`${ACME}.4.1.2.2.1`]: 2,
  }
  for (const linked of [{ arc: 1 }, 2]) {
    const points = [
      { column: 5, name: 'l{-1}/current', quantity: 'current' },
      { column: 5, name: 'power', quantity: 'power' },
    ]
    const readings = await read(rows, { tables: [{ entry: `${ACME}.4.1`, linked, points }] })
    expect(told(readings)).toEqual({ 'l1/current': 10, power: 10, 'unit-2-l1/current': 20, 'unit-2/power': 20 })
  }
})

test('parts make a sum, a mean or the greatest, unless the device tells it or a part is bad', async () => {
  const profile = (more: object = {}) => ({
    tables: [
      {
        entry: `${ACME}.4.1`,
        points: [{ column: 5, name: 'l{1}/power', quantity: 'power', sentinels: [-1], ...more }],
      },
    ],
    sums: [
      { name: 'power', quantity: 'power', of: ['l*/power'] },
      { name: 'mean/power', quantity: 'power', how: 'mean', of: ['l*/power'] },
      { name: 'most/power', quantity: 'power', how: 'max', of: ['l*/power'] },
    ],
  })
  const rows = { [`${ACME}.4.1.5.1`]: 100, [`${ACME}.4.1.5.2`]: 250, [`${ACME}.4.1.5.3`]: 250 }
  expect(told(await read(rows, profile(), { points: ['power', '*/power'] }))).toEqual({ power: 600 })
  expect(told(await read(rows, profile()))).toMatchObject({ 'mean/power': 200, 'most/power': 250 })
  expect(told(await read({ ...rows, [`${ACME}.4.1.5.2`]: -1 }, profile(), { points: ['power'] }))).toEqual({
    power: 'invalid',
  })
})

test('a point that the model lacks gives way to another of its name, which stays where nothing is better', async () => {
  const charge = (arc: number) => ({ oid: `${ACME}.${arc}.0`, name: 'charge', quantity: 'charge', unsupported: [-1] })
  const fine = { ...charge(2), scale: 0.1 }
  const coarse = { entry: ACME, points: [{ column: 1, name: 'charge', quantity: 'charge', unsupported: [-1] }] }
  const both = (values: Record<string, MibContent>) =>
    read(values, { scalars: [fine, { ...charge(1), name: 'other' }], tables: [coarse] })
  expect(told(await both({ [`${ACME}.1.0`]: 87, [`${ACME}.2.0`]: -1 }))).toEqual({ charge: 87, other: 87 })
  expect(told(await both({ [`${ACME}.1.0`]: 87, [`${ACME}.2.0`]: 874 }))).toEqual({ charge: 87.4, other: 87 })
  expect(told(await both({ [`${ACME}.1.0`]: -1, [`${ACME}.2.0`]: -1 }))).toEqual({
    charge: 'unsupported',
    other: 'unsupported',
  })
})

test('the device’s own time is taken where it agrees with ours, else the time of the answer', async () => {
  const near = Math.floor(Date.now() / 1000) - 7
  const rule = { time: { from: { oid: `${ACME}.7.0` }, format: 'unix' } }
  const [fresh] = await read({ [`${ACME}.1.0`]: 1, [`${ACME}.7.0`]: near }, scalar(rule))
  expect(fresh?.at).toBe(near * 1000)
  const [old] = await read({ [`${ACME}.1.0`]: 1, [`${ACME}.7.0`]: 1_548_197_384 }, scalar(rule))
  expect(Math.abs((old?.at ?? 0) - Date.now())).toBeLessThan(30_000)
})

test('a maker’s profile is joined by its standard for what it does not name, and the identity says both', async () => {
  await using agent = await mibAgent({ ...SYSTEM, [`${ACME}.1.0`]: 20, '1.3.6.1.2.1.33.1.2.4.0': 87 })
  const maker = testProfile({
    ...scalar({ name: 'battery/temperature' }),
    with: ['standard'],
    identity: {
      model: [{ oid: '1.3.6.1.2.1.1.1.0', matches: '^ACME (\\w+)' }],
      serial: [{ oid: `${ACME}.1`, next: true }],
    },
  })
  const standard = testProfile({
    id: 'standard',
    role: 'standard',
    match: [{ present: ['1.3.6.1.2.1.33.1.2'] }],
    scalars: [
      { oid: '1.3.6.1.2.1.33.1.2.4.0', name: 'battery/charge', quantity: 'charge' },
      { oid: '1.3.6.1.2.1.33.1.2.4.0', name: 'battery/temperature', quantity: 'temperature' },
    ],
  })
  const session = await openAgent(agent, [standard, maker])
  expect(session.identity).toMatchObject({
    profile: 'test+standard',
    generic: false,
    model: 'meter',
    serial: '20',
    name: 'meter-1',
  })
  expect(told(await session.gather(signal))).toEqual({ 'battery/temperature': 20, 'battery/charge': 87 })
  await session.close()

  const generic = await openAgent(agent, [standard])
  expect(generic.identity).toMatchObject({ profile: 'standard', generic: true, model: 'ACME meter, fw 2.1' })
  await generic.close()
  await expect(openAgent(agent, [])).rejects.toMatchObject({
    code: 'unknown-device',
    message: expect.stringContaining(`ACME meter, fw 2.1”, sysObjectID ${ACME}.1`),
  })
})

test('of two makers’ profiles the greater priority wins, then the longer identifier; description and values decide too', async () => {
  await using agent = await mibAgent({ ...SYSTEM, [`${ACME}.1.0`]: 20, [`${ACME}.2.0`]: 'PX3' })
  const profile = (id: string, match: object, more: object = {}) =>
    testProfile({ ...scalar({}), id, match: [match], ...more })
  const chosen = async (...profiles: ReturnType<typeof profile>[]) => {
    const session = await openAgent(agent, profiles)
    await session.close()
    return session.identity.profile
  }
  const family = profile('family', { objectId: [ACME] })
  const model = profile('model', { objectId: [`${ACME}.1`] })
  expect(await chosen(family, model)).toBe('model')
  expect(await chosen(profile('first', { objectId: [ACME] }, { priority: 5 }), model)).toBe('first')
  const other = profile('other', { objectId: [`${ACME}.1`], description: 'ups' }, { priority: 9 })
  expect(await chosen(other, family)).toBe('family')
  const value = { oid: `${ACME}.2.0`, matches: '^px[34]$' }
  expect(await chosen(profile('value', { values: [value] }, { priority: 9 }), family)).toBe('value')
  expect(await chosen(profile('value', { values: [{ ...value, equals: ['PX2'] }] }, { priority: 9 }), family)).toBe(
    'family',
  )
})
