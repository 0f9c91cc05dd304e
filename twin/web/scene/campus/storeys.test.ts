import { describe, expect, it } from 'vitest'
import { metres } from '../../../model/units.ts'
import { progressOf, storeysOf } from './storeys.ts'

describe('the storeys of a building', () => {
  it('are alike where nobody says otherwise', () => {
    expect(storeysOf({ height: metres(20), floors: 5 })).toEqual([0, 4, 8, 12, 16].map((base) => ({ base, height: 4 })))
  })

  it('share what a higher ground floor leaves: 20 m with 4.8 m below are four of 3.8 m', () => {
    const storeys = storeysOf({ height: metres(20), floors: 5, groundFloor: metres(4.8) })
    expect(storeys[0]).toEqual({ base: 0, height: 4.8 })
    expect(storeys[1]?.base).toBeCloseTo(4.8)
    expect(storeys[4]?.base).toBeCloseTo(16.2)
    expect((storeys[4]?.base ?? 0) + (storeys[4]?.height ?? 0)).toBeCloseTo(20)
  })

  it('of a single floor is the whole building', () => {
    expect(storeysOf({ height: metres(6), floors: 1, groundFloor: metres(4) })).toEqual([{ base: 0, height: 6 }])
  })
})

describe('how much of a building stands', () => {
  const at = (share: number) => progressOf({ state: 'under-construction', share }, 5)

  it('is told by storeys: of five floors 66 % are three, the fourth is at work, two are to come', () => {
    expect(at(0.66)).toEqual({ state: 'under-construction', done: 3, atWork: 3 })
  })

  it('begins with the ground floor at work and ends with the roof', () => {
    expect(at(0)).toEqual({ state: 'under-construction', done: 0, atWork: 0 })
    expect(at(1)).toEqual({ state: 'under-construction', done: 5, atWork: 5 })
  })

  it('loses no storey to rounding: three times a fifth is three', () => {
    expect(at(1 / 5 + 1 / 5 + 1 / 5).done).toBe(3)
    expect(at(0.6 - 1e-12).done).toBe(3)
  })

  it('is nothing of what is planned and all with the roof of what is in use, whatever its share', () => {
    expect(progressOf({ state: 'planned', share: 0.9 }, 5)).toEqual({ state: 'planned', done: 0, atWork: undefined })
    expect(progressOf({ state: 'commissioned', share: 0 }, 5).done).toBe(6)
  })
})
