import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PlaceView } from '../../protocol/planning.ts'
import type { Api } from '../live/api.ts'
import type { PlaceStore } from './place-store.ts'
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
  const ask = (asked: PlacementQuestion | undefined) => {
    asking?.abort()
    store.setState({ asked, answer: undefined, error: undefined, looked: undefined })
    if (!asked) return
    asking = new AbortController()
    const { signal } = asking
    api.place(placementParameters(asked), signal).then(
      (answer) => !signal.aborted && store.setState({ answer }),
      (error: unknown) =>
        !signal.aborted && store.setState({ error: error instanceof Error ? error : new Error(String(error)) }),
    )
  }
  const follow = (asked: PlacementQuestion | undefined) => {
    if (textOf(asked) !== textOf(store.getState().asked)) ask(asked)
  }
  place.subscribe(({ asked }) => follow(asked))
  follow(place.getState().asked)
  return store
}

function textOf(question: PlacementQuestion | undefined): string {
  return question ? placementParameters(question).toString() : ''
}
