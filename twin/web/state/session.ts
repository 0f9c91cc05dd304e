import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SessionAnswer } from '../../protocol/rest.ts'
import type { Api } from '../live/api.ts'

/** Who looks at the page, as the server says. */
export interface Session {
  readonly loading: boolean
  readonly user: SessionAnswer['user']
  /** May acknowledge alarms and make faults. Where the server said nothing it has the last word. */
  readonly mayChange: boolean
}

export interface SessionStore extends StoreApi<Session> {
  /** Asks again: somebody else may have signed in meanwhile, in another window of the same browser. */
  refresh(): Promise<void>
}

/** Asks at once, and again when told to. */
export function createSession(api: Pick<Api, 'session'>): SessionStore {
  const store = createStore<Session>(() => ({ loading: true, user: null, mayChange: false }))
  const refresh = async () => {
    try {
      const { signInRequired, user } = await api.session()
      store.setState({ loading: false, user, mayChange: !signInRequired || user?.role === 'operator' })
    } catch {
      store.setState({ loading: false, user: null, mayChange: true })
    }
  }
  void refresh()
  return Object.assign(store, { refresh })
}
