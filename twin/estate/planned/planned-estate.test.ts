import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { estateEdits } from '../../analysis/build-out/estate-edits.ts'
import { estateDays, estateStateAt, plannedFiles } from '../../analysis/build-out/estate-state.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { Failures } from '../../analysis/failover/failure.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { loadEstate } from '../load-estate.ts'
import { loadProgramme, programmePath } from '../programme/load-programme.ts'
import { ANNEX, ANNEX_PROGRAMME, writePlannedEstate } from '../testing/planned-small-estate.ts'
import { estateOn } from './estate-on.ts'
import { loadPlanned } from './load-planned.ts'

const day = (text: string) => text as Day

async function planned(folder: string, files: Parameters<typeof writePlannedEstate>[1] = {}) {
  await writePlannedEstate(folder, files)
  const today = await loadEstate(folder)
  const file = programmePath(undefined, folder)
  const programme = await loadProgramme(file)
  const whole = await loadPlanned(today, file, plannedFiles(programme))
  const status = programmeStatus(programme)
  const at = (text: string): Estate => {
    const state = estateStateAt(today.estate, status, day(text))
    return state ? whole.at(state) : today.estate
  }
  return { at, status, today: today.estate, whole }
}

describe('the estate of a day', () => {
  test('is that of today until something is handed over', async () => {
    await using folder = await temporaryFolder()
    const { at, today } = await planned(folder.path)
    expect(at('2026-11-26')).toBe(today)
    // Racks are handed over with the building, power after the tests: the annex comes when all of it counts.
    expect(at('2027-04-01')).toBe(today)
    expect(at('2027-04-01').find('site/annex')).toBeUndefined()
  })

  test('has what is handed over, with its power and its capacity', async () => {
    await using folder = await temporaryFolder()
    const { at } = await planned(folder.path)
    const then = at('2027-04-02')
    expect(then.find('site/annex/row-a/rack-2')).toMatchObject({ kind: 'rack' })
    expect(then.find('site')).toMatchObject({ itCapacity: 150_000 })
    expect(then.ofKind('rack')).toHaveLength(6)
    expect(then.fedBy('site/annex/feed').map(({ path }) => path)).toEqual([
      'site/annex/row-a/rack-1/pdu',
      'site/annex/row-a/rack-2/pdu',
    ])
    expect(powerGraph(then).nodes.some(({ thing }) => thing.path === 'site/annex/row-a/rack-1/pdu')).toBe(true)
  })

  test('is without what was removed and all that was in it', async () => {
    await using folder = await temporaryFolder()
    const { at } = await planned(folder.path)
    const rack = at('2027-04-08').find('site/hall/row-a/rack-4')
    expect(rack).toBeDefined()
    const then = at('2027-04-09')
    expect(then.find('site/hall/row-a/rack-4')).toBeUndefined()
    expect(then.find('site/hall/row-a/rack-4/server')).toBeUndefined()
    expect(then.thing(rack?.index ?? -1)).toBeUndefined()
    expect(then.children('site/hall/row-a')).toHaveLength(3)
    expect(then.ofKind('device').some(({ path }) => path.includes('rack-4'))).toBe(false)
    expect(then.fedBy('site/hall/feed-a').some(({ path }) => path.includes('rack-4'))).toBe(false)
  })

  test('keeps the index of everything that is there today, and the rest lies beyond', async () => {
    await using folder = await temporaryFolder()
    const { at, today, whole } = await planned(folder.path)
    const then = at('2030-01-01')
    for (let index = 0; index < today.extent; index++) {
      const thing = today.thing(index)
      expect(whole.estate.thing(index)?.path).toBe(thing?.path)
    }
    for (const thing of then.ofKind('rack'))
      expect(thing.index >= today.extent, thing.path).toBe(thing.path.startsWith('site/annex'))
    expect(at('2027-04-02').find('site/annex')?.index).toBe(then.find('site/annex')?.index)
  })

  test('writes nothing into the file of indexes', async () => {
    await using folder = await temporaryFolder()
    await writePlannedEstate(folder.path)
    await loadEstate(folder.path)
    const before = await readFile(join(folder.path, 'estate.ids'), 'utf8')
    await planned(folder.path)
    expect(await readFile(join(folder.path, 'estate.ids'), 'utf8')).toBe(before)
  })

  test('changes on the days that are told, and on no other', async () => {
    await using folder = await temporaryFolder()
    const { at, status } = await planned(folder.path)
    const days = estateDays(status)
    let before = at('2026-11-26')
    for (let count = 1; count < 200; count++) {
      const text = new Date(Date.UTC(2026, 10, 26 + count)).toISOString().slice(0, 10)
      const then = at(text)
      if (then.version !== before.version) expect(days).toContain(text)
      before = then
    }
    expect(at('2027-04-02').version).toBe(at('2027-04-08').version)
    expect(at('2027-04-02').version).not.toBe(at('2027-04-09').version)
  })

  test('is found by the folder alone, and is that of today in a folder without a programme', async () => {
    await using folder = await temporaryFolder()
    const { at, today } = await planned(folder.path)
    const folders = { estate: folder.path, data: folder.path }
    const then = await estateOn(today, folders, day('2027-04-02'), unsaid)
    expect(then.version).toBe(at('2027-04-02').version)
    expect(await estateOn(today, folders, day('2027-04-01'), unsaid)).toBe(today)
    await rm(join(folder.path, 'programme.yaml'))
    expect(await estateOn(today, folders, day('2040-01-01'), unsaid)).toBe(today)
  })

  test('counts what was reported of the programme, and tells what of it cannot be', async () => {
    await using folder = await temporaryFolder()
    const { today } = await planned(folder.path)
    // Of 20 days' work 20 are left on the evening of Friday 2027-03-12: built until Friday 2027-04-09, tested until 2027-04-16.
    const late = `{id: p1, activity: build, at: 2027-03-12, by: Site office, percent: 20, started: 2027-03-01, remaining: 20 d, entered: '2027-03-12T15:00:00Z'}`
    const gone = `{id: p2, activity: gone, at: 2027-03-12, by: Site office, percent: 50, started: 2027-03-01, entered: '2027-03-12T15:00:00Z'}`
    await writeFile(join(folder.path, 'progress.yaml'), `version: 1\nprogress:\n  - ${late}\n  - ${gone}\n`)
    const told: string[] = []
    const annexOn = async (at: string) => {
      const folders = { estate: folder.path, data: folder.path }
      return (await estateOn(today, folders, day(at), (fault) => told.push(fault))).find('site/annex')
    }
    expect(await annexOn('2027-04-15')).toBeUndefined()
    expect(await annexOn('2027-04-16')).toBeDefined()
    expect(told[0]).toContain('p2 is left out')
  })

  test('never has what is handed over without the test of level 5', async () => {
    await using folder = await temporaryFolder()
    const programme = ANNEX_PROGRAMME.replace(', level: 5', ', level: 4')
    const { at } = await planned(folder.path, { programme })
    expect(at('2040-01-01').find('site/annex')).toBeUndefined()
    expect(at('2040-01-01').find('site')).toMatchObject({ itCapacity: 50_000 })
  })
})

