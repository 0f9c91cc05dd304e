import type { FailureSummary } from '../analysis/answers/failure-summary.ts'
import type { PlaceFigures } from '../analysis/answers/place-figures.ts'
import type { Basis, ChainFigure, LabelPeak, PlaceCapacity } from '../analysis/answers/planner.ts'
import type { EstateState } from '../analysis/build-out/estate-state.ts'
import type { MeasuredRoom } from '../analysis/cooling/measured-room.ts'
import type { Relief } from '../analysis/placement/relief.ts'
import type { Corded, PlacementAnswer, PlacementRequest, Unborne } from '../analysis/placement/request.ts'
import type { Measurement } from '../analysis/reconcile/measurement.ts'
import type { Releases } from '../analysis/release/release.ts'
import type { Period } from '../model/day.ts'
import type { DatedEdit } from '../model/reservation.ts'

/** What the thread is started with. */
export interface PlannerSettings {
  /** Folder of the estate's files. */
  readonly estateFolder: string
  /** Beside it lie the files of what is planned; that of the estate's folder where absent. */
  readonly programmeFile?: string
}

/** A question; about the estate of another day where it has a state. */
export type Asked = PlannerQuestion & { readonly state?: EstateState }

export type ToPlanner =
  | Asked
  /** Nobody waits for the answer of this number any more; it has none itself. */
  | { readonly id: number; readonly call: 'cancel' }
  | { readonly id: number; readonly call: 'stop' }

type PlannerQuestion =
  | {
      readonly id: number
      readonly call: 'fail' | 'capacity'
      readonly paths: readonly string[]
      readonly period: Period | undefined
    }
  | { readonly id: number; readonly call: 'reserve'; readonly edits: readonly DatedEdit[] }
  | { readonly id: number; readonly call: 'chain'; readonly path: string }
  | { readonly id: number; readonly call: 'figures' | 'basis' }
  | {
      readonly id: number
      readonly call: 'take'
      readonly measurements: readonly Measurement[]
      readonly rooms: readonly MeasuredRoom[]
      readonly lost: readonly string[]
    }
  | {
      readonly id: number
      readonly call: 'place' | 'relieve'
      readonly request: PlacementRequest
      readonly period: Period | undefined
    }
  | {
      readonly id: number
      readonly call: 'unborne'
      readonly watts: number
      readonly devices: readonly Corded[]
      readonly period: Period
    }
  | {
      readonly id: number
      readonly call: 'release'
      readonly path: string
      readonly peaks: readonly LabelPeak[]
      readonly period: Period | undefined
    }

export type PlannerAnswer =
  | FailureSummary
  | readonly PlaceCapacity[]
  | readonly ChainFigure[]
  | PlaceFigures
  | PlacementAnswer
  | Releases
  | Unborne
  | readonly Relief[]
  | Basis
  | undefined

export type FromPlanner =
  | { readonly type: 'result'; readonly id: number; readonly value: PlannerAnswer }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
