import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { stateWord } from '../../../twin/model/quantity.ts'
import type { DeviceReading, Target } from '../../driver.ts'
import { modbusProfileSchema } from '../../profiles/modbus-profile.ts'
import { modbusDriver } from './driver.ts'
import { type PymodbusServer, startPymodbus } from './testing/pymodbus-server.ts'

const signal = new AbortController().signal
const profile = (id: string, points: readonly object[], more: object = {}) =>
  modbusProfileSchema.parse({
    ...{ protocol: 'modbus', id, name: id, manufacturer: 'Any', model: id, source: 'pymodbus-server.py', points },
    ...more,
  })

/** What the server holds at 0, 2, 4 and 8 of a table. */
const ordered = (table: 'holding' | 'input', words: string) =>
  profile(`${table}-${words.toLowerCase()}`, [
    { name: 'l1/voltage', quantity: 'voltage', table, words, address: 0, type: 'float32' },
    { name: 'power', quantity: 'power', table, words, address: 2, type: 'int32' },
    { name: 'power-factor', quantity: 'power-factor', table, words, address: 4, type: 'float64' },
    { name: 'energy', quantity: 'energy', table, words, address: 8, type: 'uint64' },
  ])

const PROFILES = [
  ordered('holding', 'ABCD'),
  ordered('input', 'CDAB'),
  ordered('holding', 'BADC'),
  ordered('input', 'DCBA'),
  profile('named', [{ name: 'power', quantity: 'power', address: 0, type: 'float32' }], {
    serial: { table: 'holding', address: 20, type: 'string', length: 4 },
  }),
  profile('bits', [
    { name: 'pump/state', quantity: 'state', table: 'coil', address: 0, type: 'bool', states: { 0: 'off', 1: 'on' } },
    { name: 'fan/state', quantity: 'state', table: 'coil', address: 1, type: 'bool', states: { 0: 'off', 1: 'on' } },
    {
      name: 'door/state',
      quantity: 'state',
      table: 'discrete',
      address: 1,
      type: 'bool',
      states: { 0: 'closed', 1: 'open' },
    },
  ]),
  profile('three', [
    { name: 'l1/power', quantity: 'power', address: 10 },
    { name: 'l2/power', quantity: 'power', address: 11 },
    { name: 'l3/power', quantity: 'power', address: 12 },
  ]),
  profile('twins', [
    { name: 'l1/power', quantity: 'power', address: 10 },
    { name: 'l2/power', quantity: 'power', address: 20 },
  ]),
  profile('one', [{ name: 'power', quantity: 'power', address: 3 }]),
  profile('manual', [
    { name: 'l1/voltage', quantity: 'voltage', manual: 40001, type: 'float32' },
    { name: 'l2/voltage', quantity: 'voltage', manual: 30001, type: 'float32', words: 'CDAB' },
  ]),
]

describeWith(['pymodbus.server'], 'Modbus devices served by pymodbus', () => {
  let server: PymodbusServer
  beforeAll(async () => {
    server = await startPymodbus()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  async function read(unit: number, named: string, more: Partial<Target> = {}) {
    const target = { url: server.url(unit), timeoutMs: 2_000, profile: named, ...more }
    const session = await modbusDriver(PROFILES).open(target, signal)
    try {
      return { identity: session.identity, readings: await session.gather(signal) }
    } finally {
      await session.close()
    }
  }
  const told = (readings: readonly DeviceReading[]) =>
    Object.fromEntries(readings.map(({ point, value, quality }) => [point, quality === 'good' ? value : quality]))

  describe('numbers of 32 and 64 bits', () => {
    it.each([
      [1, 'holding-abcd'],
      [1, 'input-cdab'],
      [2, 'holding-badc'],
      [2, 'input-dcba'],
    ])('of unit %i are read from %s', async (unit, named) => {
      const { readings } = await read(unit, named)
      expect(told(readings)).toEqual({
        'l1/voltage': 230.25,
        power: -1_234_567,
        'power-factor': 0.1,
        energy: 2 ** 53 - 1,
      })
    })

    it('read in a wrong order are other numbers: the order counts', async () => {
      expect(told((await read(1, 'input-cdab')).readings)).not.toEqual(told((await read(2, 'input-cdab')).readings))
    })

    it('have the addresses that manuals print', async () => {
      const { readings } = await read(1, 'manual')
      expect(told(readings)).toEqual({ 'l1/voltage': 230.25, 'l2/voltage': 230.25 })
      expect(readings.map(({ address }) => address)).toEqual(['holding 0', 'input 0'])
    })
  })

  it('coils and discrete inputs are told in words, a string is the serial number', async () => {
    const { readings } = await read(1, 'bits')
    expect(readings.map(({ point, value }) => [point, stateWord(value)])).toEqual([
      ['pump/state', 'on'],
      ['fan/state', 'off'],
      ['door/state', 'open'],
    ])
    expect((await read(1, 'named')).identity.serial).toBe('SN-4711')
  })

  it('units of one port hold each its own', async () => {
    expect(told((await read(0, 'one')).readings)).toEqual({ power: 1000 })
    expect(told((await read(255, 'one')).readings)).toEqual({ power: 1255 })
  })

  it('a register that is not there (exception 2) is unsupported, and its neighbours are read', async () => {
    expect(told((await read(4, 'three')).readings)).toEqual({
      'l1/power': 111,
      'l2/power': 'unsupported',
      'l3/power': 222,
    })
  })

  it('a register that the device fails on (exception 4) is invalid, and its neighbours are read', async () => {
    expect(told((await read(5, 'twins')).readings)).toEqual({ 'l1/power': 10, 'l2/power': 'invalid' })
  })

  it('a device that is busy (exception 6) is asked once more', async () => {
    expect(told((await read(6, 'one')).readings)).toEqual({ power: 3 })
  })

  it('a unit that nobody answers for (exception 11) is told with its number', async () => {
    await expect(read(99, 'one')).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(/unit 99.*exception 11.*no device with this unit number/),
    })
  })

  it('a device that has nothing of the map is told with the map', async () => {
    await expect(read(4, 'one')).rejects.toMatchObject({
      code: 'unknown-device',
      message: expect.stringContaining('profile one'),
    })
  })

  it('an answer that comes too late is for nobody: the next one is its own', async () => {
    const target = { url: server.url(7), timeoutMs: 2_400, profile: 'one', options: { tries: 1 } }
    const session = await modbusDriver(PROFILES).open({ ...target, timeoutMs: 200 }, signal)
    await expect(session.gather(signal)).rejects.toMatchObject({ code: 'timeout', retry: true })
    await session.close()
    // The server counts its requests: 1000 would be the late one.
    const next = await modbusDriver(PROFILES).open(target, signal)
    expect(told(await next.gather(signal))).toEqual({ power: 2000 })
    expect(told(await next.gather(signal))).toEqual({ power: 3000 })
    await next.close()
  })
})
