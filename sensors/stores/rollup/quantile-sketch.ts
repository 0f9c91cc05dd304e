import { binOfKey, isBinKey, keyOf, valueOfKey } from './sketch-bins.ts'
import { readVarint, unzigzag, writeVarint, zigzag } from './varint.ts'

/**
 * A mergeable sketch of a distribution: counts in bins that grow by 2 % (Masson, Rim and Lee, "DDSketch", VLDB 2019, without a
 * collapse of bins: a minute or a quarter of an hour never fills many). Any quantile is right within RELATIVE_ERROR of the
 * value at that rank; values nearer to zero than SMALLEST count as zero.
 */
export class QuantileSketch {
  readonly #counts = new Map<number, number>()
  #count = 0
  #min = Number.POSITIVE_INFINITY
  #max = Number.NEGATIVE_INFINITY

  get count(): number {
    return this.#count
  }

  /** Takes a finite value, `times` times. */
  add(value: number, times = 1): void {
    this.addKey(keyOf(value), times)
    this.#min = Math.min(this.#min, value)
    this.#max = Math.max(this.#max, value)
  }

  /** Takes a count of a bin whose extremes are told by `bound` or not at all. */
  addKey(key: number, times: number): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + times)
    this.#count += times
  }

  /** Known extremes of what was added by key: quantiles never leave them. */
  bound(min: number, max: number): void {
    this.#min = Math.min(this.#min, min)
    this.#max = Math.max(this.#max, max)
  }

  merge(other: QuantileSketch): void {
    for (const [key, times] of other.#counts) this.addKey(key, times)
    this.bound(other.#min, other.#max)
  }

  /**
   * The value at rank ⌊q·(count − 1)⌋ of the sorted values, within RELATIVE_ERROR. NaN for an empty sketch.
   * @param q 0..1
   */
  quantile(q: number): number {
    if (this.#count === 0) return Number.NaN
    const rank = Math.floor(q * (this.#count - 1))
    let below = 0
    for (const [key, times] of this.bins()) {
      below += times
      if (below > rank) return this.#within(valueOfKey(key))
    }
    return this.#max
  }

  /** Bin keys in the order of their values, with counts. */
  bins(): readonly (readonly [key: number, count: number])[] {
    return [...this.#counts].sort((a, b) => a[0] - b[0])
  }

  /** LEB128: the number of bins, then for each the zigzag step from the last key and the count. About two bytes a bin. */
  toBytes(): Uint8Array {
    const bytes: number[] = []
    const bins = this.bins()
    writeVarint(bytes, bins.length)
    let last = 0
    for (const [key, times] of bins) {
      writeVarint(bytes, zigzag(key - last))
      writeVarint(bytes, times)
      last = key
    }
    return Uint8Array.from(bytes)
  }

  /**
   * Extremes are not part of the bytes: those of the bucket are passed where they are known, else the bins' edges count.
   * @throws RangeError when the bytes are not what `toBytes` makes
   */
  static fromBytes(bytes: Uint8Array, extremes?: { readonly min: number; readonly max: number }): QuantileSketch {
    const sketch = new QuantileSketch()
    const cursor = { at: 0 }
    const bins = readVarint(bytes, cursor)
    let key = 0
    for (let bin = 0; bin < bins; bin++) {
      key += unzigzag(readVarint(bytes, cursor))
      if (!isBinKey(key)) throw new RangeError(`a sketch has no bin ${key} (bin ${bin} of ${bins})`)
      sketch.addKey(key, readVarint(bytes, cursor))
      if (!extremes) sketch.bound(binOfKey(key).low, binOfKey(key).high)
    }
    if (extremes) sketch.bound(extremes.min, extremes.max)
    if (cursor.at !== bytes.length)
      throw new RangeError(`a sketch of ${bins} bins ends at byte ${cursor.at}, not ${bytes.length}`)
    return sketch
  }

  #within(value: number): number {
    return Math.min(Math.max(value, this.#min), this.#max)
  }
}
