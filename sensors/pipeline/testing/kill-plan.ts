import type { StoreSettings } from '../../../twin/model/store-settings.ts'

/** What a program of the kill test is to do. */
export interface KillPlan {
  /** Holds journal, points and all else, also for the runs before and after. */
  readonly folder: string
  readonly store: StoreSettings | { readonly kind: 'file'; readonly keepsPosition: boolean; readonly refuses?: boolean }
  /** 0, 1, 2 … */
  readonly run: number
  readonly seed: number
  /** Epoch milliseconds of the first reading of run 0. */
  readonly begin: number
  /** False: only send what is there, and end. */
  readonly load: boolean
  /** Where it kills itself: before or after the nth of these calls. */
  readonly fault?: { readonly call: FaultCall; readonly nth: number; readonly when: 'before' | 'after' }
}

export const FAULT_CALLS = [
  'open',
  'writev',
  'datasync',
  'appendFile',
  'truncate',
  'sync',
  'rename',
  'rm',
  'write',
] as const
export type FaultCall = (typeof FAULT_CALLS)[number]

/** Readings of one run lie in a minute of their own, a millisecond apart. */
export const RUN_MS = 60_000

/** The point of a reading: one of the run's own, every tenth one of five that all runs share. */
export function killPoint(run: number, count: number): string {
  return count % 10 === 0 ? `test/shared-${(count / 10) % 5}/power` : `test/run-${run}/power`
}

/** The value says which reading it is. */
export function killValue(run: number, count: number): number {
  return run * RUN_MS + count
}
