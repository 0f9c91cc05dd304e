import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FailView } from '../../protocol/planning.ts'
import type { Api } from '../live/api.ts'
import type { Moment } from './hypothetical.ts'
import type { PlaceStore } from './place-store.ts'

/** What-if: what the address lets fail, and the server's answer to it. */
export interface WhatIf {
  /** Paths; none: nothing is asked, and the page shows what is. */
  readonly failed: readonly string[]
  /** Of just these paths; undefined until it came. */
  readonly answer: FailView | undefined
  readonly error: Error | undefined
  /** Which moment of the failure is shown. */
  readonly moment: Moment
  /** Lets this fail too; where it does already, lets it live again. */
  toggle(path: string): void
  /** Takes the last one back. */
  undo(): void
  end(): void
  look(moment: Moment): void
}

export type WhatIfStore = StoreApi<WhatIf>

/** Follows the address: it is what holds the question, so that a link asks the same. */
export function createWhatIf(api: Pick<Api, 'fail'>, place: PlaceStore): WhatIfStore {
  const letFail = (failed: readonly string[]) => place.getState().go({ failed })
  const store = createStore<WhatIf>((set, get) => ({
    failed: [],
    answer: undefined,
    error: undefined,
    moment: 'atOnce',
    toggle: (path) => {
      const { failed } = get()
      letFail(failed.includes(path) ? failed.filter((one) => one !== path) : [...failed, path])
    },
    undo: () => letFail(get().failed.slice(0, -1)),
    end: () => letFail([]),
    look: (moment) => set({ moment }),
  }))
  let asking: AbortController | undefined
  const follow = (failed: readonly string[]) => {
    if (failed.join() === store.getState().failed.join()) return
    asking?.abort()
    store.setState({ failed, answer: undefined, error: undefined, moment: 'atOnce' })
    if (failed.length === 0) return
    asking = new AbortController()
    const { signal } = asking
    api.fail(failed, signal).then(
      (answer) => !signal.aborted && store.setState({ answer }),
      (error: unknown) =>
        !signal.aborted && store.setState({ error: error instanceof Error ? error : new Error(String(error)) }),
    )
  }
  place.subscribe(({ failed }) => follow(failed))
  follow(place.getState().failed)
  return store
}
