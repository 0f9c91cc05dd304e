import type { Batch } from '../../twin/model/batch.ts'
import type { CollectorStatus } from '../../twin/model/collector-status.ts'
import type { DeviceEntry } from '../device-entry.ts'
import type { PipelineError } from './errors.ts'
import type { SchedulerLimits } from './scheduler/scheduler.ts'

/** What the collector's thread is started with. */
export interface CollectorSettings {
  readonly devices: readonly DeviceEntry[]
  /** Device profiles of one's own, besides those that are shipped. */
  readonly profilesFolder?: string
  /** Holds `journal/` and `points.ids`; made where it is not there. */
  readonly dataFolder: string
  /** Of SharedPositions, the same that the storage thread has. */
  readonly shared: SharedArrayBuffer
  readonly journal: {
    readonly maxBytes: number
    readonly maxAgeMs: number
    /** @default 64 MiB, or a quarter of maxBytes where that is less */
    readonly segmentBytes?: number
  }
  readonly limits?: SchedulerLimits & {
    /** Points of all devices together, for ever. @default 2,000,000 */
    readonly points?: number
  }
}

export type OwnStatus = Omit<CollectorStatus, 'store'>

export type ToCollector =
  | { readonly id: number; readonly call: 'status' }
  | { readonly id: number; readonly call: 'stop' }

export type FromCollector =
  /** `points` as point-codec.ts encodes them: all that are known. */
  | { readonly type: 'ready'; readonly points: Uint8Array }
  | { readonly type: 'failed'; readonly code: PipelineError['code']; readonly message: string }
  /** A batch that is on disk; `points` are those that it is the first to use. */
  | { readonly type: 'batch'; readonly batch: Batch; readonly points?: Uint8Array }
  | { readonly type: 'log'; readonly message: string }
  | { readonly type: 'result'; readonly id: number; readonly status?: OwnStatus }
