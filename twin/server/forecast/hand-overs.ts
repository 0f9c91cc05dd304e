import type { HandOverDay } from '../../analysis/build-out/hand-over-days.ts'
import { type PlaceChange, placeChange } from '../../analysis/build-out/place-change.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { DatedEstate } from '../dated/dated-estates.ts'
import type { ServerContext } from '../routes/server-context.ts'

/** What the programme brings to a place on a day, less what goes. */
export type HandOver = HandOverDay & PlaceChange

interface State extends HandOverDay {
  readonly estate: Estate
  /** Whether other things stand there than in the state before. */
  readonly hasOthers: boolean
}

/** What the programme brings to places from tomorrow on. */
export class HandOvers {
  private constructor(
    private readonly first: Estate,
    private readonly states: readonly State[],
  ) {}

  /** @throws ServerProblem unavailable where the files of what is planned are wrong */
  static async until(last: Day, { dated, parts }: ServerContext): Promise<HandOvers> {
    const today = todayAt(parts.estate, undefined, parts.clock())
    const days = (await dated.handOvers()).filter(({ day }) => day > today && day <= last)
    let before = await dated.on(today)
    const { estate } = before
    const states: State[] = []
    for (const one of days) {
      const then = await dated.on(one.day)
      states.push({ ...one, estate: then.estate, hasOthers: thingsOf(then) !== thingsOf(before) })
      before = then
    }
    return new HandOvers(estate, states)
  }

  /** By day; of those days of which something changes there. */
  at(place: string): readonly HandOver[] {
    let before = this.first
    return this.states.flatMap(({ day, estate, hasOthers, names }) => {
      const change = placeChange(before, estate, place, hasOthers)
      before = estate
      return change ? [{ day, names, ...change }] : []
    })
  }

  /** The day on which a place comes that does not stand today. */
  firstOf(place: string): Day | undefined {
    return this.first.find(place) ? undefined : this.states.find(({ estate }) => estate.find(place))?.day
  }
}

function thingsOf({ state }: DatedEstate): string {
  return JSON.stringify([state?.adds ?? [], state?.removes ?? []])
}
