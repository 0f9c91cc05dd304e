import { DAY_MS, QUARTER_MS } from '../rollup/history-grid.ts'
import type { StoreDatabase } from './store-database.ts'
import type { TierProgress } from './tier-progress.ts'

interface Tier {
  readonly name: 'minute' | 'quarter'
  /** A slice of this length is brought into order in one turn. */
  readonly sliceMs: number
}

const TIERS: readonly Tier[] = [
  { name: 'minute', sliceMs: 4 * QUARTER_MS },
  { name: 'quarter', sliceMs: DAY_MS },
]
/** DuckDB keeps least and greatest values of every 122,880 rows; a slice below two such groups gains nothing from order. */
const WORTH_ROWS = 2 * 122_880

/**
 * Roll-ups come in the order of time, charts ask for few points over much time. Slices that are closed are written anew in the order of
 * points, so that a read passes over the groups of all other points. Raw rows stay in the order of time: see docs/store.md.
 */
export class PointSorter {
  constructor(
    private readonly database: StoreDatabase,
    private readonly progress: TierProgress,
  ) {}

  /** Sorts what has been closed since the last call. */
  async sort(): Promise<void> {
    for (const tier of TIERS) {
      const closed = Math.floor(this.progress.edge('quarter') / tier.sliceMs) * tier.sliceMs
      while (await this.database.inTurn(() => this.#sortSlice(tier, closed)));
    }
  }

  /** @returns whether there may be more */
  async #sortSlice({ name, sliceMs }: Tier, closed: number): Promise<boolean> {
    const { database } = this
    const sorted = `(SELECT until FROM sorted WHERE tier = '${name}')`
    const [found] = await database.read(
      `SELECT ${sorted}, (SELECT min(bucket) FROM ${name} WHERE bucket >= ${sorted} AND bucket < ${closed})`,
    )
    if (Number(found?.[0]) >= closed) return false
    const oldest = found?.[1]
    const start = typeof oldest === 'bigint' ? Math.floor(Number(oldest) / sliceMs) * sliceMs : closed
    const end = Math.min(closed, start + sliceMs)
    const slice = `FROM ${name} WHERE bucket >= ${start} AND bucket < ${end}`
    const [count] = await database.read(`SELECT count(*) ${slice}`)
    await database.transaction(async () => {
      if (Number(count?.[0]) >= WORTH_ROWS) {
        await database.change(`CREATE TEMP TABLE slice AS ${slice} ORDER BY point, bucket`)
        await database.change(`DELETE ${slice}`)
        await database.change(`INSERT INTO ${name} FROM slice`)
        await database.change('DROP TABLE slice')
      }
      await database.change(`UPDATE sorted SET until = ${end} WHERE tier = '${name}'`)
    })
    return end < closed
  }
}
