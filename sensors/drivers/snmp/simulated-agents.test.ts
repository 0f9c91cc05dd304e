import { afterAll, beforeAll, expect, it } from 'vitest'
import { stateWord } from '../../../twin/model/quantity.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import type { Credential, DeviceReading, Driver } from '../../driver.ts'
import { loadProfiles } from '../../profiles/load-profiles.ts'
import { World } from '../../simulator/physics/world.ts'
import { SnmpDevices } from '../../simulator/snmp/snmp-devices.ts'
import { SnmpPark } from '../../simulator/snmp/snmp-park.ts'
import { UsmKeys } from '../../simulator/snmp/usm-keys.ts'
import { smallEstate } from '../../simulator/testing/small-estate.ts'
import { snmpDriver } from './driver.ts'

/** The simulator's devices through the same profiles as the makers' own: what its park calls a point is what it is read as. */
const RACK = 'site/hall/row-1/rack-1'
const COMMUNITY: Credential = { kind: 'community', community: 'practice' }
const USM: Credential = {
  kind: 'usm',
  user: 'reader',
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: 'authenticate me',
  privProtocol: 'aes',
  privKey: 'hide my words',
}

const park = new SnmpPark()
const ports = new Map<string, number>()
const world = new World(smallEstate({ racks: 2 }), { seed: 1, at: Date.UTC(2026, 6, 15, 10) as EpochMs })
let driver: Driver

const probesOf = (...paths: string[]) => paths.flatMap((path) => world.probes.get(path) ?? [])
const RACK_PROBES = probesOf(`${RACK}/intake-middle`, `${RACK}/intake-top`)
const HALL_PROBES = probesOf('site/hall/door', 'site/hall/leak')

function pdu(side: 'a' | 'b') {
  const found = world.pdus.get(`${RACK}/pdu-${side}`)
  if (!found) throw new Error(`the small estate has a PDU ${side}`)
  return found
}

beforeAll(async () => {
  driver = snmpDriver((await loadProfiles()).profiles.snmp)
  const users = [new UsmKeys({ name: 'reader', authKey: 'authenticate me', privKey: 'hide my words' })]
  const devices = new SnmpDevices({
    community: 'practice',
    users,
    now: () => performance.now(),
    clock: () => world.now,
  })
  ports.set('a', await park.open('a', devices.rackPdu(pdu('a'), RACK_PROBES)))
  ports.set('b', await park.open('b', devices.rackPdu(pdu('b'), [...RACK_PROBES, ...HALL_PROBES])))
  const node = world.power.nodes.find(({ path }) => path === 'site/power/ups-a')
  const ups = node ? devices.ups(node) : undefined
  if (ups) ports.set('ups', await park.open('ups', ups))
  ports.set(
    'monitor',
    await park.open('monitor', devices.monitor('site/hall/monitor', [...RACK_PROBES, ...HALL_PROBES])),
  )
})
afterAll(() => park.close())

async function read(device: string, credential: Credential, points?: readonly string[]) {
  const target = { url: `snmp://127.0.0.1:${ports.get(device)}`, timeoutMs: 2_000, credential }
  const signal = AbortSignal.timeout(15_000)
  const session = await driver.open(points ? { ...target, points } : target, signal)
  const readings = await session.gather(signal)
  await session.close()
  return { identity: session.identity, readings }
}

const value = (readings: readonly DeviceReading[], point: string) => readings.find((one) => one.point === point)?.value
const names = (readings: readonly DeviceReading[]) => readings.map(({ point }) => point).sort()

