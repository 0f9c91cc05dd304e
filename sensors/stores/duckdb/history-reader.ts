import type { HistoryQuery, HistorySeries } from '../../../twin/model/store.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { HistoryColumns } from '../rollup/history-columns.ts'
import { historyGrid, MINUTE_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import type { Retention } from '../store-options.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

interface Parts {
  readonly database: StoreDatabase
  readonly progress: TierProgress
  readonly now: () => EpochMs
  readonly retention: Retention
}

/** Series for charts: one query over the tier that fits, and over raw rows where that tier has not come yet. */
export class HistoryReader {
  constructor(private readonly parts: Parts) {}

  /** @throws RangeError as `historyGrid` does */
  async history(query: HistoryQuery): Promise<readonly HistorySeries[]> {
    const { database, progress, now, retention } = this.parts
    const grid = historyGrid(query, now(), retention)
    const columns = new Map(query.points.map((point) => [point, new HistoryColumns(point, grid)]))
    const only = pointsOnly([...columns.keys()])
    const { from, to, width } = grid
    const tier = grid.resolution === '15m' ? 'quarter' : 'minute'
    const bucketOf = (time: string) => `((${time} - ${from}) // ${width})::INTEGER`
    const parts: string[] = []
    // The tier is complete up to here; what is newer comes from raw rows.
    const edge = grid.resolution === 'raw' ? from : Math.max(from, Math.min(to, progress.edge(tier)))
    const rawRows = (where: string) =>
      `SELECT point, ${bucketOf('ms')} AS place, min(value), avg(value), max(value), arg_max(value, ms), max(ms), count(*)
        FROM raw WHERE ${only} AND ${where} AND quality = 0 GROUP BY ALL`
    if (edge > from) {
      // Buckets that a late reading has touched are read from raw rows until they have been rolled up again.
      const span = tier === 'quarter' ? QUARTER_MS : MINUTE_MS
      const touched = `(SELECT point, minute // ${span} * ${span} FROM late WHERE ${only})`
      const untouched = progress.hasLate ? `AND (point, bucket) NOT IN ${touched}` : ''
      parts.push(`SELECT point, ${bucketOf('bucket')} AS place, min(min), sum(mean * count) / sum(count), max(max),
        arg_max(last, last_ms), max(last_ms), sum(count)::BIGINT FROM ${tier}
        WHERE ${only} AND bucket >= ${from} AND bucket < ${edge} ${untouched} GROUP BY ALL`)
      if (progress.hasLate) {
        parts.push(rawRows(`ms >= ${from} AND ms < ${edge} AND (point, ms // ${span} * ${span}) IN ${touched}`))
      }
    }
    if (edge < to) parts.push(rawRows(`ms >= ${edge} AND ms < ${to}`))
    for (const [point, place, min, mean, max, last, lastAt, count] of await database.read(parts.join(' UNION ALL '))) {
      const figures = {
        min: Number(min),
        mean: Number(mean),
        max: Number(max),
        last: Number(last),
        lastAt: Number(lastAt),
        count: Number(count),
      }
      columns.get(Number(point))?.mergeInto(Number(place), figures)
    }
    return query.points.map((point) => (columns.get(point) ?? new HistoryColumns(point, grid)).series())
  }
}

/** The range lets DuckDB pass over all groups of rows of other points; for a list alone it looks into each. */
function pointsOnly(points: readonly number[]): string {
  const whole = points.map(Math.trunc)
  if (whole.length === 0) return 'false'
  const [least, greatest] = [whole.reduce((a, b) => Math.min(a, b)), whole.reduce((a, b) => Math.max(a, b))]
  return `point >= ${least} AND point <= ${greatest} AND point IN (${whole.join(', ')})`
}
