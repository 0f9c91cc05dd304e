import type { EpochMs } from './units.ts'

/** A reading that the store will never take. */
export interface DeadLetter {
  readonly at: EpochMs
  readonly point: string
  readonly value: number
  readonly reason: string
}

export interface DeadLetterSource {
  /** The newest so many, newest first. */
  list(limit: number): Promise<readonly DeadLetter[]>
}

/** Of their bound: dead letters beyond it have little room left. */
export const LETTERS_FILLING_SHARE = 0.8

/** How full the dead letters' folder is, and what it has lost. */
export interface DeadLetterStatus {
  readonly bytes: number
  /** Beyond it the oldest are dropped. */
  readonly maxBytes: number
  /** Letters dropped for that bound, one for each reading, since the folder began. */
  readonly dropped: number
  /** Those of them that this process has dropped. */
  readonly droppedSinceStart: number
}
