import type {
  HistoryQuery,
  HistorySeries,
  KeptSince,
  LatestReading,
  QuantileQuery,
  Resolution,
} from '../../../../twin/model/store.ts'
import { epochMs } from '../../../../twin/model/units.ts'
import { HistoryColumns } from '../../rollup/history-columns.ts'
import { DAY_MS, type HistoryGrid, historyGrid } from '../../rollup/history-grid.ts'
import { QuantileSketch } from '../../rollup/quantile-sketch.ts'
import type { Retention } from '../../store-options.ts'
import type { LineKeys } from '../schema/line-keys.ts'
import type { Tier } from '../schema/tiers.ts'
import type { Progress } from '../upkeep/maintenance.ts'
import type { InfluxQl } from './influx-ql.ts'
import { readLatest } from './latest.ts'
import { oldestOf } from './oldest.ts'
import { sketchRaw, sketchRolled } from './quantile-read.ts'
import { readRawRows } from './raw-rows.ts'
import { type RolledTarget, readRolledHistory } from './rolled-history.ts'
import type { FieldTarget, Span } from './select.ts'

const POINTS_A_REQUEST = 50

export interface ReaderParts {
  readonly ql: InfluxQl
  readonly tiers: Readonly<Record<Resolution, Tier>>
  readonly keys: LineKeys
  readonly retention: Retention
  readonly hasQuality: (measurement: string, field: string) => boolean
  readonly progress: () => Progress
  readonly now: () => number
  /** The latest now that upkeep was told: what is past its retention by it is no longer shown. */
  readonly latestNow: () => number
}

/** Points with their place in the answer. */
interface Wanted {
  readonly target: FieldTarget & { readonly hasQuality: boolean }
  readonly seriesName: string
  readonly columns: HistoryColumns
}

/** Answers questions from the tier that suits them; what is not rolled up yet comes from raw readings. */
export class InfluxReader {
  readonly #parts: ReaderParts

  constructor(parts: ReaderParts) {
    this.#parts = parts
  }

  /** Where a point's readings are; undefined where the directory does not know it. */
  target(point: number): (FieldTarget & { readonly hasQuality: boolean }) | undefined {
    const place = this.#parts.keys.of(point)?.place
    if (!place) return undefined
    const { measurement, field, tags } = place
    return { measurement, field, series: [tags], hasQuality: this.#parts.hasQuality(measurement, field) }
  }

  latest(points: readonly number[]): Promise<readonly (LatestReading | undefined)[]> {
    const { ql, tiers, keys, hasQuality, latestNow } = this.#parts
    const span = { from: this.#cut('raw'), to: latestNow() + DAY_MS }
    return readLatest(ql, tiers.raw.policy, keys, points, span, hasQuality)
  }

  /** @throws RangeError for a span or a number of buckets that makes no sense */
  grid(query: HistoryQuery): HistoryGrid {
    return historyGrid(query, this.#parts.now(), this.#parts.retention)
  }

  async history(query: HistoryQuery, grid: HistoryGrid): Promise<readonly HistorySeries[]> {
    const all = query.points.map((point) => ({ target: this.target(point), columns: new HistoryColumns(point, grid) }))
    const wanted = all.flatMap(({ target, columns }) =>
      target ? [{ target, columns, seriesName: `${target.measurement} ${JSON.stringify(target.series)}` }] : [],
    )
    for (let from = 0; from < wanted.length; from += POINTS_A_REQUEST) {
      const some = wanted.slice(from, from + POINTS_A_REQUEST)
      await Promise.all([this.#mergeRolled(some, grid), this.#mergeRaw(some, grid)])
    }
    return all.map(({ columns }) => columns.series())
  }

  async quantiles({ point, from, to, quantiles }: QuantileQuery): Promise<Float64Array> {
    const sketch = new QuantileSketch()
    const target = this.target(point)
    if (target && from < to) {
      const { ql, tiers } = this.#parts
      const resolution = this.#quantileTier(from, to)
      const rolled = this.#rolledSpan(resolution, { from, to })
      if (resolution !== 'raw') await sketchRolled(ql, tiers[resolution].policy, target, rolled, sketch)
      await sketchRaw(ql, tiers.raw.policy, target, this.#rawSpan(resolution, { from, to }), sketch)
    }
    return Float64Array.from(quantiles, (q) => sketch.quantile(q))
  }

  async keptSince(): Promise<KeptSince> {
    const { ql, tiers, latestNow } = this.#parts
    const oldest = async (resolution: Resolution) => {
      const at = await oldestOf(ql, tiers[resolution], { from: this.#cut(resolution), to: latestNow() + DAY_MS })
      return at === undefined ? undefined : epochMs(at)
    }
    return { raw: await oldest('raw'), '1m': await oldest('1m'), '15m': await oldest('15m') }
  }

  async #mergeRolled(wanted: readonly Wanted[], grid: HistoryGrid): Promise<void> {
    const span = this.#rolledSpan(grid.resolution, grid)
    if (grid.resolution === 'raw' || span.from >= span.to) return
    const { ql, tiers } = this.#parts
    const targets = wanted.map(
      ({ target, seriesName, columns }): RolledTarget => ({
        target,
        seriesName,
        take: (at, figures) => columns.merge(at, figures),
      }),
    )
    await readRolledHistory(ql, tiers[grid.resolution].policy, grid.resolution, targets, span)
  }

  async #mergeRaw(wanted: readonly Wanted[], grid: HistoryGrid): Promise<void> {
    const span = this.#rawSpan(grid.resolution, grid)
    if (span.from >= span.to) return
    const { ql, tiers } = this.#parts
    const targets = wanted.map(({ target }) => target)
    const found = await readRawRows(ql, tiers.raw.policy, targets, span)
    for (const [index, { at, value, quality }] of found.entries()) {
      const columns = wanted[index]?.columns
      for (let row = 0; row < at.length; row++) {
        if (quality[row] !== 0) continue
        const number = value[row] ?? Number.NaN
        const instant = at[row] ?? 0
        columns?.merge(instant, { min: number, mean: number, max: number, last: number, lastAt: instant, count: 1 })
      }
    }
  }

  /** Raw where all of it is kept and no more than a day; else the finest sketches that are kept. */
  #quantileTier(from: number, to: number): Resolution {
    if (from >= this.#cut('raw') && to - from <= DAY_MS) return 'raw'
    return from >= this.#cut('1m') && to - from <= 7 * DAY_MS ? '1m' : '15m'
  }

  /** The part of a span that the tier's roll-ups answer. */
  #rolledSpan(resolution: Resolution, { from, to }: Span): Span {
    if (resolution === 'raw') return { from, to: from }
    const start = Math.max(Math.floor(from), this.#cut(resolution))
    return { from: start, to: Math.min(Math.ceil(to), this.#rolledUpTo(resolution)) }
  }

  /** The part of a span that raw readings answer. */
  #rawSpan(resolution: Resolution, { from, to }: Span): Span {
    const start = Math.max(Math.ceil(from), this.#rolledUpTo(resolution), this.#cut('raw'))
    return { from: start, to: Math.ceil(to) }
  }

  #rolledUpTo(resolution: Resolution): number {
    const { minutesUpTo, quartersUpTo } = this.#parts.progress()
    const upTo = resolution === '1m' ? minutesUpTo : resolution === '15m' ? quartersUpTo : undefined
    return upTo ?? Number.MIN_SAFE_INTEGER
  }

  /** What is older is past the tier's retention. */
  #cut(resolution: Resolution): number {
    return Math.ceil(this.#parts.latestNow() - this.#parts.tiers[resolution].keptMs)
  }
}
