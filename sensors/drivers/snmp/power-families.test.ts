import { expect, it } from 'vitest'
import { APC, columns, gauge, readDevice, ticks, type Variables } from './testing/written-device.ts'

const PX = '1.3.6.1.4.1.13742.6'

/** A sensor of the PDU2-MIB: value with its decimals; state 4 is normal. */
function pxSensor(measured: string, configured: string, index: string, value: number, digits: number): Variables {
  return {
    ...columns(`${PX}.5.${measured}`, index, { 2: 1, 3: 4, 4: gauge(value), 5: gauge(1_790_000_000) }),
    ...columns(`${PX}.3.${configured}`, index, { 7: gauge(digits) }),
  }
}

const pole = (index: string, value: number, digits: number) => pxSensor('2.4.1', '3.6.1', index, value, digits)
const inlet = (index: string, value: number, digits: number) => pxSensor('2.3.1', '3.4.1', index, value, digits)

it('reads the three lines, the neutral and the line-to-line voltages of a PX3', async () => {
  const { identity, values } = await readDevice(
    PX,
    columns(`${PX}.3.2.1.1`, '1', { 2: 'Raritan', 3: 'PX3-5902V', 4: 'RPX0001' }),
    pole('1.1.1.1', 5210, 3),
    pole('1.1.2.1', 6100, 3),
    pole('1.1.3.1', 4990, 3),
    pole('1.1.4.1', 880, 3),
    pole('1.1.1.4', 402, 0),
    pole('1.1.2.4', 403, 0),
    pole('1.1.3.4', 401, 0),
    pole('1.1.1.25', 232, 0),
    inlet('1.1.1', 5433, 3),
    inlet('1.1.5', 3742, 0),
    inlet('1.1.8', 12_345_678, 0),
    inlet('1.2.5', 1200, 0),
    inlet('2.1.5', 2500, 0),
    columns(`${PX}.5.3.3.1`, '1.1.15', { 2: 1, 3: 1 }),
    columns(`${PX}.5.3.3.1`, '1.2.15', { 2: 1, 3: 0 }),
  )
  expect(identity).toMatchObject({
    profile: 'raritan-px',
    manufacturer: 'Raritan',
    model: 'PX3-5902V',
    serial: 'RPX0001',
    generic: false,
  })
  expect(values).toMatchObject({
    'l1/current': 5.21, // the pole's own, not the mean that the inlet tells
    'l2/current': 6.1,
    'l3/current': 4.99,
    'neutral/current': 0.88,
    'l1-l2/voltage': 402,
    'l2-l3/voltage': 403,
    'l3-l1/voltage': 401,
    'l1/voltage': 232,
    power: 3742,
    energy: 12_345_678,
    'inlet-2/power': 1200,
    'unit-2/power': 2500, // the second PDU of a chain
  })
  expect(values).not.toHaveProperty('unit-1/power')
})

it('tells a tripped breaker of a PX as alarm', async () => {
  const { values } = await readDevice(
    PX,
    columns(`${PX}.5.3.3.1`, '1.1.15', { 2: 1, 3: 1 }),
    columns(`${PX}.5.3.3.1`, '1.2.15', { 2: 1, 3: 0 }),
    columns(`${PX}.5.3.3.1`, '1.3.15', { 2: 2, 3: -1 }),
  )
  expect(values).toMatchObject({ 'bank-1/state': 'closed', 'bank-2/state': 'alarm', 'bank-3/state': 'invalid' })
})

it('tells the banks of an old APC rack PDU from its phases', async () => {
  const { identity, values } = await readDevice(
    `${APC}.3.4.5`,
    { [`${APC}.1.12.1.5.0`]: 'AP7953', [`${APC}.1.12.1.6.0`]: 'ZA0001', [`${APC}.1.12.1.16.0`]: 1610 },
    columns(`${APC}.1.12.2.3.1.1`, '1', { 1: 1, 2: gauge(71), 3: 1, 4: 1, 5: 0 }),
    columns(`${APC}.1.12.2.3.1.1`, '2', { 1: 2, 2: gauge(40), 3: 3, 4: 1, 5: 1 }),
    columns(`${APC}.1.12.2.3.1.1`, '3', { 1: 3, 2: gauge(31), 3: 4, 4: 1, 5: 2 }),
    columns(`${APC}.1.12.3.5.1.1`, '1', { 2: 'Server 1', 4: 1 }),
    columns(`${APC}.1.12.3.5.1.1`, '2', { 2: 'Server 2', 4: 2 }),
  )
  expect(identity).toMatchObject({ profile: 'apc-rpdu', manufacturer: 'APC', model: 'AP7953', serial: 'ZA0001' })
  expect(values).toMatchObject({
    power: 1610,
    'l1/current': 7.1,
    'l1/state': 'normal',
    'bank-1/current': 4,
    'bank-1/state': 'warning',
    'bank-2/current': 3.1,
    'bank-2/state': 'alarm',
    'outlet-1/state': 'on',
    'outlet-2/state': 'off',
  })
})

