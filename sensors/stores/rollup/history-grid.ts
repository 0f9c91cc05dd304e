import type { HistoryQuery, Resolution } from '../../../twin/model/store.ts'
import type { Retention } from '../store-options.ts'

export const MINUTE_MS = 60_000
export const QUARTER_MS = 900_000
export const DAY_MS = 86_400_000

/** Length of a tier's own bucket in milliseconds; 1 for raw rows. */
export const TIER_MS: Readonly<Record<Resolution, number>> = { raw: 1, '1m': MINUTE_MS, '15m': QUARTER_MS }

/** The buckets that answer a query: `count` of `width` milliseconds each from `from` on; data before `to` only. */
export interface HistoryGrid {
  readonly resolution: Resolution
  readonly from: number
  /** Exclusive. */
  readonly to: number
  readonly width: number
  readonly count: number
}

/**
 * Picks the coarsest tier whose bucket is not wider than what the chart can show, and a finer one never beyond its retention.
 * On a rolled tier the grid lies on whole tier buckets: it begins at the one that holds `from`, its width is a multiple of
 * the tier's, so each roll-up belongs to one bucket wholly. The number of buckets never exceeds what was asked.
 * @throws RangeError when the span is empty or buckets is not 1 to 10,000
 */
export function historyGrid(query: Omit<HistoryQuery, 'points'>, now: number, retention: Retention): HistoryGrid {
  const { from, to, buckets } = query
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
    throw new RangeError(`history from ${from} to ${to}: the span must be finite and not empty`)
  }
  if (!(Number.isInteger(buckets) && buckets >= 1 && buckets <= 10_000)) {
    throw new RangeError(`history in ${buckets} buckets: ask for a whole number from 1 to 10,000`)
  }
  const resolution = pickResolution((to - from) / buckets, now - from, retention)
  const tier = TIER_MS[resolution]
  const start = Math.floor(from / tier) * tier
  const end = Math.ceil(to / tier) * tier
  const width = Math.ceil((end - start) / buckets / tier) * tier
  return { resolution, from: start, to: end, width, count: Math.ceil((end - start) / width) }
}

function pickResolution(width: number, age: number, retention: Retention): Resolution {
  if (age > retention.minuteMs) return '15m'
  const fits: Resolution = width >= QUARTER_MS ? '15m' : width >= MINUTE_MS ? '1m' : 'raw'
  return fits === 'raw' && age > retention.rawMs ? '1m' : fits
}
