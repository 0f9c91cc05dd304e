import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { stateCode } from '../../twin/model/quantity.ts'
import { manualAddress, modbusMap } from './modbus-map.ts'
import { type ModbusProfile, modbusProfileSchema } from './modbus-profile.ts'

const folder = join(import.meta.dirname, 'modbus')
const load = (file: string): ModbusProfile => modbusProfileSchema.parse(parse(readFileSync(join(folder, file), 'utf8')))
const profile = (points: readonly object[], more: object = {}) =>
  modbusProfileSchema.parse({
    protocol: 'modbus',
    id: 'test',
    name: 't',
    manufacturer: 'm',
    model: 'm',
    source: 's',
    points,
    ...more,
  })

describe('shipped profiles', () => {
  test.each(readdirSync(folder).filter((file) => file.endsWith('.yaml')))(
    '%s is a map without contradictions',
    (file) => {
      const shipped = load(file)
      expect(shipped.id).toBe(file.replace('.yaml', ''))
      const points = modbusMap(shipped)
      expect(points.length).toBeGreaterThan(5)
      for (const point of points) {
        expect(point.name).toMatch(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/)
      }
    },
  )

  test('the branch meter writes its 42 circuits out, ten registers each', () => {
    const points = modbusMap(load('oblak-branch-meter.yaml'))
    expect(points).toHaveLength(15 + 42 * 6)
    const last = points.find((point) => point.name === 'circuit-42/power')
    expect(last?.at).toMatchObject({ table: 'holding', address: 1412, length: 2, type: 'float32', words: 'ABCD' })
    expect(last?.when?.at.address).toBe(1419)
  })
})

test('addresses as manuals print them', () => {
  expect(manualAddress(1)).toEqual({ table: 'coil', address: 0 })
  expect(manualAddress(10_001)).toEqual({ table: 'discrete', address: 0 })
  expect(manualAddress(30_001)).toEqual({ table: 'input', address: 0 })
  expect(manualAddress(40_108)).toEqual({ table: 'holding', address: 107 })
  expect(manualAddress(465_536)).toEqual({ table: 'holding', address: 65_535 })
  expect(() => manualAddress(20_001)).toThrow('20001 is no address')
})

describe('a point', () => {
  test('is scaled, shifted and converted, and finds its way back to the register', () => {
    const [point] = modbusMap(
      profile([
        { name: 'supply/temperature', quantity: 'temperature', unit: 'degF', address: 1, type: 'int16', scale: 0.1 },
      ]),
    )
    expect(point?.read(770)).toBeCloseTo(25, 9)
    expect(point?.write(25)).toBe(770)
  })

  test('of states gives the word, and unknown for a code that the map lacks', () => {
    const [point] = modbusMap(
      profile([{ name: 'state', quantity: 'state', address: 1, states: { 0: 'off', 1: 'on' } }]),
    )
    expect(point?.read(1)).toBe(stateCode('on'))
    expect(point?.read(7)).toBe(stateCode('unknown'))
    expect(point?.write(stateCode('off'))).toBe(0)
  })

  test('takes one bit, or some moved down', () => {
    const points = modbusMap(
      profile([
        { name: 'a', quantity: 'count', address: 1, type: 'bitfield', bit: 3 },
        { name: 'b', quantity: 'count', address: 1, type: 'bitfield', mask: 0x00f0 },
      ]),
    )
    expect(points[0]?.read(0b1000)).toBe(1)
    expect(points[0]?.read(0b0111)).toBe(0)
    expect(points[1]?.read(0xa5c3)).toBe(0xc)
  })

  test.each([
    [[{ name: 'a', quantity: 'power' }], 'give either address'],
    [[{ name: 'a', quantity: 'power', address: 1, unit: 'V' }], 'V does not measure power; allowed: W, kW'],
    [
      [
        { name: 'a', quantity: 'power', address: 1 },
        { name: 'a', quantity: 'power', address: 2 },
      ],
      'twice',
    ],
    [[{ name: 'a', quantity: 'power', address: 65_535, type: 'int32' }], 'beyond 65535'],
  ])('that makes no sense is refused with the reason', (points, reason) => {
    expect(() => modbusMap(profile(points))).toThrow(reason)
  })
})
