import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { supplyTold } from '../../analysis/supply/supply-view.ts'
import { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { ThingPath } from '../../model/path.ts'
import type { DurationEstimate, Programme, ProgrammeActivity } from '../../model/programme.ts'
import type { Ratio, Watts } from '../../model/units.ts'
import { endOf } from '../../model/wall-minute.ts'
import { boardView } from '../../report/testing/board-view.ts'
import { buildOutCommand } from './build-out-command.ts'

/** No site holds a rack, and nothing is reserved. */
const NOTHING_THERE = { estate: new ListedEstate([]), sites: [], reserved: { plans: [], reservations: [] } }

/** Asks the command of a programme. */
async function ask(programme: Programme, options: Readonly<Record<string, unknown>> = {}) {
  const { io, out } = recordedIo()
  const json = options.json === true
  const command = buildOutCommand({
    programmePath: (named, folder) => named ?? `${folder ?? '/shipped'}/programme.yaml`,
    known: () => Promise.resolve({ programme, entries: [], scenarios: [], version: '1' }),
    board: ({ programme: of }) => ({ view: boardView(of), risk: undefined }),
    supply: (_, status) => Promise.resolve(supplyTold(status, NOTHING_THERE, 'declared')),
  })
  const given = { runs: '200', seed: '1', ...options }
  const status = await command.run({ args: [], options: given, json, io, signal: new AbortController().signal })
  return { status, text: out.join('\n'), document: json ? JSON.parse(out.join('\n')) : undefined }
}

const begun = { started: day('2026-09-07') }
/** On 30 September 18 of 20 days of building have gone by, and half is done. */
const halfBuilt = smallProgramme({
  dataDate: day('2026-09-30'),
  reports: [report('build', '2026-09-30', { ...begun, done: 0.5 as Ratio, cost: 150 })],
})
const changed = (programme: Programme, id: string, more: Partial<ProgrammeActivity>): Programme => ({
  ...programme,
  activities: programme.activities.map((one) => (one.id === id ? { ...one, ...more } : one)),
})

describe('oblak build-out', () => {
  test('tells what is ready now and at a day, by measure', async () => {
    const { text } = await ask(halfBuilt, { at: '2026-12-31' })
    expect(text).toMatch(/Ready +2026-09-30 +2026-12-31/)
    expect(text).toMatch(/racks +0 +40/)
    expect(text).toMatch(/power +0 W +1 MW/)
    expect(text).toContain('SCENARIO: all of it is made up')
  })

  test('tells how late each milestone is by the baseline, and the chain that the last day hangs on', async () => {
    // Ten days of building are left from 1 October on, then ten and five: 2 October becomes 14, 16 becomes 28, 23 becomes 4 November.
    const { text } = await ask(halfBuilt)
    expect(text).toMatch(/2026-10-28 +due +12 days late +fit +100 m², 40 racks, 1 MW/)
    expect(text).toMatch(/2026-11-04 +due +12 days late +level 5 +test/)
    expect(text).toContain('The last day hangs on 3 activities')
  })

  test('tells earned value and earned schedule side by side', async () => {
    const { text } = await ask(halfBuilt)
    const row = (name: string) => text.split('\n').find((line) => line.startsWith(`  ${name}`))
    expect(text).toMatch(/Against the baseline +money +area +racks +power\n/)
    // 180 of 300 were to be done, 100 is: in the one month that has gone by 0.556 of a month is earned. 150 were spent.
    expect(row('planned by now (PV)')).toMatch(/180 EUR +0 m² +0 +0 W$/)
    expect(row('earned (EV)')).toMatch(/100 EUR +0 m² +0 +0 W$/)
    expect(row('SV ')).toMatch(/-80 EUR/)
    expect(row('SPI =')).toMatch(/0\.56/)
    expect(row('earned schedule (ES)')).toMatch(/0\.556 months/)
    expect(row('time gone by (AT)')).toMatch(/1 month /)
    expect(row('SV(t)')).toMatch(/0\.444 months late/)
    expect(row('SPI(t)')).toMatch(/0\.56/)
    expect(row('spent (AC)')).toMatch(/150 EUR/)
    expect(row('CV')).toMatch(/-50 EUR/)
    expect(row('CPI')).toMatch(/0\.67/)
    expect(row('EAC')).toMatch(/450 EUR/)
    // What is left, 200, over the money that is left, 150.
    expect(row('TCPI')).toMatch(/1\.33/)
  })

  test('answers 1 where a day that was set is missed, and marks it', async () => {
    const due = changed(halfBuilt, 'test', { constraints: [{ kind: 'finish-no-later', at: endOf(day('2026-10-30')) }] })
    expect((await ask(halfBuilt)).status).toBe(0)
    const { status, text } = await ask(due)
    expect(status).toBe(1)
    expect(text).toMatch(/12 days late! +level 5/)
  })

  test('tells when hand-overs come in half and in four of five runs, and what moves the last day', async () => {
    const estimated = changed(halfBuilt, 'fit', { estimate: { low: 3_840, likely: 4_800, high: 9_600 } as never })
    const { text } = await ask(estimated)
    expect(text).toMatch(/Risk: by when it is handed over +in 50 % +in 80 %/)
    expect(text).toMatch(/ {2}fit +2026-1\d-\d\d +2026-1\d-\d\d/)
    expect(text).toMatch(/What moves the last day most[\s\S]* {2}fit +[\d.]+ days/)
  })

  test('tells how likely a hand-over keeps the day that is set, and what a shared risk adds where it strikes', async () => {
    const certain = { low: 2_400, likely: 2_400, high: 2_400 } as DurationEstimate
    const adds = new Map([
      ['fit', certain],
      ['test', certain],
    ])
    const struck = changed(
      { ...halfBuilt, risks: [{ id: 'flood', name: 'Flood', chance: 0.4 as Ratio, adds, source: 'assumed' }] },
      'fit',
      { constraints: [{ kind: 'finish-no-later', at: endOf(day('2026-11-04')) }] },
    )
    const { text } = await ask(struck, { runs: '5000' })
    // Power is tested on 4 November; five days of each of two activities are two weeks more.
    expect(text).toMatch(/ {2}fit +2026-11-04 +2026-11-18 +(59|60|61) % by 2026-11-04, the day that is set/)
    expect(text).toMatch(
      /What may strike several together.*\n {2}Flood +40 % +14 days fit +14 days the last day +fit, test/,
    )
  })

  test('names the service that has no room, from when until when, how much of it, and what it waits for', async () => {
    // Power is ready on 4 November by the reports; the service was to come on 26 October.
    const place = 'zajecar' as ThingPath
    const imaging = { id: 'imaging', name: 'Imaging', place, from: day('2026-10-26'), power: 800_000 as Watts }
    const { text } = await ask({
      ...halfBuilt,
      packages: halfBuilt.packages.map((one) => ({ ...one, place })),
      demand: [{ ...imaging, source: 'assumed' }],
    })
    expect(text).toMatch(/Demand against supply +there 2026-09-30 +wanted 2026-09-30\n +zajecar +power +0 W +0 W\n/)
    expect(text).toContain('! 2026-10-26 until 2026-11-04  800 kW of 800 kW short  Imaging (zajecar)  waits for: fit')
  })

  test('gives the same as one JSON document', async () => {
    const { document } = await ask(halfBuilt, { json: true, at: '2026-12-31' })
    expect(document).toMatchObject({
      dataDate: '2026-09-30',
      at: '2026-12-31',
      ready: { at: { racks: 40, power: 1e6 } },
    })
    expect(document.milestones[0]).toMatchObject({ id: 'fit', day: '2026-10-28', planned: '2026-10-16', late: 12 })
    expect(document.supply).toMatchObject({ dataDate: '2026-09-30', unmet: [] })
    expect(document.performance[0]).toMatchObject({ measure: 'money', value: { planned: 180, earned: 100 } })
  })

  test('writes the report for the board, its tables, its charts and the calendar, and tells where', async () => {
    await using folder = await temporaryFolder()
    const file = (name: string) => join(folder.path, name)
    const files = { board: file('board.html'), csv: file('tables'), charts: file('charts'), calendar: file('m.ics') }
    const { document } = await ask(halfBuilt, { ...files, json: true, language: 'sr-Latn' })
    expect(document.files.map((path: string) => relative(folder.path, path))).toEqual([
      'board.html',
      ...['milestones', 'ready', 'unmet', 'activities'].map((name) => `tables/${name}.csv`),
      ...['ready', 's-curve', 'gantt'].map((name) => `charts/${name}.svg`),
      'm.ics',
    ])
    expect(await readFile(files.board, 'utf8')).toContain('Izgradnja: izveštaj za upravni odbor')
    expect(await readFile(files.calendar, 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(await readFile(file('tables/ready.csv'), 'utf8')).toContain('2026-10-28,false,racks,40,40,fit,block')
  })

  test('makes no folders for a path that was mistyped, and writes nothing then', async () => {
    await using folder = await temporaryFolder()
    const files = { board: join(folder.path, 'reprots', 'board.html'), csv: join(folder.path, 'tables') }
    await expect(ask(halfBuilt, files)).rejects.toThrow(
      /Nothing was written\. --board .*reprots is not there\. Make the folder first/,
    )
    expect(await readdir(folder.path)).toEqual([])
  })

  test('refuses a file that cannot be written, before it has answered', async () => {
    await using folder = await temporaryFolder()
    await expect(ask(halfBuilt, { board: folder.path })).rejects.toThrow(/cannot be written: .* is a folder/)
  })

  test.each([
    [{ baseline: 'frst' }, /--baseline frst is none of the programme: it has first. The nearest is first/],
    [{ at: '2027-02-30' }, /--at 2027-02-30: say a day/],
    [{ runs: '0' }, /--runs 0: say a whole number from 1 to 100,000/],
  ])('refuses %o', async (options, message) => {
    await expect(ask(halfBuilt, options)).rejects.toThrow(message)
  })
})
