import { expect, test } from 'vitest'
import { performanceOf } from '../../analysis/build-out/against-baseline.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { readinessOf, readyBy } from '../../analysis/build-out/readiness.ts'
import type { Day } from '../../model/day.ts'
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

test('a programme that is not there is told with what to do', async () => {
  await expect(loadProgramme('/nowhere/programme.yaml')).rejects.toThrow('is not there. Say with --programme')
})
