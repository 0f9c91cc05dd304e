import type { GetSize } from './read-many.ts'
import type { Requester } from './requester.ts'
import type { BulkSize, WalkLimits } from './walk.ts'

/** The way to one device, with what has been learned of how much it answers at once. */
export interface Reader {
  readonly requester: Requester
  readonly getSize: GetSize
  readonly bulkSize: BulkSize
  readonly limits: WalkLimits
}
