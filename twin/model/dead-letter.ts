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
