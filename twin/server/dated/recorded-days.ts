import { daySpanIn } from '../../analysis/energy/local-time.ts'
import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { epochMs } from '../../model/units.ts'
import type { ServerParts } from '../server-parts.ts'
import { ValuePlane } from '../values/value-plane.ts'

/** Points in one question to the store. */
const AT_ONCE = 2_000
const GOOD = 0

/** What was measured on a past day: of each point that makes a figure the mean of that day, rolled up as the values of now are; and what was measured at all. */
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
    const { from, to } = spanOf(estate, day)
    const wanted = (await this.#isBeforeAll(to)) ? [] : wantedOf(plane)
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

  /** Did it end before the first that is kept? Then no point has to be asked for. */
  async #isBeforeAll(to: number): Promise<boolean> {
    const kept = Object.values(await this.parts.store.keptSince()).filter((since) => since !== undefined)
    return kept.length > 0 && kept.every((since) => to <= since)
  }
}

/** A day at the first site: from its first instant until that of the next. */
export function spanOf(estate: Estate, day: Day) {
  const [site] = estate.ofKind('site')
  return daySpanIn(site?.utcOffsetName ?? 'UTC', day)
}

/** Points that make figures, and of things without any one that tells whether they were measured at all. */
function wantedOf(plane: ValuePlane): readonly number[] {
  const wanted: number[] = []
  const others = new Map<number, number>()
  const told = new Set<number>()
  for (const point of plane.points.all()) {
    if (!point?.thing || point.isPresence) continue
    const { index: thing } = point.thing
    if (figureRole(point.thing, point.local)) {
      wanted.push(point.index)
      told.add(thing)
    } else if (!others.has(thing)) others.set(thing, point.index)
  }
  for (const [thing, point] of others) if (!told.has(thing)) wanted.push(point)
  return wanted
}
