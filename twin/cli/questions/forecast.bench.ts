import { forecastSeries } from '../../analysis/forecast/forecast.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'

const RACKS = 1300
const DAYS = 400
const BUDGET_S = 20

/** Watts of a rack: a trend, a week, and what looks like noise but is the same in each run. */
function rack(index: number): number[] {
  return Array.from(
    { length: DAYS },
    (_, day) => 4000 + index + (1 + (index % 3)) * day + (day % 7 < 5 ? 300 : 0) + 200 * Math.sin(day * day + index),
  )
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'forecast of 1,300 racks of 400 days each, back-tested from each week',
    budget: '≤ 20 s on one core',
    run: async () => {
      const fleet = Array.from({ length: RACKS }, (_, index) => rack(index))
      const begun = performance.now()
      const told = fleet.filter((values) => forecastSeries({ firstDay: 20_000, values }, []).kind === 'forecast')
      const value = (performance.now() - begun) / 1000
      const detail = `${((value * 1000) / RACKS).toFixed(1)} ms a rack; five years ahead, day by day`
      return { value, unit: 's', holds: value <= BUDGET_S && told.length === RACKS, detail }
    },
  },
]
