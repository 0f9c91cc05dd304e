import { DuckDBInstance } from '@duckdb/node-api'
import { DAY_MS, QUARTER_MS } from '../rollup/history-grid.ts'

interface Filling {
  /** The store's database file, closed. */
  readonly file: string
  readonly points: readonly number[]
  /** The first instant that is not filled any more: the beginning of a day in UTC. */
  readonly end: number
  readonly days: number
  /** SQL of the mean in terms of `point`, `day` (0 is the first), `quarter` (of the day, 0 to 95). */
  readonly mean: string
}

/** Writes closed quarters of an hour straight into an embedded store's file, in the order in which upkeep makes them: a year of hundreds of points in some seconds. */
export async function fillQuarters({ days, end, file, mean, points }: Filling): Promise<void> {
  const instance = await DuckDBInstance.create(file, { threads: '2', memory_limit: '512MB' })
  const connection = await instance.connect()
  try {
    await connection.run('CREATE TEMP TABLE filled (point UINTEGER)')
    for (let from = 0; from < points.length; from += 1000) {
      const some = points.slice(from, from + 1000)
      await connection.run(`INSERT INTO filled VALUES ${some.map((point) => `(${Math.trunc(point)})`).join(', ')}`)
    }
    const start = end - days * DAY_MS
    for (let day = 0; day < days; day++) {
      await connection.run(`INSERT INTO quarter
        SELECT point, bucket, mean - 20, mean, mean + 20, mean, bucket + ${QUARTER_MS - 10_000}, 90, [1240, 1241, 1242], [20, 50, 20]::UBIGINT[]
        FROM (SELECT point, ${start + day * DAY_MS} + quarter * ${QUARTER_MS} AS bucket, ${mean} AS mean
          FROM (SELECT point, range AS quarter, ${day} AS day FROM range(96), filled)) ORDER BY bucket, point`)
    }
    await connection.run(`UPDATE progress SET rolled = greatest(rolled, ${end})`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/**
 * Watts of a rack PDU that grow by a share of what they were each year, with workdays, a daily course and noise that is the same in each run.
 * @param level watts at the beginning, by SQL in terms of `point`
 */
export function growingWatts(level: string, aYear: number): string {
  const noise = `((hash(point * 100003 + day) % 2001)::DOUBLE / 1000 - 1)`
  return `((${level}) * (1 + ${aYear} * day / 365.0 + 0.02 * (day % 7 < 5)::INTEGER + 0.03 * sin(quarter * 0.0654) + 0.04 * ${noise}))`
}
