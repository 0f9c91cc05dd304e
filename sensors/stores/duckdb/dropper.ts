import { DAY_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import type { Retention } from '../store-options.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

const HOUR_MS = 3_600_000

interface Tier {
  readonly name: 'raw' | 'minute' | 'quarter'
  readonly time: 'ms' | 'bucket'
  readonly keptFor: keyof Retention
  /** At most this much goes in one turn, so that writes wait little. */
  readonly turnMs: number
}

const TIERS: readonly Tier[] = [
  { name: 'raw', time: 'ms', keptFor: 'rawMs', turnMs: HOUR_MS },
  { name: 'minute', time: 'bucket', keptFor: 'minuteMs', turnMs: DAY_MS },
  { name: 'quarter', time: 'bucket', keptFor: 'quarterMs', turnMs: 30 * DAY_MS },
]

/** Lets go what is past its retention, whole quarters of an hour at a time. */
export class Dropper {
  constructor(
    private readonly database: StoreDatabase,
    private readonly progress: TierProgress,
    private readonly retention: Retention,
  ) {}

  /** @returns how many rows and roll-ups went */
  async drop(now: number): Promise<number> {
    const { database, progress, retention } = this
    let dropped = 0
    for (const tier of TIERS) {
      const limit = Math.floor((now - retention[tier.keptFor]) / QUARTER_MS) * QUARTER_MS
      while (progress.dropped[tier.name] < limit) {
        const turn = await database.inTurn(() => this.#dropSome(tier, limit))
        if (turn === undefined) break
        dropped += turn
      }
    }
    return dropped
  }

  /** @returns undefined when nothing may go now */
  async #dropSome({ name, time, turnMs }: Tier, limit: number): Promise<number | undefined> {
    const { database, progress } = this
    const free = name === 'raw' ? Math.min(limit, await this.#rolledUpTo()) : limit
    const [oldest] = await database.read(`SELECT min(${time}) FROM ${name} WHERE ${time} < ${free}`)
    if (typeof oldest?.[0] !== 'bigint') {
      if (free < limit) return undefined
      progress.dropped[name] = limit
      return 0
    }
    const end = Math.min(free, Math.floor(Number(oldest[0]) / QUARTER_MS) * QUARTER_MS + turnMs)
    const count = await database.change(`DELETE FROM ${name} WHERE ${time} < ${end}`)
    progress.dropped[name] = end
    return count
  }

  /** Raw rows stay until their quarter of an hour is rolled up, and as long as it waits to be rolled up again. */
  async #rolledUpTo(): Promise<number> {
    const [late] = await this.database.read('SELECT min(minute) FROM late')
    const first = typeof late?.[0] === 'bigint' ? Number(late[0]) : Number.POSITIVE_INFINITY
    return Math.min(this.progress.edge('quarter'), Math.floor(first / QUARTER_MS) * QUARTER_MS)
  }
}
