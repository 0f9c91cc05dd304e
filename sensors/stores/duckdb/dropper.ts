import type { Retention } from '../store-options.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

/** Lets go what is past its retention. */
export class Dropper {
  constructor(
    private readonly database: StoreDatabase,
    private readonly progress: TierProgress,
    private readonly retention: Retention,
  ) {}

  /** @returns how many rows and roll-ups went */
  drop(now: number): Promise<number> {
    const { database, progress, retention } = this
    const limits = { raw: now - retention.rawMs, minute: now - retention.minuteMs, quarter: now - retention.quarterMs }
    return database.inTurn(async () => {
      let dropped = 0
      await database.transaction(async () => {
        const old = `FROM raw WHERE ms < ${limits.raw}`
        await database.change(
          `INSERT INTO newest SELECT point, max(ms), arg_max(coalesce(value, 'nan'), ms), arg_max(quality, ms) ${old} GROUP BY point`,
        )
        dropped += await database.change(`DELETE ${old}`)
        dropped += await database.change(`DELETE FROM minute WHERE bucket < ${limits.minute}`)
        dropped += await database.change(`DELETE FROM quarter WHERE bucket < ${limits.quarter}`)
      })
      Object.assign(progress.dropped, limits)
      return dropped
    })
  }
}
