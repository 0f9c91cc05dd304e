import { describe, expect, it } from 'vitest'
import type { DrawnLine } from './drawing.ts'
import { junctions } from './junctions.ts'

const line = (left: string, right: string, ...points: DrawnLine['points']): DrawnLine => {
  return { from: left, left, right, to: right, role: 'primary', points }
}

describe('lines are joined', () => {
  it('where a source parts into three, once at each branch that is not the last', () => {
    const found = junctions([
      line('grid', 'a', [0, 20], [10, 20], [10, 0], [30, 0]),
      line('grid', 'b', [0, 20], [30, 20]),
      line('grid', 'c', [0, 20], [10, 20], [10, 60], [30, 60]),
      line('grid', 'd', [0, 20], [10, 20], [10, 40], [30, 40]),
    ])
    expect(found).toEqual([
      [10, 20],
      [10, 40],
    ])
  })

  it('nowhere on a way round a corner, and not where two sources cross', () => {
    expect(junctions([line('grid', 'a', [0, 20], [10, 20], [10, 0], [30, 0])])).toEqual([])
    expect(
      junctions([line('grid', 'a', [0, 20], [10, 20], [10, 0], [30, 0]), line('generator', 'b', [0, 10], [30, 10])]),
    ).toEqual([])
  })
})
