import { describe, expect, it } from 'vitest'
import { createPlaceStore } from './place-store.ts'
import { browserAt } from './testing/browser-at.ts'

describe('the place store', () => {
  it('begins where the address says', () => {
    const store = createPlaceStore(browserAt('/sites/belgrade?mode=power'))
    expect(store.getState().place).toEqual({ kind: 'thing', path: 'belgrade' })
    expect(store.getState().mode).toBe('power')
  })

  it('makes a new entry for another place, and none for another option of the same place', () => {
    const window = browserAt('/')
    const store = createPlaceStore(window)
    store.getState().go({ place: { kind: 'thing', path: 'belgrade' } })
    store.getState().go({ mode: 'temperature' })
    store.getState().go({ selected: 'belgrade/hall-1' })
    expect(window.entries).toEqual(['/', '/sites/belgrade?mode=temperature&sel=belgrade/hall-1'])
  })

  it('takes mode and view along to another place, but leaves selection and filter behind', () => {
    const store = createPlaceStore(browserAt('/sites/belgrade?mode=power&view=table&show=critical&sel=belgrade/hall-1'))
    store.getState().follow('/sites/belgrade/hall-1')
    const { mode, view, shown, selected } = store.getState()
    expect({ mode, view, shown, selected }).toEqual({
      mode: 'power',
      view: 'table',
      shown: undefined,
      selected: undefined,
    })
  })

  it('goes back to what was selected before', () => {
    const window = browserAt('/sites/belgrade/hall-1?sel=belgrade/hall-1/row-a')
    const store = createPlaceStore(window)
    store.getState().go({ place: { kind: 'alarms' } })
    window.back()
    expect(store.getState().selected).toBe('belgrade/hall-1/row-a')
    expect(store.getState().place).toEqual({ kind: 'thing', path: 'belgrade/hall-1' })
  })

  it('remembers what a link left out until something else is let fail, and then it is out of the address too', () => {
    const window = browserAt('/sites/belgrade?fail=NO%20PATH')
    const store = createPlaceStore(window)
    store.getState().go({ mode: 'power' })
    expect(store.getState().failedLeftOut).toBe(1)
    store.getState().go({ failed: [] })
    expect(store.getState().failedLeftOut).toBe(0)
    expect(window.entries).toEqual(['/sites/belgrade?mode=power'])
  })
})
