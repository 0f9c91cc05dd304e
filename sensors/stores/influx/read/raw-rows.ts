import type { InfluxQl, ResultSeries } from './influx-ql.ts'
import { type FieldTarget, fromWhere, rawColumns, type Span } from './select.ts'

/** Rows a statement may answer with: bounds what one answer costs. */
const PAGE = 50_000

/** Readings of one point in the order of time; `quality` 0 is good, and only then is the value a number. */
export interface RawRows {
  readonly at: number[]
  readonly value: number[]
  readonly quality: number[]
}

/** Reads the raw readings of single series, page by page, in the order of the targets. @throws InfluxError */
export async function readRawRows(
  ql: InfluxQl,
  policy: string,
  targets: readonly (FieldTarget & { readonly hasQuality: boolean })[],
  span: Span,
): Promise<readonly RawRows[]> {
  const found = targets.map((): RawRows => ({ at: [], value: [], quality: [] }))
  let open = targets.map((target, index) => ({ target, index, from: span.from }))
  while (open.length > 0) {
    const statements = open.map(
      ({ target, from }) =>
        `SELECT ${rawColumns(target.field, target.hasQuality)} ${fromWhere(policy, target, { from, to: span.to })} LIMIT ${PAGE}`,
    )
    const answers = await ql.run(statements)
    const next: typeof open = []
    for (const [place, { target, index }] of open.entries()) {
      const rows = found[index]
      const series = answers[place]?.[0]
      if (!rows || !series) continue
      appendRows(rows, series)
      if (series.values.length >= PAGE) next.push({ target, index, from: (rows.at.at(-1) ?? span.to) + 1 })
    }
    open = next
  }
  return found
}

/** Appends the rows `[time, value, quality?]` of an answer. */
export function appendRows(rows: RawRows, series: ResultSeries): void {
  for (const [at, value, quality] of series.values) {
    const code = typeof quality === 'number' ? quality : 0
    const isGood = code === 0 && typeof value === 'number'
    if (!isGood && code === 0) continue
    rows.at.push(Number(at))
    rows.value.push(isGood ? Number(value) : Number.NaN)
    rows.quality.push(code)
  }
}
