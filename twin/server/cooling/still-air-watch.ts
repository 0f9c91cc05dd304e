import { coolerRoom } from '../../analysis/cooling/cooler-room.ts'
import type { Period } from '../../analysis/cooling/time-beyond.ts'
import type { Estate } from '../../model/estate.ts'

/** How often it is looked: far below the minutes that a room without air takes to warm. */
const LOOK_EVERY_MS = 10_000
/** m³/s below which a unit stands still. */
const STILL = 0.01
/** What is in the store by then. */
const SETTLE_MS = 60_000
/** A record that goes on is fitted after this long, not only at its end. */
const LONG_MS = 20 * 60_000
const BEFORE_MS = 5 * 60_000

interface Watched {
  readonly room: string
  readonly units: readonly number[]
  /** When its air came to a stand; undefined while it moves, or nobody knows. */
  since: number | undefined
  /** Its record is told of already, while it goes on. */
  isTold: boolean
}

/** Notices rooms whose coolers all stop moving air: what is recorded then tells how fast such a room warms. */
export class StillAirWatch {
  readonly #rooms: readonly Watched[]
  readonly #due: { readonly room: string; readonly period: Period }[] = []
  #lookedAt = Number.NEGATIVE_INFINITY

  /** @param airflowOf m³/s of a unit by its index where it is fresh, else NaN */
  constructor(
    estate: Estate,
    private readonly airflowOf: (unit: number) => number,
  ) {
    const units = new Map<string, number[]>()
    for (const unit of estate.ofKind('crah')) {
      const room = unit.type === 'cdu' ? undefined : coolerRoom(estate, unit)?.path
      if (room !== undefined) units.set(room, [...(units.get(room) ?? []), unit.index])
    }
    this.#rooms = [...units].map(([room, own]) => ({ room, units: own, since: undefined, isTold: false }))
  }

  /**
   * @param now epoch ms; a jump back begins anew
   * @returns records that can be read now: the room, and the time from before its air stood to when it moved again
   */
  look(now: number): readonly { readonly room: string; readonly period: Period }[] {
    const passed = now - this.#lookedAt
    if (passed >= 0 && passed < LOOK_EVERY_MS) return []
    this.#lookedAt = now
    for (const one of this.#rooms) {
      if (one.since !== undefined && one.since > now) one.since = undefined
      const isStill = one.units.every((unit) => this.airflowOf(unit) < STILL)
      if (isStill) one.since ??= now
      if (one.since !== undefined && !one.isTold && (!isStill || now - one.since >= LONG_MS)) {
        this.#due.push({ room: one.room, period: { from: one.since - BEFORE_MS, to: now } })
        one.isTold = true
      }
      if (!isStill) Object.assign(one, { since: undefined, isTold: false })
    }
    const ready = this.#due.filter(({ period }) => period.to + SETTLE_MS <= now || period.to > now)
    this.#due.splice(0, this.#due.length, ...this.#due.filter((one) => !ready.includes(one)))
    return ready
  }
}
