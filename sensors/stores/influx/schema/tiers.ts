import type { Resolution } from '../../../../twin/model/store.ts'
import type { Retention } from '../../store-options.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A retention policy and what rests in it. */
export interface Tier {
  readonly resolution: Resolution
  readonly policy: string
  /** What readers see. */
  readonly keptMs: number
  /** What the policy keeps: a day more, so that a clock that is a little off and a roll-up that comes late cost nothing. */
  readonly durationMs: number
  readonly shardMs: number
}

/** The three tiers; raw readings under the name that was chosen for them. */
export function tiersOf(rawPolicy: string, retention: Retention): Readonly<Record<Resolution, Tier>> {
  const tier = (resolution: Resolution, policy: string, keptMs: number, shardMs: number): Tier => ({
    resolution,
    policy,
    keptMs,
    durationMs: Math.ceil(keptMs / HOUR_MS) * HOUR_MS + DAY_MS,
    shardMs,
  })
  return {
    raw: tier('raw', rawPolicy, retention.rawMs, DAY_MS),
    '1m': tier('1m', 'oblak_1m', retention.minuteMs, 7 * DAY_MS),
    '15m': tier('15m', 'oblak_15m', retention.quarterMs, 28 * DAY_MS),
  }
}
