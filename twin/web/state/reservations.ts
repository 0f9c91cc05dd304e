import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReservationsView } from '../../protocol/reservations.ts'
import type { Api } from '../live/api.ts'

/** What is reserved, as long as somebody watches it. */
export interface Reservations {
  /** Undefined while nobody watches, and until it came. */
  readonly answer: ReservationsView | undefined
  readonly error: Error | undefined
}

export interface ReservationStore extends StoreApi<Reservations> {
  /** Keeps the answer fresh. @returns ends that; after the last one nothing is kept */
  watch(): () => void
  reload(): Promise<void>
}

const REFRESH_MS = 30_000

/** Asks the server while somebody watches. */
export function createReservations(api: Pick<Api, 'reservations'>): ReservationStore {
  const store = createStore<Reservations>(() => ({ answer: undefined, error: undefined }))
  let watchers = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const reload = async () => {
    try {
      const answer = await api.reservations()
      if (watchers > 0) store.setState({ answer, error: undefined })
    } catch (error) {
      if (watchers > 0) store.setState({ error: error instanceof Error ? error : new Error(String(error)) })
    }
  }
  const watch = () => {
    if (watchers++ === 0) {
      void reload()
      timer = setInterval(() => void reload(), REFRESH_MS)
    }
    return () => {
      if (--watchers > 0) return
      clearInterval(timer)
      store.setState({ answer: undefined, error: undefined })
    }
  }
  return Object.assign(store, { watch, reload })
}
