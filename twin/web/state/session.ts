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

export type SessionStore = StoreApi<Session>

/** Asks once: a session that ends leads to the sign-in page, and a new one begins with a new page. */
export function createSession(api: Pick<Api, 'session'>): SessionStore {
  const store = createStore<Session>(() => ({ loading: true, user: null, mayChange: false }))
  api.session().then(
    ({ signInRequired, user }) =>
      store.setState({ loading: false, user, mayChange: !signInRequired || user?.role === 'operator' }),
    () => store.setState({ loading: false, user: null, mayChange: true }),
  )
  return store
}
