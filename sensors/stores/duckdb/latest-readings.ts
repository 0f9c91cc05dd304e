import type { LatestReading } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { MINUTE_MS } from '../rollup/history-grid.ts'
import { newestOf } from './schema.ts'
import type { StoreDatabase } from './store-database.ts'

/** The newest reading of each point, in memory. */
export class LatestReadings {
  readonly #byPoint = new Map<number, LatestReading>()

  /**
   * The table `latest` is right up to `edge`, but for late minutes; raw rows say the rest. So opening reads no more raw rows than
   * those of a quarter of an hour, and what upkeep was behind.
   * @param edge up to where whole quarters are rolled up
   */
  static async load(database: StoreDatabase, edge: number): Promise<LatestReadings> {
    const latest = new LatestReadings()
    const [late] = await database.read('SELECT min(minute), max(minute) FROM late')
    const sources = ['SELECT point, ms, value, quality FROM latest', newestOf(`ms >= ${edge}`)]
    if (typeof late?.[0] === 'bigint') sources.push(newestOf(lateRows(Number(late[0]), Number(late[1]))))
    for (const source of sources) {
      for (const [point, at, value, quality] of await database.read(source))
        latest.take(Number(point), Number(at), Number(value), Number(quality))
    }
    return latest
  }

  /** Takes a reading unless a newer one is known; of the same instant the later call wins. */
  take(point: number, at: number, value: number, quality: number): void {
    const known = this.#byPoint.get(point)
    if (!known || at >= known.at) this.#byPoint.set(point, { at: epochMs(at), value, quality })
  }

  get(point: number): LatestReading | undefined {
    return this.#byPoint.get(point)
  }
}

/** The raw rows of late minutes; the span lets DuckDB pass over all blocks of other times. */
function lateRows(first: number, last: number): string {
  return `ms >= ${first} AND ms < ${last + MINUTE_MS} AND (point, ms // ${MINUTE_MS} * ${MINUTE_MS}) IN (FROM late)`
}

/** Brings the table `latest` up to date with the raw rows that `where` keeps. */
export function mergeLatest(where: string): string {
  return `MERGE INTO latest USING (${newestOf(where)}) AS fresh ON latest.point = fresh.point
    WHEN MATCHED AND fresh.ms >= latest.ms THEN UPDATE SET ms = fresh.ms, value = fresh.value, quality = fresh.quality
    WHEN NOT MATCHED THEN INSERT VALUES (fresh.point, fresh.ms, fresh.value, fresh.quality)`
}