it('names the second PDU of an APC chain, and believes a probe at -0.1 °C', async () => {
  const r2 = `${APC}.1.26`
  const { identity, values } = await readDevice(
    `${APC}.3.4.6`,
    columns(`${r2}.2.1`, '1', { 6: '7.0.8', 8: 'AP8853', 9: '5A0001' }),
    columns(`${r2}.4.3.1`, '1', { 1: 1, 2: 1, 3: 'Left', 4: 2, 5: 112, 9: 34_567 }),
    columns(`${r2}.4.3.1`, '2', { 1: 2, 2: 2, 3: 'Right', 4: 3, 5: 98, 9: 20_000 }),
    columns(`${r2}.6.3.1`, '1', { 1: 1, 2: 1, 3: 1, 4: 2, 5: 50, 6: 230, 7: 112 }),
    columns(`${r2}.6.3.1`, '2', { 1: 2, 2: 2, 3: 1, 4: 2, 5: 44, 6: 231, 7: -1 }),
    columns(`${r2}.10.2.2.1`, '1', { 2: 1, 3: 'Cold', 4: 1, 6: 2, 8: -1, 9: 4, 10: -1, 11: 1 }),
    columns(`${r2}.10.2.2.1`, '2', { 2: 2, 3: 'Lost', 4: 1, 6: 3, 8: -1, 9: 4, 10: 40, 11: 4 }),
  )
  expect(identity).toMatchObject({ profile: 'apc-rpdu2', model: 'AP8853', serial: '5A0001', firmware: '7.0.8' })
  expect(values).toMatchObject({
    power: 1120, // 1.12 kW
    energy: 3_456_700, // 3456.7 kWh
    state: 'normal',
    'l1/current': 5,
    'l1/voltage': 230,
    'l1/power': 1120,
    'probe-1/temperature': -0.1,
    'probe-1/humidity': 'unsupported',
    'unit-2/power': 980,
    'unit-2/state': 'warning',
    'unit-2-l1/current': 4.4,
    'unit-2-l1/power': 'unsupported',
    'unit-2-probe-1/temperature': 'invalid',
  })
})

it('takes the whole units of an APC UPS where the tenths are missing, and adds up its phases', async () => {
  const ups = `${APC}.1.1`
  const { identity, values } = await readDevice(
    `${APC}.3.27`,
    { [`${ups}.1.1.1.0`]: 'Symmetra PX', [`${ups}.1.2.3.0`]: 'QS0001', [`${ups}.2.1.1.0`]: 2 },
    { [`${ups}.2.2.1.0`]: gauge(98), [`${ups}.2.2.2.0`]: gauge(25), [`${ups}.2.2.3.0`]: ticks(366_000) },
    { [`${ups}.2.3.1.0`]: -1, [`${ups}.2.3.2.0`]: 247, [`${ups}.4.1.1.0`]: 3, [`${ups}.4.2.3.0`]: gauge(41) },
    columns(`${ups}.9.3.3.1`, '1.1.1', { 3: 230, 4: 101, 7: 2320, 10: 40, 13: 2200 }),
    columns(`${ups}.9.3.3.1`, '1.1.2', { 3: 231, 4: 98, 7: 2260, 10: 39, 13: 2150 }),
    columns(`${ups}.9.3.3.1`, '1.1.3', { 3: 229, 4: 110, 7: 2520, 10: 44, 13: -1 }),
  )
  expect(identity).toMatchObject({ profile: 'apc-ups', model: 'Symmetra PX', serial: 'QS0001' })
  expect(values).toMatchObject({
    charge: 98, // the tenths are told as -1
    'battery/temperature': 24.7, // the tenths win over the whole degrees
    'runtime/duration': 3660, // hundredths of a second
    'battery/state': 'normal',
    'output/state': 'on-battery',
    load: 41,
    'output-l1/current': 10.1,
    'output-l3/power': 'unsupported',
    'output/apparent-power': 7100,
  })
})

