import { createStore, type StoreApi } from 'zustand/vanilla'
import { AT_FIRST_BUILD_OUT } from './build-out-options.ts'
import { inStep } from './one-clock.ts'
import { type Address, formatAddress, parseAddress } from './place.ts'

/** The browser's address bar and history, as far as they are used. */
export interface BrowserHistory {
  readonly location: { readonly pathname: string; readonly search: string }
  readonly history: {
    pushState(data: unknown, title: string, url: string): void
    replaceState(data: unknown, title: string, url: string): void
  }
  addEventListener(type: 'popstate', listener: () => void): void
}

/**
 * Where the page is. `go` is the only way to move: the address bar follows, and Back brings the address back, also what was let fail
 * or asked before.
 */
export interface PlaceState extends Address {
  /** Another place is a new entry in the history; another option of the same place replaces the entry. */
  go(change: Partial<Address>): void
  /** To an address of ours, as from a link. */
  follow(url: string): void
}

export type PlaceStore = StoreApi<PlaceState>

export function createPlaceStore(browser: BrowserHistory): PlaceStore {
  const read = () => inStep(parseAddress(browser.location.pathname, browser.location.search))
  const store = createStore<PlaceState>((set, get) => {
    const move = (to: Address) => {
      const address = inStep(to, get())
      const url = formatAddress(address)
      const before = formatAddress(get())
      if (url === before && address.failedLeftOut === get().failedLeftOut) return
      const samePlace = url.split('?')[0] === before.split('?')[0]
      if (samePlace && questionsOf(address) === questionsOf(get())) browser.history.replaceState(null, '', url)
      else browser.history.pushState(null, '', url)
      set(address)
    }
    return {
      ...read(),
      go(change) {
        const { place, mode, view, selected, shown, sift, order, span, failed, asked, picked, at, sun, buildOut } =
          get()
        // Selection and filter belong to the place that was left; mode, view, span, day and sun are habits and come along, and so does what is asked.
        const kept =
          change.place === undefined
            ? { selected, shown, sift, order, buildOut }
            : {
                selected: undefined,
                shown: undefined,
                sift: undefined,
                order: undefined,
                buildOut: AT_FIRST_BUILD_OUT,
              }
        // What the link said beyond the most is told until something else is let fail.
        const failedLeftOut = change.failed ? 0 : get().failedLeftOut
        move({ place, mode, view, span, at, sun, failed, failedLeftOut, asked, picked, ...kept, ...change })
      },
      follow(url) {
        const { pathname, search } = new URL(url, 'http://localhost')
        const { mode, view, span, at, sun, failed, asked, picked } = get()
        const said = new URLSearchParams(search)
        const address = parseAddress(pathname, search)
        move({
          ...address,
          mode: said.has('mode') ? address.mode : mode,
          view: said.has('view') ? address.view : view,
          span: said.has('span') ? address.span : span,
          at: said.has('at') ? address.at : at,
          sun: said.has('sun') ? address.sun : sun,
          failed: said.has('fail') ? address.failed : failed,
          failedLeftOut: address.failedLeftOut,
          ...(!said.has('fit') && { asked, picked }),
        })
      },
    }
  })
  browser.addEventListener('popstate', () => store.setState(read()))
  return store
}

/** What is let fail and what is to be placed, as text: another question is another entry in the history. */
function questionsOf({ failed, asked }: Address): string {
  return formatAddress({ ...parseAddress('/', ''), failed, asked })
}
