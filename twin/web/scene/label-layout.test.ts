import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { declutter, isTurnedTo, LABEL_LIMIT, type LabelBox } from './label-layout.ts'

const label = (x: number, importance: number, shown = true): LabelBox => ({
  x,
  y: 0,
  width: 40,
  height: 12,
  importance,
  shown,
})

describe('labels in the drawing', () => {
  it('that stand apart are all drawn', () => {
    expect([...declutter([label(0, 1), label(100, 1)])]).toEqual([0, 1])
  })

  it('that overlap leave only the more important one', () => {
    expect([...declutter([label(0, 1), label(30, 5)])]).toEqual([1])
  })

  it('in a run that is too dense are every second one, or every third', () => {
    // 40 wide with 4 around: 48 apart is enough. Rows 30 apart leave every second, rows 20 apart every third.
    const run = (apart: number) => Array.from({ length: 7 }, (_, at) => ({ ...label(at * apart, 1), inRun: true }))
    expect([...declutter(run(48))]).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect([...declutter(run(30))]).toEqual([0, 2, 4, 6])
    expect([...declutter(run(20))]).toEqual([0, 3, 6])
  })

  it('behind the camera take no room', () => {
    expect([...declutter([label(0, 9, false), label(0, 1)])]).toEqual([1])
  })

  it('never overlap and are never more than the limit', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 1900 }),
      y: fc.integer({ min: 0, max: 1000 }),
      width: fc.integer({ min: 5, max: 120 }),
      height: fc.constant(14),
      importance: fc.integer({ min: 0, max: 3 }),
      shown: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(box, { maxLength: 300 }), (boxes) => {
        const kept = [...declutter(boxes, 0)].map((number) => boxes[number] as LabelBox)
        expect(kept.length).toBeLessThanOrEqual(LABEL_LIMIT)
        for (const [i, a] of kept.entries())
          for (const b of kept.slice(i + 1))
            expect(Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height).toBe(
              false,
            )
      }),
      { numRuns: 60 },
    )
  })

  it('at an edge are seen from their side of it, and from straight above', () => {
    const [north, south] = [[0, 1] as const, [0, -1] as const]
    const fromTheSouth = { x: 0, y: 0.8 }
    const fromAbove = { x: 0, y: 0.001 }
    expect([north, south, undefined].map((facing) => isTurnedTo(facing, fromTheSouth))).toEqual([false, true, true])
    expect([north, south].map((facing) => isTurnedTo(facing, fromAbove))).toEqual([true, true])
  })
})