it('reads an Eaton ePDU in millivolts, tenths of °F and by the status of its probes', async () => {
  const E = '1.3.6.1.4.1.534.6.6.7'
  const { identity, values } = await readDevice(
    E,
    columns(`${E}.1.2.1`, '0', { 2: 'EPDU MI', 3: 'EMIB10', 4: 'P1', 5: '02.00', 6: 'Left', 9: 1 }),
    columns(`${E}.3.2.1`, '0.1.1', { 2: 1, 3: 233_212 }),
    columns(`${E}.3.3.1`, '0.1.1', { 2: 1, 4: 4120 }),
    columns(`${E}.3.5.1`, '0.1', { 3: 960, 4: 911, 5: gauge(1_234_567), 7: 949 }),
    columns(`${E}.3.5.1`, '1.1', { 3: -1, 4: 500, 5: gauge(10), 7: -1 }),
    columns(`${E}.6.4.1`, '0.3', { 3: -1 }),
    columns(`${E}.7.1.1`, '0.1', { 2: 'Intake', 3: 1, 4: 725 }), // 72.5 °F
    columns(`${E}.7.1.1`, '0.2', { 2: 'None', 3: 0, 4: 0 }),
    columns(`${E}.7.2.1`, '0.1', { 2: 'Intake', 3: -1, 4: 400 }),
  )
  expect(identity).toMatchObject({ profile: 'eaton-epdu', manufacturer: 'Eaton', model: 'EMIB10', serial: 'P1' })
  expect(values).toMatchObject({
    'l1/voltage': 233.212,
    'l1/current': 4.12,
    power: 911,
    'apparent-power': 960,
    energy: 1_234_567,
    'power-factor': 0.949,
    'unit-2/power': 500, // units count from 0
    'unit-2/apparent-power': 'unsupported',
    'probe-1/temperature': 22.5,
    'probe-2/temperature': 'unsupported',
    'probe-1/humidity': 'invalid',
  })
  expect(values['outlet-3/current']).not.toBeTypeOf('number')
})

it('reads the whole amperes of an older Eaton UPS', async () => {
  const X = '1.3.6.1.4.1.534.1'
  const { identity, values } = await readDevice(
    '1.3.6.1.4.1.534.1',
    { [`${X}.1.1.0`]: 'EATON', [`${X}.1.2.0`]: '9355', [`${X}.2.1.0`]: 1800, [`${X}.2.4.0`]: 97, [`${X}.2.5.0`]: 3 },
    { [`${X}.4.1.0`]: 37, [`${X}.4.2.0`]: 500, [`${X}.4.5.0`]: 3 },
    columns(`${X}.4.4.1`, '1', { 1: 1, 2: 230, 3: 14, 4: 3100 }),
    columns(`${X}.4.4.1`, '2', { 1: 2, 2: 231, 3: 12, 4: 2700 }),
  )
  expect(identity).toMatchObject({ profile: 'eaton-xups', model: '9355', generic: false })
  expect(values).toMatchObject({
    'runtime/duration': 1800,
    charge: 97,
    load: 37,
    'output/frequency': 50,
    'output/state': 'on',
    'output-l1/current': 14,
    'output-l2/power': 2700,
    'output/power': 5800,
  })
})

it('reads both sources of an APC transfer switch', async () => {
  const ats = `${APC}.1.8`
  const { identity, values } = await readDevice(
    `${APC}.3.11`,
    { [`${ats}.1.5.0`]: 'AP4423', [`${ats}.1.6.0`]: '5A0002' },
    { [`${ats}.5.1.2.0`]: 2, [`${ats}.5.1.3.0`]: 1, [`${ats}.5.1.12.0`]: 1, [`${ats}.5.1.13.0`]: 2 },
    columns(`${ats}.5.3.3.1`, '1.1.1', { 3: -1 }),
    columns(`${ats}.5.3.3.1`, '2.1.1', { 3: 229 }),
    columns(`${ats}.5.4.3.1`, '1.1.1', { 3: 229, 4: gauge(52), 13: 1130 }),
  )
  expect(identity).toMatchObject({ profile: 'apc-ats', model: 'AP4423', serial: '5A0002' })
  expect(values).toMatchObject({
    'selected-source/index': 2,
    'redundancy/state': 'warning',
    'source-a/state': 'alarm',
    'source-b/state': 'normal',
    'inlet-1-l1/voltage': 'unsupported',
    'inlet-2-l1/voltage': 229,
    'l1/current': 5.2,
    power: 1130,
  })
})

it('reads a CyberPower UPS with its probe in °F', async () => {
  const C = '1.3.6.1.4.1.3808.1.1'
  const { identity, values } = await readDevice(
    `${C}.1`,
    {
      [`${C}.1.1.1.1.0`]: 'OL3000',
      [`${C}.1.2.1.1.0`]: 2,
      [`${C}.1.2.2.1.0`]: 100,
      [`${C}.1.2.2.4.0`]: ticks(120_000),
    },
    { [`${C}.1.4.1.1.0`]: 2, [`${C}.1.4.2.1.0`]: 2301, [`${C}.1.4.2.3.0`]: 22, [`${C}.1.4.2.4.0`]: 31 },
    { [`${C}.4.2.1.0`]: 770, [`${C}.4.3.1.0`]: 39 },
  )
  expect(identity).toMatchObject({ profile: 'cyberpower-ups', manufacturer: 'CyberPower', model: 'OL3000' })
  expect(values).toMatchObject({
    'battery/state': 'normal',
    charge: 100,
    'runtime/duration': 1200,
    'output-l1/voltage': 230.1,
    'output-l1/current': 3.1,
    load: 22,
    'ambient/humidity': 39,
  })
  expect(values['ambient/temperature']).toBeCloseTo(25, 6)
})
