import { MINUTE_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import { mergeLatest } from './latest-readings.ts'
import { rollFiner, rollRaw } from './rollup-sql.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

/** A minute is rolled up when its last readings have had this long to come; what comes later is late. */
const SETTLE_MS = 30_000
/** At most this much raw time is rolled up in one turn, so that writes wait little. */
const CHUNK_MS = QUARTER_MS
/** So many late minutes are as good as a tier out of order: it is sorted again from there on. */
const MANY_LATE = 100_000

/** Makes minutes of raw rows and quarters of an hour of minutes, and makes those again that late readings touched. */
export class Roller {
  constructor(
    private readonly database: StoreDatabase,
    private readonly progress: TierProgress,
  ) {}

  /** @returns how many roll-ups were written */
  async roll(now: number): Promise<number> {
    let count = await this.database.inTurn(() => this.#rollLate())
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

  async #rollLate(): Promise<number> {
    const { database, progress } = this
    const [found] = await database.read('SELECT count(*), min(minute), max(minute) FROM late')
    if (Number(found?.[0] ?? 0) === 0) {
      progress.hasLate = false
      return 0
    }
    let count = 0
    const minutes = '(SELECT DISTINCT point, minute FROM late)'
    const quarters = `(SELECT DISTINCT point, minute // ${QUARTER_MS} * ${QUARTER_MS} FROM late WHERE minute < ${progress.edge('quarter')})`
    const start = Math.floor(Number(found?.[1]) / QUARTER_MS) * QUARTER_MS
    const span = (time: string) => `${time} >= ${start} AND ${time} < ${Number(found?.[2]) + QUARTER_MS}`
    await database.transaction(async () => {
      await database.change(`DELETE FROM minute WHERE ${span('bucket')} AND (point, bucket) IN ${minutes}`)
      const touched = `${span('ms')} AND (point, ms // ${MINUTE_MS} * ${MINUTE_MS}) IN ${minutes}`
      count += await database.change(`INSERT INTO minute ${rollRaw(`FROM raw WHERE ${touched}`, MINUTE_MS)}`)
      await database.change(mergeLatest(touched))
      await database.change(`DELETE FROM quarter WHERE ${span('bucket')} AND (point, bucket) IN ${quarters}`)
      const finer = `FROM minute WHERE ${span('bucket')} AND (point, bucket // ${QUARTER_MS} * ${QUARTER_MS}) IN ${quarters}`
      count += await database.change(`INSERT INTO quarter ${rollFiner(finer, QUARTER_MS)}`)
      if (Number(found?.[0]) >= MANY_LATE) await database.change(`UPDATE sorted SET until = least(until, ${start})`)
      await database.change('DELETE FROM late')
    })
    progress.hasLate = false
    return count
  }
}
