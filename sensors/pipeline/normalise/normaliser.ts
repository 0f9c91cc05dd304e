import { parentPath } from '../../../twin/model/path.ts'
import { UNIT_OF } from '../../../twin/model/quantity.ts'
import { QUALITIES } from '../../../twin/model/reading.ts'
import type { DeviceEntry } from '../../device-entry.ts'
import type { DeviceReading } from '../../driver.ts'
import type { NewPointLimit } from './new-point-limit.ts'
import type { PointBook } from './point-book.ts'
import { pointPath } from './point-name.ts'
import type { PointSlot } from './point-slot.ts'
import { codeForRole } from './role-words.ts'
import type { RowBuffer } from './row-buffer.ts'

/** A reading from further ahead is no measurement of now. */
const AHEAD_MS = 60_000
/** Older than the journal keeps anything: a device without a clock. */
const BEHIND_MS = 7 * 86_400_000

const GOOD = QUALITIES.indexOf('good')
const STALE = QUALITIES.indexOf('stale')
const INVALID = QUALITIES.indexOf('invalid')

/**
 * Turns one device's readings into rows: name to point, number and quality as twin/model/reading.ts has them, times within bounds. What does
 * not fit is left out and counted.
 */
export class Normaliser {
  readonly #slots = new Map<string, PointSlot>()
  #refused = 0
  #lastRefusal = ''

  constructor(
    private readonly entry: DeviceEntry,
    private readonly book: PointBook,
    private readonly limit: NewPointLimit,
  ) {}

  /** What was left out so far, for people; undefined where nothing was. */
  get complaint(): string | undefined {
    return this.#refused === 0
      ? undefined
      : `${this.#refused} readings were refused, the last because ${this.#lastRefusal}`
  }

  /** @returns how many rows were added */
  take(readings: readonly DeviceReading[], now: number, into: RowBuffer): number {
    let rows = 0
    for (const reading of readings) {
      const slot = this.#slots.get(reading.point) ?? this.#find(reading)
      if (!slot) continue
      if (reading.quantity !== slot.quantity || reading.unit !== UNIT_OF[slot.quantity]) {
        this.#refuse(
          reading.point,
          `is told as ${reading.quantity} in ${reading.unit}, but is kept as ${slot.quantity}`,
        )
        continue
      }
      rows++
      const { at, value } = reading
      if (!(at <= now + AHEAD_MS)) into.add(slot, now, Number.NaN, INVALID)
      else if (at < now - BEHIND_MS) into.add(slot, now, Number.NaN, STALE)
      else if (reading.quality !== 'good') into.add(slot, at, Number.NaN, QUALITIES.indexOf(reading.quality))
      else if (Number.isFinite(value)) into.add(slot, at, this.#inWordsOfRole(slot, value), GOOD)
      else into.add(slot, at, Number.NaN, INVALID)
    }
    return rows
  }

  #inWordsOfRole({ quantity, path }: PointSlot, value: number): number {
    const { roles } = this.entry
    if (roles === undefined || quantity !== 'state') return value
    const role = roles[parentPath(path)]
    return role === undefined ? value : codeForRole(role, value)
  }

  #find({ point, quantity }: DeviceReading): PointSlot | undefined {
    const path = pointPath(this.entry.path, this.entry.map, point)
    if (path === undefined) return this.#refuse(point, 'is no name of a point')
    if (!Object.hasOwn(UNIT_OF, quantity)) return this.#refuse(point, 'measures nothing that is known')
    const slot = this.book.slot(path, quantity, this.limit)
    if (slot === 'quantity') return this.#refuse(point, `is told as ${quantity}, but measured something else before`)
    if (slot === 'bound') return this.#refuse(point, 'would be one new point too many')
    this.#slots.set(point, slot)
    return slot
  }

  #refuse(point: string, why: string): undefined {
    this.#refused++
    this.#lastRefusal = `${point.replace(/\P{ASCII}|\p{C}/gu, '?').slice(0, 120)} ${why}`
    return undefined
  }
}
