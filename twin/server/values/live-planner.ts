import type { FailureSummary } from '../../analysis/answers/failure-summary.ts'
import type { PlaceFigures } from '../../analysis/answers/place-figures.ts'
import type { Basis, ChainFigure, LabelPeak, PlaceCapacity, Planner } from '../../analysis/answers/planner.ts'
import type { MeasuredRoom } from '../../analysis/cooling/measured-room.ts'
import type { Relief } from '../../analysis/placement/relief.ts'
import type { Corded, PlacementAnswer, PlacementRequest, Unborne } from '../../analysis/placement/request.ts'
import { type Measurement, STALE_AFTER_SECONDS } from '../../analysis/reconcile/measurement.ts'
import type { Releases } from '../../analysis/release/release.ts'
import type { Period } from '../../model/day.ts'
import type { DatedEdit, KnownReservations } from '../../model/reservation.ts'

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
export class LivePlanner implements Planner {
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
    private readonly planner: Planner,
    private readonly measured: () => Measured,
    private readonly seconds: () => number,
    private readonly reservations?: () => Promise<KnownReservations | undefined>,
  ) {}

  fail(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<FailureSummary> {
    return this.#answer(() => this.planner.fail(paths, period, signal), period, signal)
  }

  capacity(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<readonly PlaceCapacity[]> {
    return this.#answer(() => this.planner.capacity(paths, period, signal), period, signal)
  }

  chain(path: string, signal?: AbortSignal): Promise<readonly ChainFigure[]> {
    return this.#answer(() => this.planner.chain(path, signal), undefined, signal)
  }

  place(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<PlacementAnswer> {
    return this.#answer(() => this.planner.place(request, period, signal), period, signal)
  }

  unborne(watts: number, devices: readonly Corded[], period: Period): Promise<Unborne | undefined> {
    return this.#answer(() => this.planner.unborne(watts, devices, period), period)
  }

  relieve(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<readonly Relief[]> {
    return this.#answer(() => this.planner.relieve(request, period, signal), period, signal)
  }

  release(path: string, peaks: readonly LabelPeak[], period?: Period, signal?: AbortSignal): Promise<Releases> {
    return this.#answer(() => this.planner.release(path, peaks, period, signal), period, signal)
  }

  reserve(edits: readonly DatedEdit[]): Promise<void> {
    return this.planner.reserve(edits)
  }

  figures(): Promise<PlaceFigures> {
    return this.#answer(() => this.planner.figures())
  }

  basis(): Promise<Basis> {
    return this.planner.basis()
  }

  take(measurements: readonly Measurement[], rooms?: readonly MeasuredRoom[], lost?: readonly string[]): Promise<void> {
    return this.planner.take(measurements, rooms, lost)
  }

  /** @throws Error where too many wait already; the signal's reason */
  async #answer<T>(ask: () => Promise<T>, period?: Period, signal?: AbortSignal): Promise<T> {
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
