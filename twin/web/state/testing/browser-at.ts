/** A browser's history as far as the store uses it, with the same rules: push cuts off what was ahead. */
export function browserAt(first: string) {
  const entries = [first]
  let at = 0
  const listeners: (() => void)[] = []
  const url = () => new URL(entries[at] ?? '/', 'http://localhost')
  return {
    entries,
    get location() {
      return { pathname: url().pathname, search: url().search }
    },
    history: {
      pushState: (_data: unknown, _title: string, to: string) => {
        entries.splice(at + 1, entries.length, to)
        at++
      },
      replaceState: (_data: unknown, _title: string, to: string) => {
        entries[at] = to
      },
    },
    addEventListener: (_type: 'popstate', listener: () => void) => {
      listeners.push(listener)
    },
    back() {
      at--
      for (const listener of listeners) listener()
    },
  }
}
