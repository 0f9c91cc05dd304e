import { MINUTE_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import { mergeLatest } from './latest-readings.ts'
import { rollFiner, rollRaw } from './rollup-sql.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

/** A minute is rolled up when its last readings have had this long to come; what comes later is late. */
const SETTLE_MS = 30_000
/** At most this much raw time is rolled up in one turn, so that writes wait little. */
const CHUNK_MS = QUARTER_MS
/** So many late readings in a quarter of an hour are as good as a tier out of order: it is sorted again from there on. */
const MANY_LATE = 100_000

/** Makes minutes of raw rows and quarters of an hour of minutes, and makes those again that late readings touched. */
export class Roller {
  constructor(
    private readonly database: StoreDatabase,
    private readonly progress: TierProgress,
  ) {}

  /** @returns how many roll-ups were written */
  async roll(now: number): Promise<number> {
    let count = 0
    // What is late from here on waits for the next call: a backlog that is being sent would keep this one busy without end.
    for (const start of await this.database.inTurn(() => this.#lateQuarters()))
      count += await this.database.inTurn(() => this.#rollLate(start))
    const target = Math.floor((now - SETTLE_MS) / MINUTE_MS) * MINUTE_MS
    while (this.progress.rolled < target) count += await this.database.inTurn(() => this.#rollChunk(target))
    return count
  }

  async #rollChunk(target: number): Promise<number> {
    const { database, progress } = this
    if (progress.rolled >= target) return 0
    const [first] = await database.read(`SELECT min(ms) FROM raw WHERE ms >= ${progress.rolled} AND ms < ${target}`)
    const oldest = first?.[0] ?? undefined
    const start = oldest === undefined ? target : Math.floor(Number(oldest) / QUARTER_MS) * QUARTER_MS
    // A quarter that has begun is finished even when nothing more came in it.
    const from = progress.rolled % QUARTER_MS === 0 ? Math.max(progress.rolled, start) : progress.rolled
    const end = Math.min(target, Math.floor(from / CHUNK_MS) * CHUNK_MS + CHUNK_MS)
    let count = 0
    await database.transaction(async () => {
      const raw = `FROM raw WHERE ms >= ${from} AND ms < ${end}`
      count += await database.change(`INSERT INTO minute ${rollRaw(raw, MINUTE_MS)}`)
      if (end % QUARTER_MS === 0) {
        const minutes = `FROM minute WHERE bucket >= ${end - QUARTER_MS} AND bucket < ${end}`
        count += await database.change(`INSERT INTO quarter ${rollFiner(minutes, QUARTER_MS)}`)
        await database.change(mergeLatest(`ms >= ${end - QUARTER_MS} AND ms < ${end}`))
      }
      await database.change(`UPDATE progress SET rolled = ${end}`)
    })
    progress.rolled = end
    return count
  }

  /** The starts of the quarters of an hour that have late minutes. */
  async #lateQuarters(): Promise<readonly number[]> {
    const quarters = await this.database.read(
      `SELECT DISTINCT minute // ${QUARTER_MS} * ${QUARTER_MS} FROM late ORDER BY 1`,
    )
    this.progress.hasLate = quarters.length > 0
    return quarters.map(([start]) => Number(start))
  }

  async #rollLate(start: number): Promise<number> {
    const { database, progress } = this
    const within = (time: string) => `${time} >= ${start} AND ${time} < ${start + QUARTER_MS}`
    const late = `FROM late WHERE ${within('minute')}`
    const touched = `${within('ms')} AND (point, ms // ${MINUTE_MS} * ${MINUTE_MS}) IN (SELECT point, minute ${late})`
    let count = 0
    await database.transaction(async () => {
      const minutes = `${within('bucket')} AND (point, bucket) IN (SELECT point, minute ${late})`
      await database.change(`DELETE FROM minute WHERE ${minutes}`)
      count += await database.change(`INSERT INTO minute ${rollRaw(`FROM raw WHERE ${touched}`, MINUTE_MS)}`)
      if (start < progress.edge('quarter')) {
        const points = `(SELECT point ${late})`
        await database.change(`DELETE FROM quarter WHERE bucket = ${start} AND point IN ${points}`)
        const finer = `FROM minute WHERE ${within('bucket')} AND point IN ${points}`
        count += await database.change(`INSERT INTO quarter ${rollFiner(finer, QUARTER_MS)}`)
        await database.change(mergeLatest(touched))
      }
      const again = await database.change(`DELETE ${late}`)
      if (again >= MANY_LATE) await database.change(`UPDATE sorted SET until = least(until, ${start})`)
    })
    const [left] = await database.read('SELECT count(*) FROM late')
    progress.hasLate = left?.[0] !== 0n
    return count
  }
}
