import type { ActiveFault } from '../../twin/model/fault-control.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { DeviceEntry } from '../device-entry.ts'
import type { SimulatorError } from './simulator-error.ts'

/** What the worker is started with. */
export interface SimulatorSettings {
  /** Folder of the estate's files; the shipped estate where absent. */
  readonly estateFolder?: string
  /** Where the credentials of the simulated devices are written, each file of mode 0600. */
  readonly credentialFolder: string
  readonly seed?: number
  readonly only?: string
  readonly speed?: number
  readonly faults?: readonly FirstFault[]
}

/** A fault to begin with: at a thing, or at the first one that it fits at or below `within`. */
export interface FirstFault {
  readonly name: string
  readonly path?: string
  readonly within: string
}

export type ToWorker =
  | { readonly id: number; readonly call: 'active' }
  | { readonly id: number; readonly call: 'inject'; readonly name: string; readonly path: ThingPath }
  | { readonly id: number; readonly call: 'clear'; readonly fault: string }
  | { readonly id: number; readonly call: 'stop' }

export type FromWorker =
  | { readonly type: 'ready'; readonly entries: readonly DeviceEntry[] }
  | { readonly type: 'failed'; readonly code: SimulatorError['code']; readonly message: string }
  | { readonly type: 'result'; readonly id: number; readonly value: ActiveFault | readonly ActiveFault[] | undefined }
  | { readonly type: 'refused'; readonly id: number; readonly code: SimulatorError['code']; readonly message: string }
