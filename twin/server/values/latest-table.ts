import type { Batch } from '../../model/batch.ts'
import type { LatestReading } from '../../model/store.ts'

const GOOD = 0
/** A reading from further ahead than this is ignored: it would hide all that follow. */
const FUTURE_BOUND_MS = 300_000
/** An observed interval is never taken for longer than this: an outage is no interval. */
const LONGEST_INTERVAL_MS = 300_000
const SHORTEST_STALE_MS = 30_000
/** Taken for the interval of a point that has not yet shown it. */
const ASSUMED_INTERVAL_MS = 30_000

/**
 * The newest reading of every point, in columns by point index. An older reading than the one held never replaces it, so
 * a device whose clock runs backwards goes stale instead of showing the past as the present.
 */
export class LatestTable {
  /** Epoch milliseconds; NaN where nothing came yet. */
  at = new Float64Array(0).fill(Number.NaN)
  value = new Float64Array(0)
  /** Index in QUALITIES. */
  quality = new Uint8Array(0)
  /** 1 where the newest reading is older than three intervals and 30 s. */
  stale = new Uint8Array(0)
  /** Observed time between readings in ms, smoothed; 0 where unknown. */
  #observed = new Float32Array(0)
  /** 1 where the reading held is from before this process: the time since then is no interval. */
  #isRemembered = new Uint8Array(0)
  /** 1 where a reading holds until another comes. */
  #isLasting = new Uint8Array(0)
  #isDirty = new Uint8Array(0)
  #dirty: number[] = []
  /** One more than the highest point seen. */
  size = 0
  /** Readings ignored: older than the one held, or from the future. */
  ignored = 0
  /** The newest `at` taken since the last `takeDirty`. */
  newest = 0

  /** Makes room for points 0 to `size` − 1. */
  reserve(size: number): void {
    if (size <= this.size) return
    if (size > this.at.length) this.#grow(Math.max(size, this.at.length * 2, 1024))
    this.size = size
  }

  /** Takes a batch; the arrays are not kept. Readings that changed nothing but their time are taken too. */
  apply(batch: Batch, now: number): void {
    const count = batch.point.length
    for (let row = 0; row < count; row++) {
      this.set(batch.point[row] ?? 0, batch.at[row] ?? 0, batch.value[row] ?? Number.NaN, batch.quality[row] ?? 0, now)
    }
  }

  /** What the store remembers from before this process began. */
  seed(points: readonly number[], readings: readonly (LatestReading | undefined)[], now: number): void {
    readings.forEach((reading, i) => {
      const point = points[i]
      if (!reading || point === undefined) return
      this.set(point, reading.at, reading.value, reading.quality, now)
      this.#isRemembered[point] = 1
    })
  }

  set(point: number, at: number, value: number, quality: number, now: number): void {
    if (point >= this.size) this.reserve(point + 1)
    const before = this.at[point] as number
    // What is held from the future is from before a clock was set back: it must not hide the present.
    if (!(at <= now + FUTURE_BOUND_MS) || (at < before && before <= now + FUTURE_BOUND_MS)) {
      this.ignored++
      return
    }
    if (at > before && this.#isRemembered[point] === 0) this.#learnInterval(point, at - before)
    this.#isRemembered[point] = 0
    this.at[point] = at
    this.value[point] = quality === GOOD ? value : Number.NaN
    this.quality[point] = quality
    // A reading that comes late, or with the time of the last one, does not make the past the present.
    this.stale[point] = this.#isLasting[point] === 0 && now - at > this.staleAfter(point) ? 1 : 0
    if (at > this.newest) this.newest = at
    this.#mark(point)
  }

  /** What is told once and holds until it is told otherwise never goes stale; what is only remembered still does. */
  letLast(point: number): void {
    this.reserve(point + 1)
    this.#isLasting[point] = 1
  }

  /** How often a reading comes in ms, as observed; undefined where too few came to tell. */
  interval(point: number): number | undefined {
    const known = this.#observed[point]
    return known === undefined || known === 0 ? undefined : known
  }

  /** After how many ms without a reading the point is stale: three intervals, at least 30 s. */
  staleAfter(point: number): number {
    return Math.max(SHORTEST_STALE_MS, 3 * (this.interval(point) ?? ASSUMED_INTERVAL_MS))
  }

  /** Is there a good value that is not stale? */
  isFresh(point: number): boolean {
    return this.quality[point] === GOOD && this.stale[point] === 0 && (this.at[point] as number) > 0
  }

  /** When the reading held was measured, where it is a good one, stale or not; else NaN. */
  lastGoodAt(point: number): number {
    const at = this.at[point] as number
    return this.quality[point] === GOOD && at > 0 ? at : Number.NaN
  }

  /** The value where it is fresh, else NaN. */
  fresh(point: number): number {
    return this.isFresh(point) ? (this.value[point] as number) : Number.NaN
  }

  /** Marks as stale (and dirty) what has become so. Call it about once a second. */
  sweep(now: number): void {
    const { at, stale, size } = this
    for (let point = 0; point < size; point++) {
      if (stale[point] !== 0 || (this.#isLasting[point] === 1 && this.#isRemembered[point] === 0)) continue
      // NaN compares false: a point that never had a reading is not stale, it is unknown.
      const age = now - (at[point] as number)
      if ((age > SHORTEST_STALE_MS && age > this.staleAfter(point)) || age < -FUTURE_BOUND_MS) {
        stale[point] = 1
        this.#mark(point)
      }
    }
  }

  /** Points touched since the last call. */
  takeDirty(): readonly number[] {
    const dirty = this.#dirty
    this.#dirty = []
    for (const point of dirty) this.#isDirty[point] = 0
    return dirty
  }

  #mark(point: number): void {
    if (this.#isDirty[point] === 1) return
    this.#isDirty[point] = 1
    this.#dirty.push(point)
  }

  #learnInterval(point: number, gap: number): void {
    const known = this.#observed[point] as number
    const seen = Math.min(gap, LONGEST_INTERVAL_MS)
    if (Number.isNaN(seen)) return
    this.#observed[point] = known === 0 ? seen : known + (Math.min(seen, known * 2) - known) / 4
  }

  #grow(capacity: number): void {
    const grown = <T extends Float64Array | Float32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from as never)
      return to
    }
    this.at = grown(this.at, new Float64Array(capacity).fill(Number.NaN))
    this.value = grown(this.value, new Float64Array(capacity).fill(Number.NaN))
    this.quality = grown(this.quality, new Uint8Array(capacity))
    this.stale = grown(this.stale, new Uint8Array(capacity))
    this.#observed = grown(this.#observed, new Float32Array(capacity))
    this.#isRemembered = grown(this.#isRemembered, new Uint8Array(capacity))
    this.#isLasting = grown(this.#isLasting, new Uint8Array(capacity))
    this.#isDirty = grown(this.#isDirty, new Uint8Array(capacity))
  }
}
