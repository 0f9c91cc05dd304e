import type { Batch } from '../../../../twin/model/batch.ts'
import type { LineKeys } from '../schema/line-keys.ts'

export interface QualityFields {
  hasQuality(measurement: string, field: string): boolean
  noteQuality(measurement: string, field: string): void
}

/**
 * Remembers, by point, up to which instant a reading of bad quality may stand. A later good reading of the same instant must
 * then say that it is good: InfluxDB keeps the fields that a line does not speak of.
 */
export class BadInstants {
  #until = new Float64Array(0)
  readonly #keys: LineKeys
  readonly #fields: QualityFields
  /** What stood before this process is not known one by one: up to now, where the field has qualities at all. */
  readonly #openedAt: number

  constructor(keys: LineKeys, fields: QualityFields, openedAt: number) {
    this.#keys = keys
    this.#fields = fields
    this.#openedAt = openedAt
  }

  /** Takes note of a batch before it is written. */
  note(batch: Batch, rows: Uint32Array): void {
    for (const row of rows) {
      if (batch.quality[row] === 0) continue
      const point = batch.point[row] ?? 0
      const place = this.#keys.of(point)?.place
      if (!place) continue
      const until = this.#untilOf(point)
      this.#fields.noteQuality(place.measurement, place.field)
      this.#until[point] = Math.max(until, batch.at[row] ?? 0)
    }
  }

  /** Must a good reading say so? */
  readonly needsQuality = (point: number, at: number): boolean => {
    const until = this.#until[point]
    return at <= (until === undefined || Number.isNaN(until) ? this.#untilOf(point) : until)
  }

  #untilOf(point: number): number {
    if (point >= this.#until.length) {
      const larger = new Float64Array(Math.max(point + 1, this.#until.length * 2, 1024)).fill(Number.NaN)
      larger.set(this.#until)
      this.#until = larger
    }
    const known = this.#until[point] ?? Number.NaN
    if (!Number.isNaN(known)) return known
    const place = this.#keys.of(point)?.place
    const may = place !== undefined && this.#fields.hasQuality(place.measurement, place.field)
    const until = may ? this.#openedAt : Number.NEGATIVE_INFINITY
    this.#until[point] = until
    return until
  }
}
