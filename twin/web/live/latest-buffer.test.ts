import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Frame } from '../../protocol/frame.ts'
import { LatestBuffer } from './latest-buffer.ts'

const frame = (kind: Frame['kind'], sequence: number, values: Record<number, number>, view = 0): Frame => ({
  kind,
  metric: 'power',
  view,
  sequence,
  at: 1_000 + sequence,
  ids: Uint32Array.from(Object.keys(values).map(Number)),
  values: Float32Array.from(Object.values(values)),
})
const taken = (buffer: LatestBuffer) =>
  buffer.take().updates.map(({ ids, values, at, known }) => ({
    at,
    known,
    values: Object.fromEntries([...ids].map((id, row) => [id, values[row]])),
  }))

describe('the buffer before the page', () => {
  it('keeps only the newest value of each thing until the page takes it, and what was measured apart from what was known', () => {
    const buffer = new LatestBuffer()
    buffer.add(frame('full', 1, { 3: 100, 4: 200 }))
    buffer.add(frame('delta', 2, { 3: 110 }))
    buffer.add(frame('delta', 3, { 3: 120, 9: 5 }))
    expect(taken(buffer)).toEqual([
      { at: 1_003, known: true, values: { 4: 200 } },
      { at: 1_003, known: false, values: { 3: 120, 9: 5 } },
    ])
    expect(buffer.isEmpty).toBe(true)
    expect(taken(buffer)).toEqual([])
  })

  it('keeps for measured what a full frame of another view repeats before the page takes it', () => {
    const buffer = new LatestBuffer()
    buffer.add(frame('delta', 1, { 3: 110 }, 1))
    buffer.add(frame('full', 2, { 3: 110, 4: 200 }, 2))
    expect(taken(buffer)).toEqual([
      { at: 1_002, known: true, values: { 4: 200 } },
      { at: 1_002, known: false, values: { 3: 110 } },
    ])
  })

  it('blanks what the next full frame of the same view no longer has', () => {
    const buffer = new LatestBuffer()
    buffer.add(frame('full', 1, { 1: 10, 2: 20 }))
    buffer.take()
    buffer.add(frame('full', 1, { 2: 21 }))
    expect(taken(buffer)).toEqual([{ at: 1_001, known: true, values: { 1: Number.NaN, 2: 21 } }])
  })

  it('counts the frames that the server left out', () => {
    const buffer = new LatestBuffer()
    buffer.add(frame('full', 1, { 1: 1 }))
    buffer.add(frame('delta', 5, { 1: 2 }))
    buffer.add(frame('delta', 6, { 1: 3 }))
    expect(buffer.take().skipped).toBe(3)
    expect(buffer.take().skipped).toBe(0)
  })

  it('is never larger than one value a thing, and ends with what came last, whatever comes', () => {
    const deltas = fc.array(
      fc.dictionary(fc.integer({ min: 0, max: 50 }).map(String), fc.integer({ min: -9, max: 9 })),
      {
        minLength: 1,
        maxLength: 40,
      },
    )
    fc.assert(
      fc.property(deltas, (list) => {
        const buffer = new LatestBuffer()
        const expected: Record<number, number> = {}
        list.forEach((values, at) => {
          buffer.add(frame('delta', at, values))
          Object.assign(expected, values)
        })
        const [update] = buffer.take().updates
        expect(Object.fromEntries([...(update?.ids ?? [])].map((id, row) => [id, update?.values[row]]))).toEqual(
          expected,
        )
      }),
    )
  })
})
