import { describe, expect, it } from 'vitest'
import { alignSeries, type Series } from './history-data.ts'

const series = (at: number[], mean: (number | null)[]): Series => ({
  path: 'r/p/temperature',
  quantity: 'temperature',
  unit: 'Cel',
  resolution: 'raw',
  ...{ at, mean, min: mean, max: mean, last: mean },
  count: mean.map((value) => (value === null ? 0 : 1)),
})

describe('series on one time axis', () => {
  it('keep their own times, with gaps where the other has a value', () => {
    expect(alignSeries([series([1000, 3000], [20, 21]), series([2000, 3000], [5, null])])).toEqual({
      seconds: [1, 2, 3],
      means: [
        [20, null, 21],
        [null, 5, null],
      ],
    })
  })

  it('of nothing are nothing', () => {
    expect(alignSeries([])).toEqual({ seconds: [], means: [] })
  })
})
