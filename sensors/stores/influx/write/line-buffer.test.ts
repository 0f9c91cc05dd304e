import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Batch } from '../../../../twin/model/batch.ts'
import { LineKeys } from '../schema/line-keys.ts'
import { directoryOf } from '../testing/directory.ts'
import { LineBuffer, type Lines } from './line-buffer.ts'
import { unwritable } from './unwritable.ts'

type Row = readonly [point: number, at: number, value: number, quality: number]
const batchOf = (rows: readonly Row[]): Batch => ({
  point: Uint32Array.from(rows, (row) => row[0]),
  at: Float64Array.from(rows, (row) => row[1]),
  value: Float64Array.from(rows, (row) => row[2]),
  quality: Uint8Array.from(rows, (row) => row[3]),
})
const allRows = (batch: Batch) => Uint32Array.from(batch.point, (_, row) => row)
const textOf = (lines: Lines) => Buffer.from(lines.bytes).toString()
const PATHS = [
  's/hall-1/row-b/rack-07/pdu-a/power',
  's/hall-1/row-b/rack-07/pdu-a/current',
  's/hall-1/row-b/rack-08/time',
  's/зал 1/row-b/rack-x,y=z w/a\nrack v=1',
]
const T = 1_700_000_000_000

function encoded(rows: readonly Row[], sharing = true, needsQuality = (_point: number, _at: number) => false) {
  const batch = batchOf(rows)
  const buffer = new LineBuffer(new LineKeys(directoryOf(PATHS)), needsQuality)
  return buffer.encode(batch, allRows(batch), 0, rows.length, sharing)
}

test('readings of one rack at one instant share a line', () => {
  const lines = encoded([
    [0, T, 1234.5, 0],
    [1, T, 5, 0],
    [2, T, 1, 0],
    [0, T + 1, 2, 0],
  ])
  expect(textOf(lines).split('\n')).toEqual([
    `rack,rack=rack-07,room=hall-1,row=row-b,site=s pdu-a/power=1234.5,pdu-a/current=5 ${T}`,
    `rack,rack=rack-08,room=hall-1,row=row-b,site=s %74ime=1 ${T}`,
    `rack,rack=rack-07,room=hall-1,row=row-b,site=s pdu-a/power=2 ${T + 1}`,
    '',
  ])
  expect([...lines.firstRow.subarray(0, 4)]).toEqual([0, 2, 3, 4])
})

test('of two readings of a point at one instant the later has a line of its own', () => {
  const lines = encoded([
    [0, T, 1, 0],
    [1, T, 2, 0],
    [0, T, 3, 0],
  ])
  expect(lines.count).toBe(2)
  expect(textOf(lines)).toMatch(/pdu-a\/power=3 \d+\n$/)
})

test('a name cannot begin a line of its own', () => {
  const lines = encoded([[3, T, 1, 0]])
  expect(textOf(lines)).toBe(`rack,rack=rack-x\\,y\\=z\\ w,room=зал\\ 1,row=row-b,site=s a%0Arack\\ v\\=1=1 ${T}\n`)
})

test('quality other than good is a field, and the number is left out', () => {
  const lines = encoded([
    [0, T, Number.NaN, 2],
    [1, T, 7, 1],
  ])
  expect(textOf(lines)).toContain(' pdu-a/power:quality=2i,pdu-a/current:quality=1i ')
})

test('a good reading says so where a bad one may stand at its instant', () => {
  expect(textOf(encoded([[0, T, 4, 0]], true, () => true))).toContain(' pdu-a/power=4,pdu-a/power:quality=0i ')
})

test('what InfluxDB cannot keep is told before it is sent', () => {
  const keys = new LineKeys(directoryOf(PATHS))
  const batch = batchOf([
    [0, T, Number.POSITIVE_INFINITY, 0],
    [0, Number.NaN, 1, 0],
    [0, 1e15, 1, 0],
    [9, T, 1, 0],
    [0, T, 1, 4],
    [0, T, 1, 0],
  ])
  const reasons = Array.from(batch.point, (_, row) => unwritable(batch, row, keys))
  expect(reasons.slice(0, 5).every((reason) => reason !== undefined)).toBe(true)
  expect(reasons[5]).toBeUndefined()
})

test('lines, taken apart, are the rows again, whatever their order', () => {
  const row = fc.tuple(
    fc.nat(3),
    fc.constantFrom(T, T + 1, -5, 0),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.nat(3),
  )
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), fc.boolean(), (rows, sharing) => {
      const lines = encoded(rows, sharing)
      const texts = textOf(lines).split('\n')
      expect(texts.pop()).toBe('')
      expect(texts.length).toBe(lines.count)
      texts.forEach((text, line) => {
        const own = rows.slice(lines.firstRow[line], lines.firstRow[line + 1])
        const [fields, at] = text.split(' ').slice(-2)
        for (const [point, rowAt, value, quality] of own) {
          expect(Number(at)).toBe(rowAt)
          if (point === 3) continue
          const name = ['pdu-a/power', 'pdu-a/current', '%74ime'][point] ?? ''
          const found = Object.fromEntries(
            (fields ?? '').split(',').map((field) => field.split('=') as [string, string]),
          )
          expect(quality === 0 ? Number(found[name]) === value : found[name] === undefined).toBe(true)
          expect(found[`${name}:quality`]).toBe(quality === 0 ? undefined : `${quality}i`)
        }
      })
    }),
  )
})
