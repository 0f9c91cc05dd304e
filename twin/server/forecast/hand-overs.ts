import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { HandOverDay } from '../../analysis/build-out/hand-over-days.ts'
import { type PlaceChange, placeChange } from '../../analysis/build-out/place-change.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day } from '../../model/day.ts'
import type { DatedEstates } from '../dated/dated-estates.ts'
import { LastFew } from '../dated/last-few.ts'
import type { ServerParts } from '../server-parts.ts'

/** What the programme brings to a place on a day, less what goes. */
export type HandOver = HandOverDay & PlaceChange

/** What the programme brings to a place. */
export interface PlaceHandOvers {
  /** By day; of those days of which something changes there. */
  readonly changes: readonly HandOver[]
  /** The day on which a place comes that does not stand today. */
  readonly standsFrom: Day | undefined
}

/** A place in two states that follow each other. */
interface PlaceStep {
  readonly change: PlaceChange | undefined
  readonly stood: boolean
  readonly stands: boolean
}

interface Parts {
  readonly dated: Pick<DatedEstates, 'handOvers' | 'stateOn' | 'estateIn'>
  readonly parts: Pick<ServerParts, 'clock' | 'estate'>
}

/** Some hundred bytes each: a hundred days of forty places. */
const MOST_KEPT = 4096

/** What the programme brings to places from tomorrow on. What two states of the estate differ in at a place is kept, so that no estate is opened for it again. */
export class HandOvers {
  readonly #kept = new LastFew<Promise<PlaceStep>>(MOST_KEPT)
  readonly #digests = new WeakMap<EstateState, string>()

  constructor(private readonly context: Parts) {}

  /**
   * @returns by place
   * @throws ServerProblem unavailable where the files of what is planned are wrong
   */
  async until(last: Day, places: readonly string[]): Promise<ReadonlyMap<string, PlaceHandOvers>> {
    const { dated, parts } = this.context
    const today = todayAt(parts.estate, undefined, parts.clock())
    const days = (await dated.handOvers()).filter(({ day }) => day > today && day <= last)
    const steps = new Map(places.map((place) => [place, [] as (HandOverDay & PlaceStep)[]]))
    let before = await dated.stateOn(today)
    for (const one of days) {
      // Each looks its state up; others are answered in between.
      await turn()
      const after = await dated.stateOn(one.day)
      for (const [place, own] of steps) own.push({ ...one, ...(await this.#step(before, after, place)) })
      before = after
    }
    return new Map([...steps].map(([place, own]) => [place, handOversOf(own)]))
  }

  #step(before: EstateState | undefined, after: EstateState | undefined, place: string): Promise<PlaceStep> {
    const key = `${this.#digestOf(before)} ${this.#digestOf(after)} ${place}`
    return this.#kept.get(key, () => {
      const step = this.#made(before, after, place)
      // A file that was mended is read again.
      step.catch(() => this.#kept.drop(key))
      return step
    })
  }

  async #made(before: EstateState | undefined, after: EstateState | undefined, place: string): Promise<PlaceStep> {
    const { dated } = this.context
    const [one, other] = [await dated.estateIn(before), await dated.estateIn(after)]
    const change = placeChange(one, other, place, thingsOf(before) !== thingsOf(after))
    return { change, stood: one.find(place) !== undefined, stands: other.find(place) !== undefined }
  }

  /** A state says all that it adds and removes: too much to be kept with each place. */
  #digestOf(state: EstateState | undefined): string {
    if (!state) return ''
    const digest = this.#digests.get(state) ?? createHash('sha256').update(state.key).digest('base64')
    this.#digests.set(state, digest)
    return digest
  }
}

function handOversOf(steps: readonly (HandOverDay & PlaceStep)[]): PlaceHandOvers {
  const stoodToday = steps[0]?.stood ?? true
  return {
    changes: steps.flatMap(({ change, day, names }) => (change ? [{ day, names, ...change }] : [])),
    standsFrom: stoodToday ? undefined : steps.find(({ stands }) => stands)?.day,
  }
}

function thingsOf(state: EstateState | undefined): string {
  return JSON.stringify([state?.adds ?? [], state?.removes ?? []])
}