describe('a file of what is planned', () => {
  test.each([
    [
      'that has what is there',
      ANNEX.replace('site/annex', 'site/hall'),
      /site\/hall was already written in estate.yaml/,
    ],
    [
      'that draws from nothing',
      ANNEX.replace('from: panel,', 'from: pannel,'),
      /planned\/annex.yaml:12[\s\S]*names pannel/,
    ],
    ['that renames', `${ANNEX}renamed: {site/hall: site/room}\n`, /is no word of what is planned/],
    ['of no known word', `${ANNEX}things2: {}\n`, /planned\/annex.yaml/],
  ])('%s is refused by line', async (_what, annex, message) => {
    await using folder = await temporaryFolder()
    await expect(planned(folder.path, { annex })).rejects.toThrow(message)
  })

  test('that is not there is named', async () => {
    await using folder = await temporaryFolder()
    const programme = ANNEX_PROGRAMME.replace('planned/annex.yaml', 'planned/annexe.yaml')
    await expect(planned(folder.path, { programme })).rejects.toThrow(/planned\/annexe.yaml[\s\S]*it does not exist/)
  })
})

test('the shipped block comes when all its systems were tested together, and stands on its own power and cooling', async () => {
  const today = await loadEstate(undefined)
  const status = programmeStatus(await loadProgramme(programmePath(undefined, undefined)))
  const day = estateEdits(status).edits.find(({ id }) => id === 'kragujevac-40')?.day as Day
  await using data = await temporaryFolder()
  const folders = { estate: undefined, data: data.path }
  const then = await estateOn(today.estate, folders, day, unsaid)
  const racks = then.ofKind('rack').filter(({ path }) => path.startsWith('kragujevac/block-40/'))
  expect(racks).toHaveLength(384)
  expect(then.find('kragujevac')).toMatchObject({ itCapacity: 54e6 })
  expect((await estateOn(today.estate, folders, dayBefore(day), unsaid)).find('kragujevac/block-40')).toBeUndefined()
  // Each of the two sides carries the whole block.
  const side = then
    .ofKind('ups')
    .map(({ path }) => path)
    .filter((path) => /block-40\/power\/ups-a/.test(path))
  expect(side).toHaveLength(16)
  const { atOnce } = new Failures(powerGraph(then), declaredLoads(then, powerGraph(then))).of(side)
  expect([atOnce.down, atOnce.overloads, atOnce.trips]).toEqual([[], [], []])
}, 60_000)

function unsaid(fault: string): void {
  throw new Error(fault)
}

function dayBefore(day: Day): Day {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10) as Day
}
