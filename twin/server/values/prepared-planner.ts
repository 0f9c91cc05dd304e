import type { FailureSummary } from '../../analysis/answers/failure-summary.ts'
import type { PlaceFigures } from '../../analysis/answers/place-figures.ts'
import type { Basis, ChainFigure, LabelPeak, PlaceCapacity, Planner } from '../../analysis/answers/planner.ts'
import type { MeasuredRoom } from '../../analysis/cooling/measured-room.ts'
import type { Relief } from '../../analysis/placement/relief.ts'
import type { Corded, PlacementAnswer, PlacementRequest, Unborne } from '../../analysis/placement/request.ts'
import type { Measurement } from '../../analysis/reconcile/measurement.ts'
import type { Releases } from '../../analysis/release/release.ts'
import type { Period } from '../../model/day.ts'
import type { DatedEdit } from '../../model/reservation.ts'

/** A planner for which something is done before each of its answers. */
export abstract class PreparedPlanner implements Planner {
  constructor(protected readonly planner: Planner) {}

  /** @param period that the question is about, where it is about one */
  protected abstract answer<T>(ask: () => Promise<T>, period?: Period, signal?: AbortSignal): Promise<T>

  fail(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<FailureSummary> {
    return this.answer(() => this.planner.fail(paths, period, signal), period, signal)
  }

  capacity(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<readonly PlaceCapacity[]> {
    return this.answer(() => this.planner.capacity(paths, period, signal), period, signal)
  }

  chain(path: string, signal?: AbortSignal): Promise<readonly ChainFigure[]> {
    return this.answer(() => this.planner.chain(path, signal), undefined, signal)
  }

  place(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<PlacementAnswer> {
    return this.answer(() => this.planner.place(request, period, signal), period, signal)
  }

  unborne(watts: number, devices: readonly Corded[], period: Period): Promise<Unborne | undefined> {
    return this.answer(() => this.planner.unborne(watts, devices, period), period)
  }

  relieve(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<readonly Relief[]> {
    return this.answer(() => this.planner.relieve(request, period, signal), period, signal)
  }

  release(path: string, peaks: readonly LabelPeak[], period?: Period, signal?: AbortSignal): Promise<Releases> {
    return this.answer(() => this.planner.release(path, peaks, period, signal), period, signal)
  }

  reserve(edits: readonly DatedEdit[]): Promise<void> {
    return this.planner.reserve(edits)
  }

  figures(): Promise<PlaceFigures> {
    return this.answer(() => this.planner.figures())
  }

  basis(): Promise<Basis> {
    return this.planner.basis()
  }

  take(measurements: readonly Measurement[], rooms?: readonly MeasuredRoom[], lost?: readonly string[]): Promise<void> {
    return this.planner.take(measurements, rooms, lost)
  }
}
