import { expect, it } from 'vitest'
import { APC, columns, gauge, readDevice } from './testing/written-device.ts'

it('reads a Sentry3 by the scale of each probe, and leaves out what is not there', async () => {
  const S3 = '1.3.6.1.4.1.1718.3'
  const { identity, values } = await readDevice(
    `${S3}.1.1`,
    columns(`${S3}.2.1.1`, '1', { 3: 'Tower A', 6: 'ABPG0001', 7: 'CW-24V2' }),
    columns(`${S3}.2.2.1`, '1.1', { 3: 'Feed', 7: 1225, 11: 2301, 12: 2770, 14: 98, 16: gauge(12_345) }),
    columns(`${S3}.2.2.1`, '1.2', { 3: 'Feed', 7: -1, 11: 2290, 12: -1 }),
    columns(`${S3}.2.5.1`, '1.1', { 3: 'T1', 4: 0, 6: 680, 10: 41, 13: 1 }), // 68.0 °F
    columns(`${S3}.2.5.1`, '1.2', { 3: 'T2', 4: 1, 6: -1, 10: -1, 13: 0 }),
    columns(`${S3}.2.5.1`, '1.3', { 3: 'T3', 4: 2, 6: 215, 10: 40, 13: 0 }),
  )
  expect(identity).toMatchObject({ profile: 'servertech-sentry3', model: 'CW-24V2', serial: 'ABPG0001' })
  expect(values).toMatchObject({
    'l1/current': 12.25,
    'l1/voltage': 230.1,
    'l1/power': 2770,
    'l1/power-factor': 0.98,
    'l1/energy': 1_234_500, // 1234.5 kWh
    'l2/current': 'unsupported',
    'probe-1/humidity': 41,
    'probe-2/temperature': 'unsupported',
    'probe-3/temperature': 'invalid', // lost
    power: 2770, // the sum over the lines that are measured
  })
  expect(values['probe-1/temperature']).toBeCloseTo(20, 6)
})

it('joins the probes of a modular monitor to it, in the scale that it is set to', async () => {
  const mem = `${APC}.1.10.4`
  const { identity, values } = await readDevice(
    `${APC}.3.8.7`,
    { [`${mem}.1.2.1.4.0`]: 'NBRK0200', [`${mem}.2.1.0`]: 2 },
    columns(`${mem}.2.3.1`, '0.1', { 3: 'Aisle', 5: 69, 6: 44, 7: 2 }),
    columns(`${mem}.2.3.1`, '0.2', { 3: 'Gone', 5: 69, 6: -1, 7: 3 }),
    columns(`${mem}.2.3.1`, '0.3', { 3: 'None', 5: -1, 6: -1, 7: 1 }),
    columns(`${mem}.3.2.1`, '0.1', { 3: 'Door', 5: 2, 7: 3 }),
  )
  expect(identity).toMatchObject({ profile: 'apc-environment', manufacturer: 'APC', model: 'NBRK0200', generic: false })
  expect(values['module-0-probe-1/temperature']).toBeCloseTo(20.56, 2) // (69 − 32) / 1.8
  expect(values).toMatchObject({
    'module-0-probe-1/humidity': 44,
    'module-0-probe-2/temperature': 'invalid',
    'module-0-probe-3/temperature': 'unsupported',
    'module-0-input-1/state': 'off',
    'module-0-input-1-alarm/state': 'alarm',
  })
})

it('reads the universal ports of a card by their status', async () => {
  const uio = `${APC}.1.25`
  const { values } = await readDevice(
    `${APC}.3.14.10`,
    columns(`${uio}.1.2.1`, '1.1', { 3: 'Port 1', 6: 23, 7: -1, 10: 2 }),
    columns(`${uio}.1.2.1`, '2.1', { 3: 'Port 2', 6: -1, 7: -1, 10: 3 }),
    columns(`${uio}.2.2.1`, '1.1', { 3: 'Input', 5: 1, 7: 1 }),
  )
  expect(values).toMatchObject({
    'port-1-1/temperature': 23,
    'port-1-1/humidity': 'unsupported',
    'port-2-1/temperature': 'invalid',
    'contact-1-1/state': 'on',
    'contact-1-1-alarm/state': 'normal',
  })
})

it('reads leaks, and the units of a Poseidon sensor', async () => {
  const wld = '1.3.6.1.4.1.21796.4.5'
  const leaks = await readDevice(
    wld,
    columns(`${wld}.4.1`, '1', { 2: 'Row A', 6: 0 }),
    columns(`${wld}.4.1`, '2', { 2: 'Row B', 6: 1 }),
    columns(`${wld}.4.1`, '3', { 2: 'Row C', 6: 2 }),
    columns(`${wld}.4.1`, '4', { 2: 'Row D', 6: 3 }),
  )
  expect(leaks.identity).toMatchObject({ profile: 'hwg-wld', manufacturer: 'HW group' })
  expect(leaks.values).toEqual({
    'leak-1/state': 'dry',
    'leak-2/state': 'leak',
    'leak-3/state': 'fault',
    'leak-4/state': 'invalid',
  })
  const poseidon = '1.3.6.1.4.1.21796.3.3'
  const { values } = await readDevice(
    poseidon,
    columns(`${poseidon}.3.1`, '1', { 2: 'Celsius', 4: 1, 6: 231, 9: 0 }),
    columns(`${poseidon}.3.1`, '2', { 2: 'Fahrenheit', 4: 1, 6: 680, 9: 1 }),
    columns(`${poseidon}.3.1`, '3', { 2: 'Humidity', 4: 1, 6: 405, 9: 3 }),
    columns(`${poseidon}.3.1`, '4', { 2: 'Lost', 4: 0, 6: -9999, 9: 0 }),
    columns(`${poseidon}.1.1`, '1', { 2: 1, 3: 'Door', 5: 1 }),
  )
  expect(values['probe-1/temperature']).toBeCloseTo(23.1, 6)
  expect(values['probe-2/temperature']).toBeCloseTo(20, 6)
  expect(values).toMatchObject({
    'probe-3/humidity': 40.5,
    'probe-4/temperature': 'invalid',
    'input-1/state': 'alarm',
    'contact-1/state': 'on',
  })
})

