import type { Programme } from '../../model/programme.ts'
import type { SupposedDelay } from '../../model/programme-book.ts'
import type { OutOfSequence } from '../schedule/early-dates.ts'
import { type ProgrammeStatus, programmeStatus } from './programme-status.ts'
import { type DelayFault, joinedDelays, movedBy, withDelays } from './supposed-delays.ts'

/** Where a programme leads with what is supposed. */
export interface SupposedStatus {
  readonly status: ProgrammeStatus
  /** One of each activity. */
  readonly delays: readonly SupposedDelay[]
  /** Calendar days by which finishes move through the delays. */
  readonly moved: ReadonlyMap<string, number>
}

/** @returns every delay that cannot be, and then no status */
export function supposedStatus(
  programme: Programme,
  supposed: readonly SupposedDelay[],
  outOfSequence?: OutOfSequence,
): SupposedStatus | { readonly faults: readonly DelayFault[] } {
  const delays = joinedDelays(supposed).filter(({ minutes }) => minutes !== 0)
  const before = programmeStatus(programme, outOfSequence)
  if (delays.length === 0) return { status: before, delays, moved: new Map() }
  const delayed = withDelays(programme, delays)
  if ('faults' in delayed) return delayed
  const status = programmeStatus(delayed.programme, outOfSequence)
  return { status, delays, moved: movedBy(status, before) }
}
