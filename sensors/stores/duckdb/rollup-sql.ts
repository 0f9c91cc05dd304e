import { GROWTH, KEY_OFFSET, SMALLEST } from '../rollup/sketch-bins.ts'

/** The bin key of a value, as `keyOf` of rollup/sketch-bins.ts computes it. */
const KEY = `CASE WHEN abs(value) < ${SMALLEST} THEN 0
  ELSE sign(value)::INTEGER * (ceil(ln(abs(value)) / ${Math.log(GROWTH)})::INTEGER + ${KEY_OFFSET}) END`

/** Roll-ups of the good rows of `rows` (point, ms, value, quality) into buckets of `width` milliseconds. */
export function rollRaw(rows: string, width: number): string {
  return `WITH keyed AS (SELECT point, ms, value, ${KEY} AS key FROM (${rows}) WHERE quality = 0),
    binned AS (SELECT point, ms // ${width} * ${width} AS bucket, min(value) AS min, avg(value) AS mean, max(value) AS max,
      arg_max(value, ms) AS last, max(ms) AS last_ms, count(*) AS count, histogram(key) AS bins FROM keyed GROUP BY ALL)
    SELECT point, bucket, min, mean, max, last, last_ms, count, map_keys(bins) AS keys, map_values(bins) AS times FROM binned`
}

/** Roll-ups of finer roll-ups. */
export function rollFiner(rows: string, width: number): string {
  return `WITH finer AS (SELECT *, bucket // ${width} * ${width} AS wide FROM (${rows})),
    figures AS (SELECT point, wide, min(min) AS min, sum(mean * (count::DOUBLE)) / sum(count) AS mean, max(max) AS max,
      arg_max(last, last_ms) AS last, max(last_ms) AS last_ms, sum(count)::BIGINT AS count FROM finer GROUP BY ALL),
    bins AS (SELECT point, wide, unnest(keys) AS key, unnest(times) AS times FROM finer),
    summed AS (SELECT point, wide, key, sum(times)::UBIGINT AS times FROM bins GROUP BY ALL),
    lists AS (SELECT point, wide, list(key ORDER BY key) AS keys, list(times ORDER BY key) AS times FROM summed GROUP BY ALL)
    SELECT point, wide AS bucket, min, mean, max, last, last_ms, count, keys, times
    FROM figures JOIN lists USING (point, wide)`
}
