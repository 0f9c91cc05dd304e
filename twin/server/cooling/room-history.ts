import { AIR_CLASS } from '../../analysis/alarms/air-class.ts'
import { meanOf } from '../../analysis/cooling/room-indices.ts'
import { complianceOf, type Period, timeInRanges, timesTogether } from '../../analysis/cooling/time-beyond.ts'
import type { TelemetryStore } from '../../model/store.ts'
import type { Room } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import type { CoolingView } from '../../protocol/cooling.ts'
import type { RoomPoints } from './room-points.ts'

export type History = Pick<TelemetryStore, 'history'>

/** Values of one answer, all points together. */
const MOST_VALUES = 200_000
const MOST_BUCKETS = 672
const SHORTEST_BUCKET_MS = 60_000
/** A mean holds for its bucket, and a short one somewhat longer: readings do not come on the beat of buckets. */
const LEAST_HOLD_MS = 90_000
const POINTS_AT_ONCE = 128
const MOST_WORST = 10

/** Means of points in equal buckets; NaN where nothing was read. */
export interface Means {
  readonly bucket: number
  readonly at: readonly number[]
  readonly of: ReadonlyMap<number, Float64Array>
}

/** @throws what the store throws */
export async function meansOf(
  store: History,
  points: readonly number[],
  { from, to }: Period,
  shortest = SHORTEST_BUCKET_MS,
): Promise<Means> {
  if (!(to > from)) return { bucket: 0, at: [], of: new Map() }
  const most = Math.min(
    MOST_BUCKETS,
    Math.floor(MOST_VALUES / Math.max(1, points.length)),
    Math.floor((to - from) / shortest),
  )
  const buckets = Math.max(1, most)
  const of = new Map<number, Float64Array>()
  const bucket = (to - from) / buckets
  for (let first = 0; first < points.length; first += POINTS_AT_ONCE) {
    const some = points.slice(first, first + POINTS_AT_ONCE)
    const series = await store.history({ points: some, from: epochMs(from), to: epochMs(to), buckets })
    for (const { at, count, mean, point } of series) {
      const values = new Float64Array(buckets).fill(Number.NaN)
      for (const [row, when] of at.entries()) {
        const place = Math.floor((when - from) / bucket + 1e-9)
        if (place >= 0 && place < buckets && (count[row] ?? 0) > 0) values[place] = mean[row] ?? Number.NaN
      }
      of.set(point, values)
    }
  }
  return { bucket, at: Array.from({ length: buckets }, (_, place) => from + place * bucket), of }
}

/** Time of the intakes in the ranges of the room's class. A bucket without a reading is unknown time. */
export function periodOf(room: Room, { racks }: RoomPoints, means: Means, { from, to }: Period): CoolingView['period'] {
  const limits = AIR_CLASS[room.airClass]
  const intakes = racks.flatMap((rack) => rack.intakes)
  const each = intakes.map(({ path, temperature }) => {
    const values = means.of.get(temperature)
    const readings = means.at.flatMap((at, place) => {
      const value = values?.[place] ?? Number.NaN
      return Number.isNaN(value) ? [] : [{ at, value }]
    })
    return { path, times: timeInRanges(readings, { from, to }, Math.max(means.bucket, LEAST_HOLD_MS), limits) }
  })
  const together = timesTogether(each.map(({ times }) => times))
  const worst = each
    .filter(({ times }) => times.tooWarm + times.tooCold > 0)
    .sort((one, other) => other.times.tooWarm + other.times.tooCold - one.times.tooWarm - one.times.tooCold)
    .slice(0, MOST_WORST)
    .map(({ path, times: { tooWarm, tooCold } }) => ({ path, tooWarm, tooCold }))
  const compliance = complianceOf(together)
  return {
    ...{ from, to, bucket: means.bucket, intakes: intakes.length },
    ...together,
    compliance: Number.isNaN(compliance) ? null : compliance,
    worst,
  }
}

/** A column that is the mean of several points. */
export function meanColumn(points: readonly number[], means: Means): readonly number[] {
  return means.at.map((_, place) => meanOf(points.map((point) => means.of.get(point)?.[place] ?? Number.NaN)))
}
