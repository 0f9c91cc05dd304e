import type { KeptSince } from '../../../twin/model/store.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import { DAY_MS } from '../rollup/history-grid.ts'
import type { Retention } from '../store-options.ts'
import type { StoreDatabase } from './store-database.ts'

interface Parts {
  readonly database: StoreDatabase
  readonly now: () => EpochMs
  readonly retention: Retention
}

/** From when on something is kept. */
export class KeptReader {
  constructor(private readonly parts: Parts) {}

  async since(): Promise<KeptSince> {
    const { rawMs, minuteMs, quarterMs } = this.parts.retention
    return {
      raw: await this.#earliest('raw', 'ms', rawMs),
      '1m': await this.#earliest('minute', 'bucket', minuteMs),
      '15m': await this.#earliest('quarter', 'bucket', quarterMs),
    }
  }

  /** What is past its retention is no longer kept, though it may not have been dropped yet. */
  async #earliest(table: string, time: string, keptMs: number): Promise<EpochMs | undefined> {
    const { database, now } = this.parts
    const cut = now() - keptMs
    const [first] = await database.read(`SELECT ${time} FROM ${table} LIMIT 1`)
    if (typeof first?.[0] !== 'bigint') return undefined
    // Rows lie nearly in the order of time: with a bound near the first one DuckDB passes over all groups of newer rows and does not read the whole column.
    const bound = Math.max(Number(first[0]), cut + DAY_MS)
    for (const where of [`${time} >= ${cut} AND ${time} <= ${bound}`, `${time} > ${bound}`]) {
      const [least] = await database.read(`SELECT min(${time}) FROM ${table} WHERE ${where}`)
      if (typeof least?.[0] === 'bigint') return epochMs(Number(least[0]))
    }
    return undefined
  }
}
