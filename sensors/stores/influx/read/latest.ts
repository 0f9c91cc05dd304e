import type { LatestReading } from '../../../../twin/model/store.ts'
import { epochMs } from '../../../../twin/model/units.ts'
import { type LineKeys, seriesKey } from '../schema/line-keys.ts'
import type { SeriesOfPoint } from '../schema/series-of.ts'
import type { InfluxQl } from './influx-ql.ts'
import { type FieldTarget, fromWhere, rawColumns, type Span } from './select.ts'

/** More series than these are asked for as "all of the measurement": a long list of conditions costs more than rows. */
const MOST_NAMED_SERIES = 20
const STATEMENTS_A_REQUEST = 50

/** The newest reading of each point within the span, in the order asked. @throws InfluxError */
export async function readLatest(
  ql: InfluxQl,
  policy: string,
  keys: LineKeys,
  points: readonly number[],
  span: Span,
  hasQuality: (measurement: string, field: string) => boolean,
): Promise<readonly (LatestReading | undefined)[]> {
  const byField = new Map<string, SeriesOfPoint[]>()
  for (const point of points) {
    const place = keys.of(point)?.place
    if (!place) continue
    const name = `${place.measurement} ${place.field}`
    const places = byField.get(name)
    if (places) places.push(place)
    else byField.set(name, [place])
  }
  const targets = [...byField.values()].flatMap((places): FieldTarget[] => {
    const [first] = places
    if (!first) return []
    const { measurement, field } = first
    if (places.length > MOST_NAMED_SERIES) return [{ measurement, field }]
    return [{ measurement, field, series: places.map(({ tags }) => tags) }]
  })
  const found = new Map<string, LatestReading>()
  for (let from = 0; from < targets.length; from += STATEMENTS_A_REQUEST) {
    const some = targets.slice(from, from + STATEMENTS_A_REQUEST)
    const answers = await ql.run(
      some.map((target) => {
        const columns = rawColumns(target.field, hasQuality(target.measurement, target.field))
        return `SELECT ${columns} ${fromWhere(policy, target, span)} GROUP BY * ORDER BY time DESC LIMIT 1`
      }),
    )
    for (const [index, { measurement, field }] of some.entries()) {
      for (const { tags, values } of answers[index] ?? []) {
        const [at, value, quality] = values[0] ?? []
        const code = typeof quality === 'number' ? quality : 0
        const isGood = code === 0 && typeof value === 'number'
        const reading = { at: epochMs(Number(at)), value: isGood ? Number(value) : Number.NaN, quality: code }
        found.set(`${seriesKey({ measurement: measurement as SeriesOfPoint['measurement'], tags })} ${field}`, reading)
      }
    }
  }
  return points.map((point) => {
    const place = keys.of(point)?.place
    return place && found.get(`${seriesKey(place)} ${place.field}`)
  })
}
