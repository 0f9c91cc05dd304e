import { expect, test } from 'vitest'
import { performanceOf } from '../../analysis/build-out/against-baseline.ts'
import { EstateAt } from '../../analysis/build-out/estate-at.ts'
import { estateStateAt } from '../../analysis/build-out/estate-state.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { readinessOf, readyBy } from '../../analysis/build-out/readiness.ts'
import type { Day } from '../../model/day.ts'
import { isWithin } from '../../model/path.ts'
import type { Kind } from '../../model/things.ts'
import { loadEstate } from '../load-estate.ts'
import { loadProgramme, programmePath } from './load-programme.ts'

const shipped = await loadProgramme(programmePath(undefined, undefined))
const ready = (measure: 'area' | 'power', day: string) =>
  readyBy(readinessOf(programmeStatus(shipped)), measure, day as Day)

test('the shipped programme comes to the published areas and power', () => {
  // Of the district: 4,700 m² in phase 1, 35,000 m² by 2027, about 62,000 m² in all; beside 14,000 m² of the data centre.
  expect(ready('area', '2025-12-31')).toBe(14_000 + 4_700)
  expect(ready('area', '2027-12-31')).toBe(14_000 + 35_000)
  expect(ready('area', '2050-01-01')).toBe(14_000 + 62_000)
  // 8 MW in spring 2026; then a block of up to 40 MW, and one module of 56 MW.
  expect(ready('power', '2026-06-30')).toBe(8e6)
  expect(ready('power', '2050-01-01')).toBe(104e6)
})

test('the shipped programme shows no earned value, since nobody publishes progress', () => {
  const [published] = shipped.baselines
  if (!published) throw new Error('no baseline')
  for (const measure of ['money', 'area'] as const)
    expect(performanceOf(programmeStatus(shipped), published, measure)).toMatchObject({ why: expect.any(String) })
})

test('the shipped programme builds what the shipped estate knows', async () => {
  const { estate } = await loadEstate(undefined)
  for (const { place, places = [] } of shipped.packages)
    for (const path of [place ?? '', ...places]) expect(estate.find(path), path).toBeDefined()
})

test('before the blocks of 2026 their halls and plant were not there, and before December 2020 nothing but the ground was', async () => {
  const { estate } = await loadEstate(undefined)
  const whole = { estate, brings: new Map<string, string[]>() }
  const on = (day: string) => {
    const state = estateStateAt(estate, programmeStatus(shipped), day as Day)
    return state ? new EstateAt(whole, state, state.key) : estate
  }
  const count = (day: string, kind: Kind) =>
    on(day)
      .ofKind(kind)
      .filter(({ path }) => isWithin(path, 'kragujevac')).length
  // Four halls of 180 racks, to which two more came. Of each side eight UPS, four of them for the blocks; chillers 6 + 7.
  const counts = (day: string) => (['rack', 'ups', 'chiller'] as const).map((kind) => count(day, kind))
  expect(counts('2026-05-31')).toEqual([1_080, 16, 13])
  expect(counts('2026-05-30')).toEqual([720, 8, 6])
  expect(on('2026-05-30').find('kragujevac')).toMatchObject({ itCapacity: 6e6 })
  expect(counts('2020-12-30')).toEqual([0, 0, 0])
  expect(on('2020-12-30').find('kragujevac')).toMatchObject({ itCapacity: 0 })
  expect(on('2020-12-30').find('kragujevac/data-centre')).toMatchObject({ phase: { state: 'planned' } })
  expect(on('2017-12-11').ofKind('room')).toEqual([])
  // Nothing measures what is not there.
  expect(
    on('2026-05-30')
      .ofKind('meter')
      .every(({ measures }) => on('2026-05-30').find(measures)),
  ).toBe(true)
})

test('a programme that is not there is told with what to do', async () => {
  await expect(loadProgramme('/nowhere/programme.yaml')).rejects.toThrow('is not there. Say with --programme')
})
