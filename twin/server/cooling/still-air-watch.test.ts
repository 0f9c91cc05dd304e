import { describe, expect, test } from 'vitest'
import { smallEstate } from '../testing/small-estate.ts'
import { StillAirWatch } from './still-air-watch.ts'

const ROOM = 'belgrade/hall-1'
const MINUTE = 60_000

/** A hall of which each unit moves what it is told. */
function watched() {
  const estate = smallEstate()
  let flow = 5
  const watch = new StillAirWatch(estate, () => flow)
  const blow = (cubicMetres: number) => {
    flow = cubicMetres
  }
  /** Looks every ten seconds; gives what became due. */
  const pass = (from: number, to: number) => {
    const due = []
    for (let now = from; now < to; now += 10_000) due.push(...watch.look(now))
    return due
  }
  return { blow, pass }
}

describe('a room whose coolers stand still', () => {
  test('is told a minute after its air moves again, from five minutes before it stood', () => {
    const { blow, pass } = watched()
    expect(pass(0, 10 * MINUTE)).toEqual([])
    blow(0)
    expect(pass(10 * MINUTE, 18 * MINUTE)).toEqual([])
    blow(5)
    expect(pass(18 * MINUTE, 18.9 * MINUTE)).toEqual([])
    expect(pass(19 * MINUTE, 30 * MINUTE)).toEqual([{ room: ROOM, period: { from: 5 * MINUTE, to: 18 * MINUTE } }])
  })

  test('for long is told once, after twenty minutes', () => {
    const { blow, pass } = watched()
    blow(0)
    expect(pass(10 * MINUTE, 90 * MINUTE)).toEqual([{ room: ROOM, period: { from: 5 * MINUTE, to: 30 * MINUTE } }])
    blow(5)
    expect(pass(90 * MINUTE, 120 * MINUTE)).toEqual([])
  })

  test('is not one of which nobody knows, nor one whose clock went back', () => {
    const { blow, pass } = watched()
    blow(Number.NaN)
    expect(pass(0, 60 * MINUTE)).toEqual([])
    blow(0)
    expect(pass(60 * MINUTE, 62 * MINUTE)).toEqual([])
    expect(pass(0, 19 * MINUTE)).toEqual([])
  })
})
