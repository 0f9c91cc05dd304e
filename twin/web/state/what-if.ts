import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FailView } from '../../protocol/planning.ts'
import type { Api } from '../live/api.ts'
import type { Moment } from './hypothetical.ts'
import type { PlaceState, PlaceStore } from './place-store.ts'

/** What-if: what the address lets fail, and the server's answer to it. */
export interface WhatIf {
  /** Paths; none: nothing is asked, and the page shows what is. */
  readonly failed: readonly string[]
  /** Of just these paths; undefined until it came. */
  readonly answer: FailView | undefined
  /** When the answer came, by the server's clock in epoch milliseconds: so old are the loads in it. */
  readonly answeredAt: number | undefined
  /** A question is on its way. */
  readonly asking: boolean
  readonly error: Error | undefined
  /** Which moment of the failure is shown. */
  readonly moment: Moment
  /** Lets this fail too; where it does already, lets it live again. */
  toggle(path: string): void
  /** Takes the last one back. */
  undo(): void
  end(): void
  /** Asks the same again, of the loads of now; what is shown stays until the answer comes. */
  askAgain(): void
  look(moment: Moment): void
}

export type WhatIfStore = StoreApi<WhatIf>

/**
 * Follows the address: it is what holds the question, so that a link asks the same.
 * @param serverNow the server's clock in epoch milliseconds
 */
export function createWhatIf(api: Pick<Api, 'fail'>, place: PlaceStore, serverNow: () => number): WhatIfStore {
  const letFail = (failed: readonly string[]) => place.getState().go({ failed })
  const store = createStore<WhatIf>((set, get) => ({
    failed: [],
    answer: undefined,
    answeredAt: undefined,
    asking: false,
    error: undefined,
    moment: 'atOnce',
    toggle: (path) => {
      const { failed } = get()
      letFail(failed.includes(path) ? failed.filter((one) => one !== path) : [...failed, path])
    },
    undo: () => letFail(get().failed.slice(0, -1)),
    end: () => letFail([]),
    askAgain: () => {
      if (!get().asking && get().failed.length > 0) ask(get().failed)
    },
    look: (moment) => set({ moment }),
  }))
  let question: AbortController | undefined
  let asked = ''
  const ask = (failed: readonly string[]) => {
    question = new AbortController()
    const { signal } = question
    store.setState({ asking: true })
    const settle = (change: Partial<WhatIf>) => !signal.aborted && store.setState({ asking: false, ...change })
    api.fail(failed, signal, place.getState().at).then(
      (answer) => settle({ answer, answeredAt: serverNow(), error: undefined }),
      (error: unknown) => settle({ error: error instanceof Error ? error : new Error(String(error)) }),
    )
  }
  const follow = ({ at, failed }: Pick<PlaceState, 'at' | 'failed'>) => {
    const key = [at ?? '', ...failed].join()
    if (key === asked || (failed.length === 0 && store.getState().failed.length === 0)) return
    asked = key
    question?.abort()
    const unasked = { answer: undefined, answeredAt: undefined, asking: false, error: undefined }
    store.setState({ failed, ...unasked, moment: 'atOnce' })
    if (failed.length > 0) ask(failed)
  }
  place.subscribe(follow)
  follow(place.getState())
  return store
}
