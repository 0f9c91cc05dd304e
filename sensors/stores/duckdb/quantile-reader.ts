import type { QuantileQuery } from '../../../twin/model/store.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { MINUTE_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import { QuantileSketch } from '../rollup/quantile-sketch.ts'
import type { Retention } from '../store-options.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

interface Parts {
  readonly database: StoreDatabase
  readonly progress: TierProgress
  readonly now: () => EpochMs
  readonly retention: Retention
}

/** Quantiles from the finest tier that each part of the span still has: quarters, then minutes, then raw rows. */
export class QuantileReader {
  constructor(private readonly parts: Parts) {}

  async quantiles({ point, from, to, quantiles }: QuantileQuery): Promise<Float64Array> {
    const { database, progress, now, retention } = this.parts
    const sketch = new QuantileSketch()
    const rawEdge = Math.max(progress.dropped.raw, now() - retention.rawMs)
    const minuteEdge = Math.max(progress.dropped.minute, now() - retention.minuteMs)
    const oldest = Math.max(from, Math.min(progress.rolled, Math.ceil(rawEdge / MINUTE_MS) * MINUTE_MS))
    const minutes = Math.max(from, Math.min(oldest, Math.ceil(minuteEdge / QUARTER_MS) * QUARTER_MS))
    for (const [tier, start, end] of [
      ['quarter', from, minutes],
      ['minute', minutes, Math.min(to, oldest)],
    ] as const) {
      const rows = await database.read(
        `SELECT min, max, keys, times FROM ${tier} WHERE point = ${point} AND bucket >= ${start} AND bucket < ${Math.min(end, to)}`,
      )
      for (const [min, max, keys, times] of rows) {
        if (!(Array.isArray(keys) && Array.isArray(times))) continue
        for (const [index, key] of keys.entries()) sketch.addKey(Number(key), Number(times[index]))
        sketch.bound(Number(min), Number(max))
      }
    }
    for (const [value] of await database.read(
      `SELECT value FROM raw WHERE point = ${point} AND quality = 0 AND ms >= ${oldest} AND ms < ${to}`,
    )) {
      sketch.add(Number(value))
    }
    return Float64Array.from(quantiles, (q) => sketch.quantile(q))
  }
}
