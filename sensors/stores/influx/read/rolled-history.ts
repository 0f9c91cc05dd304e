import type { BucketFigures } from '../../rollup/history-columns.ts'
import { type HistoryGrid, TIER_MS } from '../../rollup/history-grid.ts'
import { ROLLED } from '../write/rolled-lines.ts'
import type { InfluxQl } from './influx-ql.ts'
import { column, type FieldTarget, fromWhere, type Span } from './select.ts'

/** Figures of a span of roll-ups, with the start of the bucket that they belong to. */
export interface RolledFigures extends BucketFigures {
  readonly at: number
}

/**
 * Figures of each target from a tier's roll-ups within the span, already merged by the server into the grid's buckets. What a
 * later roll-up took back (count 0) is left out.
 * @throws InfluxError
 */
export async function readRolledHistory(
  ql: InfluxQl,
  policy: string,
  targets: readonly FieldTarget[],
  span: Span,
  grid: HistoryGrid,
): Promise<readonly (readonly RolledFigures[])[]> {
  const merged = grid.width > TIER_MS[grid.resolution]
  const statements = targets.map((target) => {
    const { field } = target
    const from = fromWhere(policy, target, span, `${column(field, ROLLED.count)} > 0`)
    const of = (figure: keyof typeof ROLLED, call: string) =>
      merged ? `${call}(${column(field, ROLLED[figure])})` : column(field, ROLLED[figure])
    const figures = [of('min', 'min'), of('max', 'max'), of('last', 'last'), of('count', 'sum'), of('sum', 'sum')]
    const mean = merged ? `mean(${column(field)})` : column(field)
    const buckets = merged ? ` GROUP BY time(${grid.width}ms, ${grid.from % grid.width}ms) fill(none)` : ''
    return `SELECT ${[...figures, mean].join(', ')} ${from}${buckets}`
  })
  const answers = await ql.run(statements)
  return answers.map((series) =>
    (series[0]?.values ?? []).flatMap(([at, min, max, last, count, sum, mean]): RolledFigures[] => {
      const start = Number(at)
      if (typeof count !== 'number' || count <= 0) return []
      const average = typeof sum === 'number' ? sum / count : Number(mean)
      const low = Number(min)
      const high = Number(max)
      const bounded = Math.min(Math.max(average, low), high)
      return [{ at: start, min: low, mean: bounded, max: high, last: Number(last), lastAt: start, count }]
    }),
  )
}
