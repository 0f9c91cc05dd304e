import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Day } from '../../model/day.ts'
import type { PlaceView } from '../../protocol/planning.ts'
import type { Api } from '../live/api.ts'
import type { PlaceState, PlaceStore } from './place-store.ts'
import { type PlacementQuestion, placementParameters } from './placement-question.ts'

/** Where devices fit: what the address asks, and the server's answer to it. */
export interface Placement {
  /** Undefined: nothing is asked. */
  readonly asked: PlacementQuestion | undefined
  /** To just this question; undefined until it came. */
  readonly answer: PlaceView | undefined
  readonly error: Error | undefined
  /** Rank, from 1, of the candidate that the pointer or the focus is on. */
  readonly looked: number | undefined
  look(rank: number | undefined): void
  /** Asks the same again: what it rests on has changed. */
  askAgain(): void
}

export type PlacementStore = StoreApi<Placement>

/** Follows the address: it is what holds the question, so that a link asks the same. */
export function createPlacement(api: Pick<Api, 'place'>, place: PlaceStore): PlacementStore {
  let asking: AbortController | undefined
  const store = createStore<Placement>((set, get) => ({
    asked: undefined,
    answer: undefined,
    error: undefined,
    looked: undefined,
    look: (looked) => set({ looked }),
    askAgain: () => ask(get().asked),
  }))
  let day: string | undefined
  const ask = (asked: PlacementQuestion | undefined) => {
    asking?.abort()
    store.setState({ asked, answer: undefined, error: undefined, looked: undefined })
    if (!asked) return
    asking = new AbortController()
    const { signal } = asking
    const { at } = place.getState()
    const dated = asked.at === undefined && at !== undefined ? { ...asked, at: at as Day } : asked
    api.place(placementParameters(dated), signal).then(
      (answer) => !signal.aborted && store.setState({ answer }),
      (error: unknown) =>
        !signal.aborted && store.setState({ error: error instanceof Error ? error : new Error(String(error)) }),
    )
  }
  const follow = ({ asked, at }: Pick<PlaceState, 'asked' | 'at'>) => {
    const isSame = textOf(asked) === textOf(store.getState().asked) && (!asked || at === day)
    day = at
    if (!isSame) ask(asked)
  }
  place.subscribe(follow)
  follow(place.getState())
  return store
}

function textOf(question: PlacementQuestion | undefined): string {
  return question ? placementParameters(question).toString() : ''
}