it('reads an APC by the names that the park polls, and its values', async () => {
  const lines = ['l1/current', 'l2/current', 'l3/current'].slice(0, pdu('a').lineCount)
  const { identity, readings } = await read('a', COMMUNITY, ['power', 'energy', ...lines, 'probe-1/*', 'probe-2/*'])
  expect(identity).toMatchObject({ profile: 'apc-rpdu2', manufacturer: 'APC', generic: false })
  expect(identity.model).toBe(pdu('a').thing.model)
  const probes = RACK_PROBES.flatMap(({ probe }, at) => probe.measures.map((quantity) => `probe-${at + 1}/${quantity}`))
  expect(names(readings)).toEqual(expect.arrayContaining(['power', 'energy', ...lines, ...probes].sort()))
  // The card rounds to 10 W, 0.1 A and 0.1 °C.
  expect(Math.abs(Number(value(readings, 'power')) - pdu('a').watts)).toBeLessThanOrEqual(5)
  expect(Math.abs(Number(value(readings, 'l1/current')) - Number(pdu('a').lineAmperes[0]))).toBeLessThanOrEqual(0.051)
  const [middle] = RACK_PROBES
  expect(Math.abs(Number(value(readings, 'probe-1/temperature')) - Number(middle?.value('temperature')))).toBeLessThan(
    0.06,
  )
})

it('reads a PX over v3; a probe of two quantities is two sensors, as the park maps them', async () => {
  const { identity, readings } = await read('b', USM)
  expect(identity).toMatchObject({ profile: 'raritan-px', generic: false, model: pdu('b').thing.model })
  expect(identity.manufacturer).toMatch(/raritan/i)
  expect(value(readings, 'power')).toBe(Math.round(pdu('b').watts))
  expect(value(readings, 'energy')).toBe(Math.floor(pdu('b').wattHours))
  for (let line = 1; line <= pdu('b').lineCount; line++) {
    const amperes = Number(pdu('b').lineAmperes[line - 1])
    expect(Math.abs(Number(value(readings, `l${line}/current`)) - amperes)).toBeLessThanOrEqual(0.001)
    expect(value(readings, `l${line}/voltage`)).toBe(Math.round(pdu('b').node.voltage))
  }
  const sensors = [...RACK_PROBES, ...HALL_PROBES].flatMap(({ probe }) => probe.measures)
  expect(names(readings)).toEqual(
    expect.arrayContaining(sensors.map((quantity, at) => `probe-${at + 1}/${quantity}`).sort()),
  )
  const states = readings.filter(({ point }) => /^probe-\d+\/state$/.test(point)).map((one) => stateWord(one.value))
  expect(states).toEqual(['closed', 'dry'])
})

it('reads a UPS that nobody made through the standard, as generic', async () => {
  const { identity, readings } = await read('ups', USM)
  const node = world.power.nodes.find(({ path }) => path === 'site/power/ups-a')
  expect(identity).toMatchObject({ profile: 'ups-mib', generic: true, manufacturer: 'Oblak' })
  expect(stateWord(Number(value(readings, 'output/state')))).toBe('on')
  expect(value(readings, 'charge')).toBe(Math.round(100 * Number(node?.ups?.charge)))
  // Three lines rounded to a watt each.
  const watts = Number(node?.watts.reduce((sum, one) => sum + one, 0))
  expect(Math.abs(Number(value(readings, 'output/power')) - watts)).toBeLessThanOrEqual(1.5)
  expect(value(readings, 'load')).toBeGreaterThan(0)
  expect(value(readings, 'battery/temperature')).toBe(Math.round(Number(node?.ups?.batteryTemperature)))
})

it('reads an environmental monitor: its probes in the order of the rows, its contacts apart', async () => {
  const { identity, readings } = await read('monitor', COMMUNITY)
  expect(identity).toMatchObject({
    profile: 'hwg-ste2',
    manufacturer: 'HW group',
    model: 'STE2',
    firmware: '1.5.5_2394',
  })
  const rows = RACK_PROBES.flatMap((probe) =>
    (['temperature', 'humidity'] as const)
      .filter((quantity) => probe.probe.measures.includes(quantity))
      .map((quantity) => ({ probe, quantity })),
  )
  for (const [at, { probe, quantity }] of rows.entries()) {
    const told = Number(value(readings, `probe-${at + 1}/${quantity}`))
    expect(Math.abs(told - Number(probe.value(quantity)))).toBeLessThan(0.06)
  }
  const inputs = HALL_PROBES.map((_, at) => stateWord(Number(value(readings, `input-${at + 1}/state`))))
  expect(inputs).toEqual(['normal', 'normal'])
})
