import { SERIES_KINDS } from '../schema/series-of.ts'
import type { Tier } from '../schema/tiers.ts'
import type { InfluxQl } from './influx-ql.ts'
import { fromWhere, type Span } from './select.ts'

/** The instant of the oldest row of a policy within a span; undefined where there is none. @throws InfluxError */
export async function oldestIn(ql: InfluxQl, policy: string, span: Span): Promise<number | undefined> {
  const answers = await ql.run(
    SERIES_KINDS.map((measurement) => {
      const where = fromWhere(policy, { measurement, field: '' }, span)
      return `SELECT * ${where} ORDER BY time ASC LIMIT 1`
    }),
  )
  const instants = answers.flatMap((series) => series.flatMap(({ values }) => values.map(([at]) => Number(at))))
  return instants.length === 0 ? undefined : Math.min(...instants)
}

/** The same of a tier, shard by shard: one that is asked of its whole retention opens every shard of every series. @throws InfluxError */
export async function oldestOf(
  ql: InfluxQl,
  { policy, shardMs }: Tier,
  { from, to }: Span,
): Promise<number | undefined> {
  for (let start = from; start < to; start += shardMs) {
    const oldest = await oldestIn(ql, policy, { from: start, to: Math.min(start + shardMs, to) })
    if (oldest !== undefined) return oldest
  }
  return undefined
}
