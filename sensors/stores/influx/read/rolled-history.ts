import type { Resolution } from '../../../../twin/model/store.ts'
import type { BucketFigures } from '../../rollup/history-columns.ts'
import { TIER_MS } from '../../rollup/history-grid.ts'
import { ROLLED } from '../write/rolled-lines.ts'
import type { InfluxQl } from './influx-ql.ts'
import { column, type FieldTarget, fromWhere, type Span } from './select.ts'

/** Numbers that one answer may hold: bounds memory, whatever the span. */
const MOST_CELLS = 500_000
const COLUMNS_A_POINT = 5

/** A field of exactly one series, and who takes its figures. */
export interface RolledTarget {
  readonly target: FieldTarget
  /** Names the series: targets of one series share a statement. */
  readonly seriesName: string
  readonly take: (at: number, figures: BucketFigures) => void
}

/**
 * Hands out the roll-ups of a span, in the order of time. They are merged here and not by the server: for 30 days of 20 points
 * InfluxDB needs 70 ms to give the rows of a series, and 250 ms to group them. What a later roll-up took back (count 0) is
 * left out.
 * @throws InfluxError
 */
export async function readRolledHistory(
  ql: InfluxQl,
  policy: string,
  resolution: Exclude<Resolution, 'raw'>,
  targets: readonly RolledTarget[],
  span: Span,
): Promise<void> {
  const groups = bySeries(targets)
  const step = TIER_MS[resolution] * Math.max(1, Math.floor(MOST_CELLS / (COLUMNS_A_POINT * targets.length)))
  for (let from = span.from; from < span.to; from += step) {
    const page = { from, to: Math.min(from + step, span.to) }
    const answers = await ql.run(groups.flatMap((group) => statementOf(policy, group, page)))
    for (const [index, group] of groups.entries()) {
      for (const row of answers[index]?.[0]?.values ?? []) handOut(row, group)
    }
  }
}

function bySeries(targets: readonly RolledTarget[]): readonly (readonly RolledTarget[])[] {
  const groups = new Map<string, RolledTarget[]>()
  for (const target of targets) {
    const group = groups.get(target.seriesName)
    if (group) group.push(target)
    else groups.set(target.seriesName, [target])
  }
  return [...groups.values()]
}

function statementOf(policy: string, group: readonly RolledTarget[], page: Span): string[] {
  const [first] = group
  if (!first) return []
  const columns = group.flatMap(({ target: { field } }) =>
    ['', ROLLED.min, ROLLED.max, ROLLED.last, ROLLED.count].map((suffix) => column(field, suffix)),
  )
  return [`SELECT ${columns.join(', ')} ${fromWhere(policy, first.target, page)}`]
}

/** A row is the instant and then, for each point, mean, min, max, last and count. */
function handOut(row: readonly unknown[], group: readonly RolledTarget[]): void {
  const at = Number(row[0])
  for (const [index, { take }] of group.entries()) {
    const place = 1 + index * COLUMNS_A_POINT
    const count = row[place + 4]
    if (typeof count !== 'number' || count <= 0) continue
    const [mean, min, max, last] = row.slice(place, place + 4).map(Number)
    if (mean === undefined || min === undefined || max === undefined || last === undefined) continue
    take(at, { mean, min, max, last, lastAt: at, count })
  }
}
