import type { EpochMs } from '../../twin/model/units.ts'

/** How long each tier is kept, in milliseconds. */
export interface Retention {
  readonly rawMs: number
  readonly minuteMs: number
  readonly quarterMs: number
}

const DAY_MS = 86_400_000

/** Raw 7 days, minutes 90 days, quarters of an hour 5 years. */
export const DEFAULT_RETENTION: Retention = { rawMs: 7 * DAY_MS, minuteMs: 90 * DAY_MS, quarterMs: 1826 * DAY_MS }

/** What both homes of readings can be told. */
export interface StoreOptions {
  /** @default Date.now */
  readonly now?: () => EpochMs
  /** @default DEFAULT_RETENTION */
  readonly retention?: Retention
  /**
   * Readings from further in the future than this are refused: a clock that is wrong would hold the "newest" place for ever.
   * @default 3,600,000 (an hour)
   */
  readonly futureMs?: number
  /** What people should know of: a file put aside, a store opened again. @default nothing is said */
  readonly warn?: (message: string) => void
}
