import { QuantileSketch } from '../../rollup/quantile-sketch.ts'
import type { ResultSeries } from '../read/influx-ql.ts'
import type { RawRows } from '../read/raw-rows.ts'
import type { RolledRow } from '../write/rolled-lines.ts'

interface Open {
  min: number
  max: number
  last: number
  count: number
  mean: number
  readonly sketch: QuantileSketch
}

/** A field of a series, as line protocol writes both. */
export interface LineName {
  readonly series: string
  readonly field: string
}

/** Rolls good readings, in the order of time, into buckets of `width` ms. */
export function bucketsOfRaw(rows: RawRows, width: number, name: LineName): readonly RolledRow[] {
  const buckets = new Map<number, Open>()
  for (let i = 0; i < rows.at.length; i++) {
    if (rows.quality[i] !== 0) continue
    const value = rows.value[i] ?? Number.NaN
    const bucket = bucketAt(buckets, Math.floor((rows.at[i] ?? 0) / width) * width)
    take(bucket, { min: value, max: value, last: value, count: 1, mean: value })
    bucket.sketch.add(value)
  }
  return rowsOf(buckets, name)
}

/** Merges finer roll-ups `[time, mean, min, max, last, count, sketch]`, in the order of time, into buckets of `width` ms. */
export function bucketsOfRolled(series: ResultSeries, width: number, name: LineName): readonly RolledRow[] {
  const buckets = new Map<number, Open>()
  for (const row of series.values) {
    const [at, mean, min, max, last, count] = row.slice(0, 6).map(Number)
    if (at === undefined || !(count !== undefined && count > 0)) continue
    const bucket = bucketAt(buckets, Math.floor(at / width) * width)
    take(bucket, { min: Number(min), max: Number(max), last: Number(last), count, mean: Number(mean) })
    const sketch = sketchOf(row[6], Number(min), Number(max))
    if (sketch) bucket.sketch.merge(sketch)
  }
  return rowsOf(buckets, name)
}

/** A sketch from its base64; undefined where it is none (someone else wrote the field). */
export function sketchOf(text: unknown, min: number, max: number): QuantileSketch | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return QuantileSketch.fromBytes(Buffer.from(text, 'base64'), { min, max })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function bucketAt(buckets: Map<number, Open>, at: number): Open {
  const known = buckets.get(at)
  if (known) return known
  const fresh = {
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    last: Number.NaN,
    count: 0,
    mean: 0,
    sketch: new QuantileSketch(),
  }
  buckets.set(at, fresh)
  return fresh
}

function take(bucket: Open, more: Omit<Open, 'sketch'>): void {
  bucket.min = Math.min(bucket.min, more.min)
  bucket.max = Math.max(bucket.max, more.max)
  bucket.last = more.last
  bucket.count += more.count
  // Weighted means rather than sums: a sum of large counters loses digits.
  const share = more.count / bucket.count
  bucket.mean = share === 1 ? more.mean : bucket.mean * (1 - share) + more.mean * share
}

function rowsOf(buckets: ReadonlyMap<number, Open>, name: LineName): readonly RolledRow[] {
  return [...buckets].map(([at, bucket]) => ({ ...name, at, ...bucket }))
}
