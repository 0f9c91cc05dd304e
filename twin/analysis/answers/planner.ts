import type { Period } from '../../model/day.ts'
import type { DatedEdit } from '../../model/reservation.ts'
import type { EstateState } from '../build-out/estate-state.ts'
import type { Capacity } from '../capacity/capacity.ts'
import type { MeasuredRoom } from '../cooling/measured-room.ts'
import type { Relief } from '../placement/relief.ts'
import type { Corded, PlacementAnswer, PlacementRequest, Unborne } from '../placement/request.ts'
import type { PhaseFigures } from '../power/phase-figures.ts'
import type { Use } from '../power/use.ts'
import type { Measurement } from '../reconcile/measurement.ts'
import type { Releases } from '../release/release.ts'
import type { ReservedHere } from '../reservations/reserved-here.ts'
import type { CallOff } from './call-off.ts'
import type { FailureSummary } from './failure-summary.ts'
import type { PlaceFigures } from './place-figures.ts'

/** The three figures of a node of the power chain: what it carries, and the most that it carries after any single loss. */
export interface ChainFigure {
  readonly path: string
  /** Watts now, of what is known. */
  readonly watts: number
  /** True where loads that nobody knows rest on it: it carries more than `watts`. */
  readonly atLeast: boolean
  /** Undefined where nobody says a limit. */
  readonly now: Use | undefined
  readonly worst: Use | undefined
  /** The loss that `worst` is of; undefined where none makes it more than now. */
  readonly by: string | undefined
  /** Of a UPS without an input the watts that its battery gives, losses included: nothing above it does. */
  readonly battery?: number
  /** By line; undefined of what has no three lines. */
  readonly phases: PhaseFigures | undefined
}

/** What devices are taken to draw: reconciled with what is measured, or as the estate declares where nothing is. */
export interface Basis {
  readonly loads: 'measured' | 'declared'
  /** Devices that are measured themselves, those whose share of a meter above is known, and all. */
  readonly measured: number
  readonly allocated: number
  readonly devices: number
}

/** What is used and left of a place, in a period with what dated edits take of it then. */
export type PlaceCapacity = Capacity & { readonly reserved?: ReservedHere }

/** What a device draws at most in 99 of 100 moments of its history. */
export interface LabelPeak {
  readonly path: string
  /** Watts. */
  readonly p99: number
}

/**
 * Answers questions about an estate. What takes seconds on a large one is computed once, in whatever thread that is. A question whose signal is
 * aborted is answered no more, and not computed where it has not begun.
 */
export interface Planner {
  /**
   * @param paths things of the estate that fail at the same time
   * @param period of the estate with the dated edits of that time; as it is now where left out
   */
  fail(paths: readonly string[], period?: Period, signal?: CallOff): Promise<FailureSummary>
  /**
   * @param paths places of the estate; those that hold no rack are left out
   * @param period what is free is free in all of it; as it is now where left out
   */
  capacity(paths: readonly string[], period?: Period, signal?: CallOff): Promise<readonly PlaceCapacity[]>
  /** The figures of every node of the power chain at and below a place, and of all that those may draw from, up to the grid. */
  chain(path: string, signal?: CallOff): Promise<readonly ChainFigure[]>
  /** Where devices fit in all of a period, the best first, or why not. */
  place(request: PlacementRequest, period?: Period, signal?: CallOff): Promise<PlacementAnswer>
  /** The first of devices alike that power or cooling does not bear in all of a period, each in its very outlets: see `Placements.unborne`. */
  unborne(watts: number, devices: readonly Corded[], period: Period): Promise<Unborne | undefined>
  /**
   * The smallest changes with which devices that have no place would have one; none where they have, or no such change helps. Other questions are
   * answered between its tries.
   */
  relieve(request: PlacementRequest, period?: Period, signal?: CallOff): Promise<readonly Relief[]>
  /**
   * What binds at a place, and what would release power there. Other questions are answered between its tries.
   * @param peaks what labels may be set right by
   * @param period as for `capacity`
   */
  release(path: string, peaks: readonly LabelPeak[], period?: Period, signal?: CallOff): Promise<Releases>
  /** Answers about periods rest on these dated edits from now on. */
  reserve(edits: readonly DatedEdit[]): Promise<void>
  /**
   * Answers from now on rest on these; those of old ones are forgotten. None: on what the estate declares. The same of the air of rooms.
   * @param lost what is lost already: of the inputs of UPS among it (`…/ups-a1/input`) answers about the present take them as on their batteries
   */
  take(measurements: readonly Measurement[], rooms?: readonly MeasuredRoom[], lost?: readonly string[]): Promise<void>
  /** What answers rest on. */
  basis(): Promise<Basis>
  /** A column a figure, of every place. */
  figures(): Promise<PlaceFigures>
}

/** A planner that answers for the estate of other days besides. What it is told of the present it tells those of other days too. */
export interface DatedPlanner extends Planner {
  on(state: EstateState): Planner
}
