import type { Batch } from '../../../twin/model/batch.ts'
import { emptyBatch } from '../journal/record.ts'
import type { PointSlot } from './point-slot.ts'

const FIRST_ROWS = 4096

/** Rows on their way to the journal, in columns that are used again and again. */
export class RowBuffer {
  #columns = emptyBatch(FIRST_ROWS)
  readonly #slots: PointSlot[] = []
  #rows = 0

  get size(): number {
    return this.#rows
  }

  add(slot: PointSlot, at: number, value: number, quality: number): void {
    const row = this.#rows++
    if (row === this.#columns.at.length) this.#grow()
    this.#slots[row] = slot
    this.#columns.at[row] = at
    this.#columns.value[row] = value
    this.#columns.quality[row] = quality
  }

  /** The rows, as views that hold until `clear`. Rows whose points have no index are left out. */
  batch(): Batch {
    const { point, at, value, quality } = this.#columns
    let rows = 0
    for (let row = 0; row < this.#rows; row++) {
      const index = (this.#slots[row] as PointSlot).index
      if (index < 0) continue
      point[rows] = index
      at[rows] = at[row] as number
      value[rows] = value[row] as number
      quality[rows] = quality[row] as number
      rows++
    }
    return {
      point: point.subarray(0, rows),
      at: at.subarray(0, rows),
      value: value.subarray(0, rows),
      quality: quality.subarray(0, rows),
    }
  }

  clear(): void {
    this.#rows = 0
    this.#slots.length = 0
  }

  #grow(): void {
    const before = this.#columns
    this.#columns = emptyBatch(before.at.length * 2)
    this.#columns.at.set(before.at)
    this.#columns.value.set(before.value)
    this.#columns.quality.set(before.quality)
  }
}
