import { expect, test } from 'vitest'
import { runsBySize, stillFit } from './fragmentation.ts'

const run = (from: number, units: number) => ({ from, units })

test('of 20 free units in pieces of 3, 3, 4 and 10 one device of 10 U fits, three of 4 U, nine of 2 U', () => {
  const runs = [run(1, 3), run(10, 3), run(20, 4), run(30, 10)]
  // 4 U: one in the 4, two in the 10. 2 U: one in each 3, two in the 4, five in the 10.
  expect(stillFit(runs)).toEqual([
    { units: 1, devices: 20 },
    { units: 2, devices: 9 },
    { units: 4, devices: 3 },
    { units: 10, devices: 1 },
  ])
  expect(runsBySize(runs)).toEqual([
    { units: 3, runs: 2 },
    { units: 4, runs: 1 },
    { units: 10, runs: 1 },
  ])
})

test('a run that begins on a half unit takes whole units from the next on', () => {
  // U1.5 to U5: U2 to U4 are whole, 3.5 U are free.
  expect(stillFit([run(1.5, 3.5)]).map(({ devices }) => devices)).toEqual([3, 1, 0, 0])
  expect(stillFit([run(2.5, 0.5)]).map(({ devices }) => devices)).toEqual([0, 0, 0, 0])
})

test('nothing is free in a full rack', () => {
  expect(stillFit([]).every(({ devices }) => devices === 0)).toBe(true)
  expect(runsBySize([])).toEqual([])
})
