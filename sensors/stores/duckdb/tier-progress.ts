import { QUARTER_MS } from '../rollup/history-grid.ts'

/** How far roll-ups and retention have come: what readers need to know of upkeep, and upkeep of the writer. */
export class TierProgress {
  /** Are there late minutes that have not been rolled up again? After a restart there may be. */
  hasLate = true
  /** What is older has been dropped; 0 where this process has not looked yet. */
  readonly dropped = { raw: 0, minute: 0, quarter: 0 }

  /** @param rolled minutes before this instant are rolled up */
  constructor(public rolled: number) {}

  /** A tier is complete up to here. */
  edge(tier: 'minute' | 'quarter'): number {
    return tier === 'minute' ? this.rolled : Math.floor(this.rolled / QUARTER_MS) * QUARTER_MS
  }
}
