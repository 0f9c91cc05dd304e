import type { EpochMs } from '../../model/units.ts'

/** A work on a thing, which is out of service from one instant to another. */
export interface Maintenance {
  readonly id: string
  readonly path: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly by: string
  readonly reason: string
  /** Ended by hand: before its time, or given up before it began. */
  readonly endedAt: EpochMs | null
  /** When all that it had caused was seen to be over. */
  readonly restoredAt: EpochMs | null
}

/** `ended`: its time is over and what it caused is not, or not yet seen to be. */
export type MaintenancePhase = 'planned' | 'active' | 'ended' | 'restored'

/** A work that takes longer is a change of the estate. */
export const LONGEST_WORK_MS = 31 * 86_400_000
/** Readings of what is back come a moment later: so long after the end nothing is called not restored. */
export const RESTORED_WITHIN_MS = 120_000

/** When it ends, or has ended. */
export function endOf({ to, endedAt }: Maintenance): EpochMs {
  return endedAt ?? to
}

export function phaseOf(work: Maintenance, now: EpochMs): MaintenancePhase {
  if (work.restoredAt !== null) return 'restored'
  if (now >= endOf(work)) return 'ended'
  return now < work.from ? 'planned' : 'active'
}

/** Is what it causes still laid to it? */
export function isQuieting(work: Maintenance, now: EpochMs): boolean {
  if (work.restoredAt !== null || now < work.from) return false
  return now < endOf(work) + RESTORED_WITHIN_MS
}
