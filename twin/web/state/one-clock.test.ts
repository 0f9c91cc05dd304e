import { describe, expect, it } from 'vitest'
import { createPlaceStore } from './place-store.ts'
import { browserAt } from './testing/browser-at.ts'

describe('the clock of the whole page', () => {
  it('comes along to every place that shows the estate, and stays there until one goes back to now', () => {
    const window = browserAt('/sites/belgrade?at=2030-06-30')
    const store = createPlaceStore(window)
    store.getState().follow('/power/belgrade')
    expect(window.entries.at(-1)).toBe('/power/belgrade?at=2030-06-30')
    store.getState().go({ place: { kind: 'cloud' } })
    expect(window.entries.at(-1)).toBe('/?at=2030-06-30')
    store.getState().go({ at: undefined })
    expect(window.entries.at(-1)).toBe('/')
    store.getState().follow('/cloud')
    expect(store.getState().at).toBeUndefined()
  })

  it('is left behind by what is of now only', () => {
    const store = createPlaceStore(browserAt('/?at=2030-06-30'))
    store.getState().follow('/alarms')
    expect(store.getState().at).toBeUndefined()
  })

  it('is the day of the build-out when one comes there, and the day that it has when one leaves', () => {
    const window = browserAt('/sites/belgrade?at=2030-06-30')
    const store = createPlaceStore(window)
    store.getState().follow('/build-out')
    expect(window.entries.at(-1)).toBe('/build-out?day=2030-06-30')
    store.getState().go({ buildOut: { ...store.getState().buildOut, day: '2031-01-01' } })
    store.getState().follow('/sites/belgrade')
    expect(window.entries.at(-1)).toBe('/sites/belgrade?at=2031-01-01')
  })

  it('leads from the build-out of today to what is now', () => {
    const store = createPlaceStore(browserAt('/build-out'))
    store.getState().follow('/sites/belgrade')
    expect(store.getState().at).toBeUndefined()
  })

  it('reads a link to the build-out of a day, and no day that is none', () => {
    expect(createPlaceStore(browserAt('/build-out?at=2030-06-30')).getState().buildOut.day).toBe('2030-06-30')
    expect(createPlaceStore(browserAt('/?at=2030-02-30')).getState().at).toBeUndefined()
  })
})
