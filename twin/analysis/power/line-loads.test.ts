import { describe, expect, test } from 'vitest'
import {
  apparentOf,
  type Connection,
  columnOf,
  imbalance,
  LOAD_COLUMNS,
  lineCurrent,
  neutralCurrent,
} from './line-loads.ts'

function loads(voltAmperes: Partial<Record<Connection, number>>): Float64Array {
  const columns = new Float64Array(LOAD_COLUMNS)
  for (const [connection, value] of Object.entries(voltAmperes)) columns[columnOf(connection as Connection)] = value
  return columns
}

const currents = (columns: Float64Array, lineToNeutral: number) =>
  [0, 1, 2].map((line) => lineCurrent(columns, 0, line, lineToNeutral))

describe('currents of the lines', () => {
  test('two delta banks of 16 A that share a line give 27.7 A on it (domain.md, 5)', () => {
    const [l1, l2, l3] = currents(loads({ 'l1-l2': 16 * 208, 'l3-l1': 16 * 208 }), 208 / Math.sqrt(3))
    expect(l1).toBeCloseTo(27.71, 2)
    expect(l2).toBeCloseTo(16)
    expect(l3).toBeCloseTo(16)
  })

  test('6 × 530 VA on L1-L2 and 3 × 1,000 VA on L2-L3 of 208 V give 25.7 A on L2; spread evenly 17.2 A on each (domain.md, 13)', () => {
    const uneven = currents(loads({ 'l1-l2': 6 * 530, 'l2-l3': 3 * 1000 }), 208 / Math.sqrt(3))
    expect(uneven[1]).toBeCloseTo(25.73, 2)
    const each = (6 * 530 + 3 * 1000) / 3
    const even = currents(loads({ 'l1-l2': each, 'l2-l3': each, 'l3-l1': each }), 208 / Math.sqrt(3))
    for (const current of even) expect(current).toBeCloseTo(17.15, 2)
  })

  test('loads to the neutral and between lines add as vectors', () => {
    // 10 A to the neutral and 10 A from L1 to L2, 30° ahead: √((10 + 8.66)² + 5²).
    const [l1] = currents(loads({ l1: 2300, 'l1-l2': 10 * 230 * Math.sqrt(3) }), 230)
    expect(l1).toBeCloseTo(Math.hypot(10 + 8.6603, 5), 3)
  })

  test('an even load between lines gives the same current as the same volt-amperes to the neutral', () => {
    const delta = currents(loads({ 'l1-l2': 2300, 'l2-l3': 2300, 'l3-l1': 2300 }), 230)
    for (const current of delta) expect(current).toBeCloseTo(10)
  })
})

test('16, 10 and 4 A of a wye give 10.4 A in the neutral and 60 % imbalance (domain.md, 14)', () => {
  expect(neutralCurrent(16, 10, 4)).toBeCloseTo(10.39, 2)
  expect(imbalance([16, 10, 4])).toBeCloseTo(0.6)
  expect(imbalance([0, 0, 0])).toBe(0)
})

test('volt-amperes in all leave out watts and the count of unknown loads', () => {
  const columns = loads({ l1: 100, 'l3-l1': 50 })
  columns[0] = 1e6
  columns[LOAD_COLUMNS - 1] = 3
  expect(apparentOf(columns, 0)).toBe(150)
})
