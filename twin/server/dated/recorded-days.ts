import { daySpanIn } from '../../analysis/energy/local-time.ts'
import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { KeptSince } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'
import { OneAtATime } from '../build-out/risk/one-at-a-time.ts'
import { SharedAnswers } from '../build-out/shared-answers.ts'
import { tooManyWait } from '../build-out/too-many-wait.ts'
import type { ServerParts } from '../server-parts.ts'
import { ValuePlane } from '../values/value-plane.ts'
import { KnownKeptSince } from './kept-since.ts'

/** Points in one question to the store. */
const AT_ONCE = 2_000
const GOOD = 0
/** Days whose figures are kept: those that a few viewers look at beside one another. */
const MOST_KEPT = 4
/** Days that wait besides the one that is read: each takes a reading of every point from the store. */
const MOST_WAITING = 8

/** What was measured on a past day: of each point that makes a figure the mean of that day, rolled up as the values of now are; and what was measured at all. */
export class RecordedDays {
  readonly #days = new SharedAnswers<ValuePlane>(MOST_KEPT)
  readonly #door = new OneAtATime()
  readonly #kept: KnownKeptSince

  constructor(private readonly parts: Pick<ServerParts, 'clock' | 'live' | 'store'>) {
    this.#kept = new KnownKeptSince(parts)
  }

  /**
   * Days are read one after the other, and a few are kept. Who asks for the same day waits for the same reading, which ends when nobody waits for it any more.
   * @param signal whoever asks wants it no more: rejects with its reason
   * @throws ServerProblem unavailable where too many days wait; what the store throws
   */
  of(estate: Estate, day: Day, signal: AbortSignal): Promise<ValuePlane> {
    return this.#days.ask(`${estate.version} ${day}`, signal, async (gone) => {
      if (this.#door.waiting >= MOST_WAITING) throw tooManyWait('what was recorded on a day', this.#door.waiting)
      return this.#door.do(() => this.#read(estate, day, gone), gone)
    })
  }

  /** From when on something is recorded, as it was a minute ago at most. @throws what the store throws */
  keptSince(): Promise<KeptSince> {
    return this.#kept.ask()
  }

  async #read(estate: Estate, day: Day, signal: AbortSignal): Promise<ValuePlane> {
    const plane = new ValuePlane(estate, { points: this.parts.live.points, subscribe: () => () => undefined })
    plane.collect()
    const { from, to } = spanOf(estate, day)
    const wanted = (await this.#isBeforeAll(to)) ? [] : wantedOf(plane)
    const at = epochMs(to - 1)
    for (let first = 0; first < wanted.length; first += AT_ONCE) {
      signal.throwIfAborted()
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
    const kept = Object.values(await this.keptSince()).filter((since) => since !== undefined)
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
