import type { DeadLetterStatus } from './dead-letter.ts'
import type { ThingPath } from './path.ts'
import type { EpochMs } from './units.ts'

/** How the collection fares, for the status page, the metrics and the device-down alarm. */
export interface CollectorStatus {
  readonly devices: readonly DeviceStatus[]
  readonly polls: {
    readonly done: number
    readonly failed: number
    readonly missed: number
    /** Ticks that the collector itself was late for: begun more than a second late, or missed before it had asked. */
    readonly late: number
    readonly latenessP99Ms: number
  }
  readonly journal: {
    readonly accepted: number
    readonly bytes: number
    readonly oldest?: EpochMs
    /** Readings given up because the bound was reached: lost, and alarmed. */
    readonly givenUp: number
    readonly quarantined: number
    readonly writable: boolean
  }
  readonly store: {
    readonly stored: number
    readonly refused: number
    readonly waiting: number
    readonly circuit: 'closed' | 'open' | 'half-open'
    readonly reason?: string
    /** Absent while the disk does not tell. */
    readonly deadLetters?: DeadLetterStatus
  }
}

export interface DeviceStatus {
  readonly path: ThingPath
  /** What else is read through it: the probes that are plugged into a rack PDU. */
  readonly things?: readonly ThingPath[]
  /** Without any secret. */
  readonly url: string
  readonly profile?: string
  readonly state: 'waiting' | 'answering' | 'late' | 'down'
  readonly lastAnswer?: EpochMs
  /** How long the last poll took, answered or not. */
  readonly lastPollMs?: number
  readonly failures: number
  readonly reason?: string
  readonly intervalMs: number
}

export interface CollectorStatusSource {
  status(): Promise<CollectorStatus>
}
