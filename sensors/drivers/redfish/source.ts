import type { RedfishApi } from './api.ts'
import type { Observation } from './observation.ts'

/** A resource that is read at every poll, and how values are found in it. */
export interface Source {
  /** Link, for messages and for leaving it out. */
  readonly at: string
  /** Stands before the names where a device has several chassis; '' else. */
  readonly prefix: string
  /** Told by a deprecated resource: believed only where no newer one tells the same. */
  readonly legacy: boolean
  read(api: RedfishApi): Promise<readonly Observation[]>
}
