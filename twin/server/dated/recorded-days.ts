import { figureRole } from '../../analysis/rollup/figure-role.ts'
import { type Day, dayIn, markOf } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'
import type { ServerParts } from '../server-parts.ts'
import { ValuePlane } from '../values/value-plane.ts'

const HOUR_MS = 3_600_000
/** Points in one question to the store. */
const AT_ONCE = 2_000
const GOOD = 0

/** What was measured on a past day: of each point that makes a figure the mean of that day, rolled up as the values of now are. */
export class RecordedDays {
  #last: { readonly key: string; readonly plane: Promise<ValuePlane> } | undefined

  constructor(private readonly parts: Pick<ServerParts, 'live' | 'store'>) {}

  /** The day that was asked last is kept. @throws what the store throws */
  of(estate: Estate, day: Day): Promise<ValuePlane> {
    const key = `${estate.version} ${day}`
    if (this.#last?.key === key) return this.#last.plane
    const plane = this.#read(estate, day)
    this.#last = { key, plane }
    plane.catch(() => {
      if (this.#last?.plane === plane) this.#last = undefined
    })
    return plane
  }

  async #read(estate: Estate, day: Day): Promise<ValuePlane> {
    const plane = new ValuePlane(estate, { points: this.parts.live.points, subscribe: () => () => undefined })
    plane.collect()
    const wanted: number[] = []
    for (const point of plane.points.all())
      if (point?.thing && figureRole(point.thing, point.local)) wanted.push(point.index)
    const { from, to } = spanOf(estate, day)
    const at = epochMs(to - 1)
    for (let first = 0; first < wanted.length; first += AT_ONCE) {
      const points = wanted.slice(first, first + AT_ONCE)
      const series = await this.parts.store.history({ points, from, to, buckets: 1 })
      const means = new Map(series.map(({ count, mean, point }) => [point, (count[0] ?? 0) > 0 ? mean[0] : undefined]))
      plane.table.seed(
        points,
        points.map((point) => {
          const value = means.get(point)
          return value === undefined ? undefined : { at, value, quality: GOOD }
        }),
        to,
      )
    }
    plane.collect()
    plane.settle(to)
    return plane
  }
}

/** A day at the first site: from its first instant until that of the next. */
function spanOf(estate: Estate, day: Day): { readonly from: EpochMs; readonly to: EpochMs } {
  const [site] = estate.ofKind('site')
  const zone = site?.utcOffsetName ?? 'UTC'
  const begins = (mark: EpochMs, is: (at: EpochMs) => boolean): EpochMs => {
    let at = mark
    while (is(epochMs(at - HOUR_MS))) at = epochMs(at - HOUR_MS)
    while (!is(at)) at = epochMs(at + HOUR_MS)
    return at
  }
  const from = begins(markOf(day), (at) => dayIn(at, zone) >= day)
  return { from, to: begins(epochMs(markOf(day) + 24 * HOUR_MS), (at) => dayIn(at, zone) > day) }
}
