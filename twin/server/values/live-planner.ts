import type { DatedPlanner, Planner } from '../../analysis/answers/planner.ts'
import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { MeasuredRoom } from '../../analysis/cooling/measured-room.ts'
import { type Measurement, STALE_AFTER_SECONDS } from '../../analysis/reconcile/measurement.ts'
import type { Period } from '../../model/day.ts'
import type { KnownReservations } from '../../model/reservation.ts'
import { PreparedPlanner } from './prepared-planner.ts'

/** Loads change slowly, and all that rests on them is computed anew. */
const TAKE_EVERY_SECONDS = 60
/** On a large estate an answer from nothing takes long: measurements are renewed in a tenth of the time at most. */
const LEAST_REST = 10
/** Questions that wait for one another: whoever asks more is told so at once, not minutes later. */
const MOST_WAITING = 32

/** What a planner is told of the present. */
export interface Measured {
  readonly measurements: readonly Measurement[]
  readonly rooms: readonly MeasuredRoom[]
  /** What is lost already. */
  readonly lost?: readonly string[]
}

/** A planner that is given what is measured, when a question comes and what it has is old; and what is reserved, where a question is about a period. */
export class LivePlanner extends PreparedPlanner implements DatedPlanner {
  #takenAt = Number.NEGATIVE_INFINITY
  #cost = 0
  #taking: Promise<void> | undefined
  #reserved = ''
  #waiting = 0

  /**
   * @param measured the newest measurements, and what is known of rooms
   * @param seconds a clock that never jumps
   * @param reservations what is reserved now
   */
  constructor(
    planner: Planner,
    private readonly measured: () => Measured,
    private readonly seconds: () => number,
    private readonly reservations?: () => Promise<KnownReservations | undefined>,
  ) {
    super(planner)
  }

  /** For the estate of another day; what is measured today and what is reserved is known to it too. */
  on(state: EstateState): Planner {
    if (!isDated(this.planner)) throw new Error('This server plans for no other day.')
    return new PlannerOfDay(this.planner.on(state), (ask, period, signal) => this.answer(ask, period, signal))
  }

  /** @throws Error where too many wait already; the signal's reason */
  protected async answer<T>(ask: () => Promise<T>, period?: Period, signal?: AbortSignal): Promise<T> {
    if (this.#waiting >= MOST_WAITING)
      throw new Error(`${MOST_WAITING} questions wait for the planner already. Ask again in a minute.`)
    this.#waiting++
    try {
      return await this.#answered(ask, period, signal)
    } finally {
      this.#waiting--
    }
  }

  async #answered<T>(ask: () => Promise<T>, period?: Period, signal?: AbortSignal): Promise<T> {
    this.#taking ??= this.#renew().finally(() => {
      this.#taking = undefined
    })
    await this.#taking
    if (period) await this.#renewReserved()
    signal?.throwIfAborted()
    const began = this.seconds()
    const answer = await ask()
    this.#cost = Math.max(this.#cost, this.seconds() - began)
    return answer
  }

  async #renewReserved(): Promise<void> {
    const known = await this.reservations?.()
    if (!known || known.version === this.#reserved) return
    await this.planner.reserve(known.reservations)
    this.#reserved = known.version
  }

  async #renew(): Promise<void> {
    const now = this.seconds()
    if (now - this.#takenAt < Math.max(TAKE_EVERY_SECONDS, this.#cost * LEAST_REST)) return
    const { measurements, rooms, lost = [] } = this.measured()
    const fresh = measurements.filter(({ ageSeconds }) => ageSeconds <= STALE_AFTER_SECONDS)
    await this.planner.take(fresh, rooms, lost)
    this.#takenAt = now
    this.#cost = 0
  }
}

function isDated(planner: Planner): planner is DatedPlanner {
  return 'on' in planner
}

type Answer = <T>(ask: () => Promise<T>, period?: Period, signal?: AbortSignal) => Promise<T>

class PlannerOfDay extends PreparedPlanner {
  constructor(
    planner: Planner,
    private readonly prepared: Answer,
  ) {
    super(planner)
  }

  protected answer<T>(ask: () => Promise<T>, period?: Period, signal?: AbortSignal): Promise<T> {
    return this.prepared(ask, period, signal)
  }
}
