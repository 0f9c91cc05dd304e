import type { PowerSpan } from '../../analysis/energy/measured-energy.ts'
import type { EnergyMeter } from '../../analysis/energy/site-metering.ts'
import type { TelemetryStore } from '../../model/store.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'

const HOUR_MS = 3_600_000
const POINTS_AT_ONCE = 128
/** Values of one question, beyond which buckets grow longer than an hour. */
const MOST_VALUES = 2_000_000
const MOST_BUCKETS = 10_000

/** The mean power of meters through a period: of each bucket in which all points of a meter were read. */
export async function meterReadings(
  store: Pick<TelemetryStore, 'history'>,
  meters: readonly EnergyMeter[],
  from: EpochMs,
  to: EpochMs,
): Promise<ReadonlyMap<string, readonly PowerSpan[]>> {
  const points = [...new Set(meters.flatMap((meter) => meter.points))]
  const hours = Math.ceil((to - from) / HOUR_MS)
  const fewest = Math.min(hours, 32)
  const buckets = Math.max(fewest, Math.min(hours, MOST_BUCKETS, Math.floor(MOST_VALUES / Math.max(1, points.length))))
  const means = new Map<number, Float64Array>()
  for (let start = 0; start < points.length; start += POINTS_AT_ONCE) {
    const some = points.slice(start, start + POINTS_AT_ONCE)
    for (const { at, count, mean, point } of await store.history({ points: some, from, to, buckets })) {
      const row = new Float64Array(buckets).fill(Number.NaN)
      for (const [place, when] of at.entries()) {
        const bucket = Math.round(((when - from) / (to - from)) * buckets)
        if ((count[place] ?? 0) > 0 && bucket >= 0 && bucket < buckets) row[bucket] = mean[place] ?? Number.NaN
      }
      means.set(point, row)
    }
  }
  const edge = (bucket: number) => epochMs(from + ((to - from) * bucket) / buckets)
  return new Map(
    meters.map((meter) => {
      const rows = meter.points.map((point) => means.get(point))
      const spans = Array.from({ length: buckets }, (_, bucket) => ({
        from: edge(bucket),
        to: edge(bucket + 1),
        watts: rows.reduce((sum, row) => sum + (row?.[bucket] ?? Number.NaN), 0),
      }))
      return [meter.path, spans]
    }),
  )
}
