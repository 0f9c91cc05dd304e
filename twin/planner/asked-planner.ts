import type { FailureSummary } from '../analysis/answers/failure-summary.ts'
import type { PlaceFigures } from '../analysis/answers/place-figures.ts'
import type { Basis, ChainFigure, LabelPeak, PlaceCapacity, Planner } from '../analysis/answers/planner.ts'
import type { MeasuredRoom } from '../analysis/cooling/measured-room.ts'
import type { Relief } from '../analysis/placement/relief.ts'
import type { Corded, PlacementAnswer, PlacementRequest, Unborne } from '../analysis/placement/request.ts'
import type { Measurement } from '../analysis/reconcile/measurement.ts'
import type { Releases } from '../analysis/release/release.ts'
import type { Question } from '../kit/thread-calls.ts'
import type { Period } from '../model/day.ts'
import type { DatedEdit } from '../model/reservation.ts'
import type { PlannerAnswer, ToPlanner } from './worker-messages.ts'

/** A planner whose questions are messages. */
export abstract class AskedPlanner implements Planner {
  protected abstract ask(question: Question<ToPlanner>, signal?: AbortSignal): Promise<PlannerAnswer>

  async fail(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<FailureSummary> {
    return (await this.ask({ call: 'fail', paths, period }, signal)) as FailureSummary
  }

  async capacity(paths: readonly string[], period?: Period, signal?: AbortSignal): Promise<readonly PlaceCapacity[]> {
    return (await this.ask({ call: 'capacity', paths, period }, signal)) as readonly PlaceCapacity[]
  }

  async chain(path: string, signal?: AbortSignal): Promise<readonly ChainFigure[]> {
    return (await this.ask({ call: 'chain', path }, signal)) as readonly ChainFigure[]
  }

  async place(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<PlacementAnswer> {
    return (await this.ask({ call: 'place', request, period }, signal)) as PlacementAnswer
  }

  async unborne(watts: number, devices: readonly Corded[], period: Period): Promise<Unborne | undefined> {
    return (await this.ask({ call: 'unborne', watts, devices, period })) as Unborne | undefined
  }

  async relieve(request: PlacementRequest, period?: Period, signal?: AbortSignal): Promise<readonly Relief[]> {
    return (await this.ask({ call: 'relieve', request, period }, signal)) as readonly Relief[]
  }

  async release(path: string, peaks: readonly LabelPeak[], period?: Period, signal?: AbortSignal): Promise<Releases> {
    return (await this.ask({ call: 'release', path, peaks, period }, signal)) as Releases
  }

  async reserve(edits: readonly DatedEdit[]): Promise<void> {
    await this.ask({ call: 'reserve', edits })
  }

  async take(
    measurements: readonly Measurement[],
    rooms: readonly MeasuredRoom[] = [],
    lost: readonly string[] = [],
  ): Promise<void> {
    await this.ask({ call: 'take', measurements, rooms, lost })
  }

  async basis(): Promise<Basis> {
    return (await this.ask({ call: 'basis' })) as Basis
  }

  async figures(): Promise<PlaceFigures> {
    return (await this.ask({ call: 'figures' })) as PlaceFigures
  }
}
