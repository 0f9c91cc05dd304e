import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DiagnosedError } from '../../kit/diagnosed-error.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import type { Day } from '../../model/day.ts'
import type { WorkMinutes } from '../../model/programme.ts'
import type { KnownProgramme, ProgressEntry } from '../../model/programme-book.ts'
import type { Ratio } from '../../model/units.ts'
import { shippedFolder } from '../estate-folder.ts'
import { readProgramme } from '../programme/read-programme.ts'
import { ProgrammeFiles } from './programme-files.ts'
import { programmePaths } from './progress-paths.ts'
import { readProgress } from './read-progress.ts'

const day = (text: string) => text as Day
const ENTERED = '2026-11-30T09:12:00Z'

async function opened() {
  const folder = await temporaryFolder()
  await cp(join(shippedFolder(), 'programme.yaml'), join(folder.path, 'programme.yaml'))
  const book = new ProgrammeFiles(programmePaths(undefined, folder.path, folder.path))
  return {
    ...{ book, folder: folder.path },
    text: (name: string) => readFile(join(folder.path, name), 'utf8'),
    write: (name: string, text: string) => writeFile(join(folder.path, name), text),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

const said = (more: Partial<ProgressEntry> = {}) => {
  return ({ entries }: KnownProgramme): ProgressEntry => ({
    ...{
      id: `p${entries.length + 1}`,
      activity: 'building-2-works',
      at: day('2026-11-30'),
      by: 'Ana',
      source: 'survey',
    },
    ...{ done: 0.7 as Ratio, started: day('2025-07-01'), entered: ENTERED },
    ...more,
  })
}

test('what is entered stands in a file that people can read, counts from the next question on, and moves the data date', async () => {
  await using files = await opened()
  expect((await files.book.read()).programme?.dataDate).toBe('2026-11-26')
  // 30 days of 8 hours, by the calendar of the building site.
  const more = { remaining: (30 * 480) as WorkMinutes, cost: 9_100_000, evidence: 'protocol 14', note: 'Roof is on.' }
  await files.book.report(said(more))
  expect(
    await files.text('progress.yaml'),
  ).toBe(`# What was reported of the programme, by whom and when. One that was taken back says so and stays. docs/build-out.md says what may stand here.
version: 1
progress:
  - id: p1
    activity: building-2-works
    at: 2026-11-30
    percent: 70
    started: 2025-07-01
    remaining: 5 w
    cost: 9100000
    evidence: protocol 14
    note: Roof is on.
    by: Ana
    source: survey
    entered: 2026-11-30T09:12:00Z
`)
  const { entries, programme } = await files.book.read()
  expect(entries).toEqual([said(more)({ entries: [] as ProgressEntry[] } as unknown as KnownProgramme)])
  expect(programme?.dataDate).toBe('2026-11-30')
  expect(programme?.reports.at(-1)).toMatchObject({ activity: 'building-2-works', done: 0.7, remaining: 14_400 })
})

test('what is taken back says so in its lines, and no more counts', async () => {
  await using files = await opened()
  await files.book.report(said())
  await files.book.report(said({ activity: 'central-works', started: day('2026-04-01') }))
  const before = await files.text('progress.yaml')
  const taken = await files.book.withdraw('p1', { by: 'Jovan', at: '2026-11-30T10:00:00Z' })
  expect(taken?.withdrawn).toEqual({ by: 'Jovan', at: '2026-11-30T10:00:00Z' })
  const line = '    withdrawn: { by: Jovan, at: 2026-11-30T10:00:00Z }\n'
  expect(await files.text('progress.yaml')).toBe(before.replace(/(?= {2}- id: p2)/, line))
  const { entries, programme } = await files.book.read()
  expect(entries.map(({ withdrawn }) => withdrawn !== undefined)).toEqual([true, false])
  expect(programme?.reports.filter(({ by }) => by === 'Ana').map(({ activity }) => activity)).toEqual(['central-works'])
  expect(await files.book.withdraw('p1', { by: 'Ana', at: ENTERED }), 'not twice').toBeUndefined()
  expect(await files.book.withdraw('p9', { by: 'Ana', at: ENTERED })).toBeUndefined()
  await files.book.withdraw('p2', { by: 'Jovan', at: ENTERED })
  expect((await files.book.read()).programme?.dataDate).toBe('2026-11-26')
})

test.each([
  ['a note of several lines at its end', '    note: |\n      one\n      two\n'],
  ['a comment behind it', '    by: Ana # ours\n\n# of nobody\n'],
  ['no end of line', '    by: Ana'],
])('an entry that people wrote with %s can be taken back', async (_, tail) => {
  await using files = await opened()
  const head = 'version: 1\nprogress:\n  - id: x\n    activity: central-works\n    at: 2026-11-26\n    percent: 0\n'
  const by = tail.includes('by:') ? '' : '    by: Ana\n'
  await files.write('progress.yaml', `${head}    entered: ${ENTERED}\n${by}${tail}`)
  expect((await files.book.withdraw('x', { by: 'Ana', at: ENTERED }))?.withdrawn?.by).toBe('Ana')
  expect(await files.text('progress.yaml')).toContain(tail.split('\n')[0])
})

test('a scenario stands in its file in weeks, days and hours, is read back in minutes, and goes', async () => {
  await using files = await opened()
  const delays = [
    { activity: 'block-40-grid', minutes: (6 * 6 * 480) as WorkMinutes },
    { activity: 'block-40-approval', minutes: (3 * 480) as WorkMinutes },
    { activity: 'block-40-shell', minutes: -61 as WorkMinutes },
  ]
  await files.book.saveScenario(() => ({
    kind: 'delays',
    id: 'late',
    name: 'Late',
    by: 'Ana',
    made: day('2026-11-26'),
    delays,
  }))
  expect(await files.text('scenarios.yaml')).toContain(`scenarios:
  - id: late
    name: Late
    by: Ana
    made: 2026-11-26
    delays:
      block-40-grid: 6 w
      block-40-approval: 3 d
      block-40-shell: -1.02 h
`)
  const [first] = (await files.book.read()).scenarios
  expect(first).toMatchObject({ kind: 'delays', id: 'late', delays })
  expect((await files.book.removeScenario('late'))?.id).toBe('late')
  expect((await files.book.read()).scenarios.filter(({ kind }) => kind === 'delays')).toEqual([])
})

test('a programme beside it that says it is a scenario is one; one that does not say so is told', async () => {
  await using files = await opened()
  await mkdir(join(files.folder, 'scenarios'))
  const text = await files.text('programme.yaml')
  await files.write('scenarios/faster.yaml', text.replace('source: assumed', 'source: assumed\nscenario: true'))
  await files.write('scenarios/silent.yaml', text)
  const { fault, scenarios } = await files.book.read()
  expect(scenarios.map(({ id, kind }) => [id, kind])).toEqual([['faster', 'programme']])
  expect(fault).toBe('scenarios/silent.yaml is left out: it does not say `scenario: true`.')
})

test('of a broken file what was read before holds on, all that is wrong is told by line, and nothing is written over it', async () => {
  await using files = await opened()
  await files.book.report(said())
  await files.book.read()
  const broken = (await files.text('progress.yaml'))
    .replace('percent: 70', 'percent: 100')
    .replace('2025-07-01', '2027-07-01')
  await files.write('progress.yaml', broken)
  const { entries, fault, programme } = await files.book.read()
  expect(fault).toContain('says all, and no day says when')
  expect(fault).toContain('is after its end')
  expect(fault).not.toContain(files.folder)
  expect(entries).toHaveLength(1)
  expect(programme?.reports.at(-1)?.by).toBe('Ana')
  await expect(files.book.report(said())).rejects.toThrow('is after its end')
  expect(await files.text('progress.yaml')).toBe(broken)
})

test('a report of an activity that is no longer in the programme is left out and told', async () => {
  await using files = await opened()
  await files.book.report(said({ activity: 'gone' }))
  const { fault, programme } = await files.book.read()
  expect(fault).toBe('The report p1 is left out: the programme has no activity gone any more.')
  expect(programme?.reports.some(({ activity }) => activity === 'gone')).toBe(false)
})

test('without a programme nothing is known and nothing can be entered', async () => {
  await using folder = await temporaryFolder()
  const book = new ProgrammeFiles(programmePaths(undefined, folder.path, folder.path))
  expect(await book.read()).toMatchObject({ programme: undefined, fault: 'programme.yaml cannot be read (ENOENT).' })
  await expect(book.report(said())).rejects.toThrow('cannot be read')
})

test('with the shipped estate comes a worked example, as a programme that is made up', async () => {
  await using folder = await temporaryFolder()
  const { fault, programme, scenarios } = await new ProgrammeFiles(
    programmePaths(undefined, undefined, folder.path),
  ).read()
  expect([fault, programme?.isScenario]).toEqual([undefined, false])
  expect(scenarios.map(({ id, kind }) => [id, kind])).toEqual([['worked-example', 'programme']])
})

test('a large file is read aside, a small one here', async () => {
  await using files = await opened()
  const asked: string[] = []
  const book = new ProgrammeFiles(programmePaths(undefined, files.folder, files.folder), {
    programme: async (bytes, name) => {
      asked.push(name)
      return readProgramme(bytes, name)
    },
  })
  await book.read()
  expect(asked).toEqual([])
  await files.write('programme.yaml', `${await files.text('programme.yaml')}${'# a long comment\n'.repeat(6_000)}`)
  expect((await book.read()).programme?.activities).toHaveLength(28)
  expect(asked).toEqual(['programme.yaml'])
})

test('a large file that several ask for is read once, and again where it could not be read just then', async () => {
  await using files = await opened()
  const [outcomes, asked]: [(Error | undefined)[], string[]] = [[new Error('the thread ended')], []]
  const book = new ProgrammeFiles(programmePaths(undefined, files.folder, files.folder), {
    programme: async (bytes, name) => {
      asked.push(name)
      const outcome = outcomes.shift()
      if (outcome) throw outcome
      return readProgramme(bytes, name)
    },
  })
  const long = `${await files.text('programme.yaml')}${'# a long comment\n'.repeat(6_000)}`
  await files.write('programme.yaml', long)
  const first = await Promise.all([book.read(), book.read(), book.read()])
  expect(first.map(({ fault }) => fault)).toEqual(Array.from({ length: 3 }, () => 'the thread ended'))
  expect(asked).toHaveLength(1)
  const [then] = await Promise.all([book.read(), book.read()])
  expect(then?.programme?.activities).toHaveLength(28)
  expect(then?.fault).toBeUndefined()
  expect(asked).toHaveLength(2)
  // What is wrong in the file itself is not read again until somebody mends it.
  outcomes.push(new DiagnosedError('line 3 is wrong'))
  await files.write('programme.yaml', `${long}#\n`)
  expect((await book.read()).fault).toBe('line 3 is wrong')
  expect((await book.read()).fault).toBe('line 3 is wrong')
  expect(asked).toHaveLength(3)
})

test('reports come one after the other to what is in the file, also where somebody writes it meanwhile', async () => {
  await using files = await opened()
  const { book, text, write } = files
  for (const percent of [10, 20, 30]) await book.report(said({ done: (percent / 100) as Ratio }))
  const before = await text('progress.yaml')
  await book.report(said({ note: 'fourth' }))
  expect((await text('progress.yaml')).startsWith(before)).toBe(true)
  // Another book finds the same in the file.
  const other = new ProgrammeFiles(programmePaths(undefined, files.folder, files.folder))
  expect((await other.read()).entries).toEqual((await book.read()).entries)
  await write('progress.yaml', before)
  await book.report(said())
  expect((await book.read()).entries.map(({ note }) => note)).toEqual([undefined, undefined, undefined, undefined])
})

test('many reports are read aside, once for all who ask', async () => {
  await using files = await opened()
  const asked: string[] = []
  const progress = async (bytes: Uint8Array, name: string) => {
    asked.push(name)
    return readProgress(bytes, name)
  }
  const book = new ProgrammeFiles(programmePaths(undefined, files.folder, files.folder), { progress })
  await book.report(said({ note: 'x'.repeat(1_000) }))
  const one = await files.text('progress.yaml')
  const entry = one.slice(one.indexOf('  - id'))
  const more = Array.from({ length: 120 }, (_, at) => entry.replace('p1', `p${at + 2}`))
  await files.write('progress.yaml', one + more.join(''))
  const read = await Promise.all([book.read(), book.read(), book.report(said({ id: 'p122' }))])
  expect(read[0].entries.length).toBeGreaterThanOrEqual(121)
  expect(asked.length).toBeLessThanOrEqual(2)
  expect((await book.read()).entries).toHaveLength(122)
  await book.withdraw('p5', { by: 'Ana', at: ENTERED })
  expect(new Set(asked)).toEqual(new Set(['progress.yaml']))
  expect((await book.read()).entries.filter(({ withdrawn }) => withdrawn)).toHaveLength(1)
})
