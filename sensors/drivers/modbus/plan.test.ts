import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RegisterRange } from '../../profiles/modbus-map.ts'
import { planBlocks, splitBlock } from './plan.ts'

const range = (address: number, length = 1, table: RegisterRange['table'] = 'holding'): RegisterRange => ({
  table,
  address,
  length,
  type: 'uint16',
  words: 'ABCD',
})
const shape = (ranges: readonly RegisterRange[], maxGap = 8, maxRegisters = 125) =>
  planBlocks(ranges, { maxGap, maxRegisters }).map(({ table, address, length }) => `${table} ${address}+${length}`)

test('neighbours and small gaps become one request, wide gaps two', () => {
  expect(shape([range(10), range(12), range(21), range(40)])).toEqual(['holding 10+12', 'holding 40+1'])
  expect(shape([range(10), range(12)], 0)).toEqual(['holding 10+1', 'holding 12+1'])
})

test('no value is torn between two requests', () => {
  expect(shape([range(0, 124), range(124, 2)])).toEqual(['holding 0+124', 'holding 124+2'])
})

test('tables are asked one by one', () => {
  expect(shape([range(1), range(1, 1, 'input')])).toEqual(['holding 1+1', 'input 1+1'])
})

test('a refused block is cut at its widest gap', () => {
  const [block] = planBlocks([range(1), range(2), range(7), range(8)], { maxGap: 8, maxRegisters: 125 })
  expect(block && splitBlock(block)?.map((half) => [half.address, half.length])).toEqual([
    [1, 2],
    [7, 2],
  ])
})

test('every value is in exactly one block, no block is too long, and splitting loses nothing', () => {
  const ranges = fc.array(
    fc.record({ address: fc.nat(3000), length: fc.constantFrom(1, 2, 4, 20) }).map((r) => range(r.address, r.length)),
    { minLength: 1, maxLength: 80 },
  )
  fc.assert(
    fc.property(ranges, fc.integer({ min: 20, max: 125 }), fc.nat(30), (wanted, maxRegisters, maxGap) => {
      const blocks = planBlocks(wanted, { maxRegisters, maxGap })
      const count = new Map<string, number>()
      for (const block of blocks) {
        expect(block.length).toBeLessThanOrEqual(maxRegisters)
        for (const { address, length } of block.ranges) {
          expect(address >= block.address && address + length <= block.address + block.length).toBe(true)
          count.set(`${address} ${length}`, (count.get(`${address} ${length}`) ?? 0) + 1)
        }
        const halves = splitBlock(block)
        expect(halves ? halves.flatMap((half) => half.ranges) : block.ranges).toEqual(block.ranges)
      }
      for (const { address, length } of wanted) expect(count.get(`${address} ${length}`)).toBe(1)
    }),
  )
})