it('reads a Watchdog in °F, and nothing of a probe that is away', async () => {
  const W = '1.3.6.1.4.1.21239.5.1'
  const { identity, values } = await readDevice(
    '1.3.6.1.4.1.21239.5.1',
    { [`${W}.1.1.0`]: 'Watchdog 100', [`${W}.1.7.0`]: 0 },
    columns(`${W}.2.1`, '1', { 3: 'Inside', 4: 1, 5: 680, 6: 38, 7: 410 }),
    columns(`${W}.8.1`, '2', {
      3: 'Chain',
      4: 1,
      6: 725,
      7: 40,
      8: 470,
      9: 1,
      10: 'A',
      11: 770,
      12: 0,
      13: 'B',
      14: 0,
    }),
    columns(`${W}.4.1`, '3', { 3: 'Away', 4: 0, 5: 700 }),
  )
  expect(identity).toMatchObject({ profile: 'geist-watchdog', manufacturer: 'Geist' })
  expect(values['internal/temperature']).toBeCloseTo(20, 6)
  expect(values['internal/dew-point']).toBeCloseTo(5, 6)
  expect(values['probe-2-a/temperature']).toBeCloseTo(25, 6)
  expect(values).toMatchObject({
    'internal/humidity': 38,
    'probe-2/temperature': 22.5,
    'probe-2-b/temperature': 'unsupported',
    'probe-3/temperature': 'invalid',
  })
})

it('reads an InRow RP, and a cooler that describes its own rows', async () => {
  const rp = `${APC}.1.13.3.3.1.2.2`
  const inrow = await readDevice(
    `${APC}.3.25.3`,
    columns(rp, '0', { 1: 2, 3: 231, 5: 180, 7: 322, 8: 455, 12: 700, 13: 120, 14: 118, 24: -1 }),
  )
  expect(inrow.identity).toMatchObject({ profile: 'apc-inrow-rp', manufacturer: 'APC' })
  expect(inrow.values).toMatchObject({
    state: 'on',
    'rack-inlet/temperature': 23.1,
    'supply/temperature': 18,
    'return/temperature': 32.2,
    'supply/humidity': 45.5,
    'fan/load': 70,
    'cooling-power': 11_800,
    'rack-inlet-1/temperature': 'unsupported',
  })
  const rows = `${APC}.1.27.1.4.1.2.1`
  const cooler = await readDevice(
    `${APC}.3.25.6`,
    columns(rows, '1.1', { 2: 'Supply Air Temperature', 3: 655, 4: 'F', 5: 10 }),
    columns(rows, '1.2', { 2: 'Supply Air Temperature', 3: 186, 4: 'C', 5: 10 }),
    columns(rows, '1.3', { 2: 'Cooling Output', 3: 93, 4: 'kW', 5: 10 }),
  )
  expect(cooler.identity.profile).toBe('apc-cooling')
  expect(cooler.values['supply/temperature']).toBeCloseTo(18.61, 2)
  expect(cooler.values['cooling-power']).toBe(9300)
})

it('reads a monitor of AKCP in its scale', async () => {
  const T = '1.3.6.1.4.1.3854.1.2.2.1.16.1'
  const { identity, values } = await readDevice(
    '1.3.6.1.4.1.3854.1',
    columns(T, '0', { 1: 'Intake', 3: 24, 4: 2, 12: 1, 14: 238 }),
    columns(T, '1', { 1: 'Exhaust', 3: 95, 4: 4, 12: 0 }),
    columns(T, '2', { 1: 'Broken', 3: 0, 4: 7, 12: 1, 14: 0 }),
  )
  expect(identity).toMatchObject({ profile: 'akcp-sensorprobe', manufacturer: 'AKCP' })
  expect(values).toMatchObject({
    'probe-0/temperature': 23.8,
    'probe-1/temperature': 35,
    'probe-2/temperature': 'invalid',
  })
})

it('reads Enlogic and AVTECH by their own scales', async () => {
  const en = '1.3.6.1.4.1.38446'
  const pdu = await readDevice(
    `${en}.1`,
    columns(`${en}.1.2.4.1`, '1', { 3: 5, 4: 880 }),
    columns(`${en}.1.3.4.1`, '1.1', { 3: 5, 5: 412, 6: 230, 7: 880 }),
  )
  expect(pdu.identity).toMatchObject({ profile: 'enlogic-pdu', manufacturer: 'Enlogic' })
  expect(pdu.values).toMatchObject({ power: 880, 'l1/current': 4.12, 'l1/voltage': 230, state: 'normal' })
  const room = await readDevice('1.3.6.1.4.1.20916.1.9', {
    '1.3.6.1.4.1.20916.1.9.1.1.1.1.0': 2231,
    '1.3.6.1.4.1.20916.1.9.1.1.2.1.0': 0,
  })
  expect(room.identity.profile).toBe('avtech-room-alert')
  expect(room.values).toEqual({ 'internal/temperature': 22.31, 'probe-1/temperature': 'unsupported' })
})
