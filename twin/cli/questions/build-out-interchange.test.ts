import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { replaceFile } from '../../estate/ids/replace-file.ts'
import { exportFile } from '../../estate/interchange/export-file.ts'
import { importFile } from '../../estate/interchange/import-file.ts'
import { readProgramme } from '../../estate/programme/read-programme.ts'
import { writeProgramme } from '../../estate/programme/write-programme.ts'
import { ProgrammeFiles } from '../../estate/progress/programme-files.ts'
import { programmePaths } from '../../estate/progress/progress-paths.ts'
import { SCHEMA_VERSION } from '../../estate/schema/estate-file.ts'
import type { CommandCall } from '../../kit/command.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { smallProgramme } from '../../kit/testing/small-programme.ts'
import type { Day } from '../../model/day.ts'
import { runCommand } from '../run-command.ts'
import { soundOf } from './build-out-book.ts'
import { buildOutExportCommand } from './build-out-export-command.ts'
import { buildOutImportCommand } from './build-out-import-command.ts'

/** With what is entered in progress.yaml beside it. */
async function programme({ io, options }: CommandCall) {
  const path = resolve(io.workingFolder, String(options.programme))
  return soundOf(await new ProgrammeFiles(programmePaths(path, undefined, io.workingFolder)).read())
}
const commands = [
  buildOutImportCommand({ importFile, replaceFile, programme, today: () => '2026-12-31' as Day }),
  buildOutExportCommand({ exportFile, replaceFile, programme }),
]

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oblak-interchange-'))
  await writeFile(join(folder, 'plan.yaml'), writeProgramme(smallProgramme()))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function oblak(...words: string[]) {
  const { io, messages, out } = recordedIo({ workingFolder: folder })
  const status = await runCommand(commands, '0', ['build-out', ...words], io, new AbortController().signal)
  return { status, out: out.join('\n'), messages: messages.join('\n') }
}

describe('oblak build-out export, then import', () => {
  test.each(['xer', 'msproject', 'p6'])(
    'by %s gives a programme with the same activities and links',
    async (format) => {
      const exported = await oblak('export', '--programme', 'plan.yaml', '--format', format, '--out', 'plan.out')
      expect(exported).toMatchObject({ status: 0, out: 'plan.out: 3 activities, 2 links.' })
      expect(exported.messages).toMatch(/Not in it:[\s\S]*hand-overs[\s\S]*that it is a scenario/)
      const imported = await oblak('import', 'plan.out', '--out', 'back.yaml')
      expect(imported).toMatchObject({
        status: 0,
        out: expect.stringMatching(/back\.yaml: 3 activities, 1 work package, 2 links/),
      })
      const { activities, links } = smallProgramme()
      const back = readProgramme(await readFile(join(folder, 'back.yaml')), 'back.yaml')
      expect(back.links).toEqual(links)
      expect(back.activities.map(({ duration, id }) => [id, duration])).toEqual(
        activities.map(({ duration, id }) => [id, duration]),
      )
    },
  )

  test('into the original leaves it as it was where nothing changed', async () => {
    await oblak('export', '--programme', 'plan.yaml', '--format', 'xer', '--out', 'plan.xer')
    await oblak('import', 'plan.xer', '--out', 'back.yaml')
    const { out } = await oblak('export', '--programme', 'back.yaml', '--into', 'plan.xer', '--out', 'again.xer')
    expect(out).toBe('again.xer: the same as the original.')
    expect(await readFile(join(folder, 'again.xer'))).toEqual(await readFile(join(folder, 'plan.xer')))
  })

  test('joined to a programme first tells what becomes other, and writes it where it is told to', async () => {
    await oblak('export', '--programme', 'plan.yaml', '--format', 'xer', '--out', 'plan.xer')
    const xer = await readFile(join(folder, 'plan.xer'), 'utf8')
    // The 160 hours of what is built become 240.
    await writeFile(join(folder, 'plan.xer'), xer.replaceAll('\t160\t160\t', '\t240\t240\t'))
    const dry = await oblak('import', 'plan.xer', '--onto', 'plan.yaml')
    expect(dry).toMatchObject({ status: 0, out: expect.stringMatching(/^3 of 3 activities.*Nothing is written/) })
    expect(dry.out).toContain('  build: takes 30 d (was 20 d)')
    const was = writeProgramme(smallProgramme())
    expect(await readFile(join(folder, 'plan.yaml'), 'utf8')).toBe(was)
    const words = ['--onto', 'plan.yaml', '--keep-plan', 'before', '--out', 'plan.yaml', '--force']
    expect(await oblak('import', 'plan.xer', ...words)).toMatchObject({ status: 0 })
    const { activities, baselines } = readProgramme(await readFile(join(folder, 'plan.yaml')), 'plan.yaml')
    expect(activities.map(({ handsOver, duration }) => [duration / 480, handsOver?.racks])).toEqual([
      [30, undefined],
      [10, 40],
      [5, undefined],
    ])
    expect(baselines.map(({ id }) => id)).toEqual(['first', 'before'])
    expect((await oblak('import', 'plan.xer', '--keep-plan', 'x')).messages).toMatch(/--keep-plan says what .*--onto/)
  })

  test('keeps the plan as it was by what is entered too', async () => {
    await oblak('export', '--programme', 'plan.yaml', '--format', 'xer', '--out', 'plan.xer')
    // Begun on Monday the 14th, a week late: twenty days of building end on Friday, 9 October.
    const entry =
      '{id: p1, activity: build, at: 2026-09-14, by: x, percent: 0, started: 2026-09-14, entered: 2026-09-14T16:00:00Z}'
    await writeFile(join(folder, 'progress.yaml'), `version: 1\nprogress:\n  - ${entry}\n`)
    const words = ['--onto', 'plan.yaml', '--keep-plan', 'before', '--data', folder, '--out', 'joined.yaml']
    expect(await oblak('import', 'plan.xer', ...words)).toMatchObject({ status: 0 })
    const { baselines, dataDate } = readProgramme(await readFile(join(folder, 'joined.yaml')), 'joined.yaml')
    expect(dataDate).toBe('2026-09-06')
    expect(baselines[1]).toMatchObject({ name: 'Plan of 2026-09-14', set: '2026-09-14' })
    expect(baselines[1]?.dates.get('build')).toMatchObject({ start: '2026-09-14' })
  })

  test.each(['progress.csv', 'site.geojson'])('joins no %s to a programme, and says so', async (file) => {
    await writeFile(join(folder, file), '')
    const words = ['--onto', 'plan.yaml', '--out', 'plan.yaml', '--force']
    expect(await oblak('import', file, ...words)).toMatchObject({
      ...{ status: 2, messages: expect.stringMatching(/--onto joins a schedule .* holds (reports|outlines)/) },
    })
    expect(await readFile(join(folder, 'plan.yaml'), 'utf8')).toBe(writeProgramme(smallProgramme()))
  })

  test('overwrites nothing without --force', async () => {
    await oblak('export', '--programme', 'plan.yaml', '--format', 'p6', '--out', 'plan.xml')
    const refused = await oblak('import', 'plan.xml', '--out', 'plan.yaml')
    expect(refused).toMatchObject({
      status: 2,
      messages: expect.stringMatching(/plan\.yaml is there already.*--force/),
    })
    expect(await readFile(join(folder, 'plan.yaml'), 'utf8')).toBe(writeProgramme(smallProgramme()))
    expect(await oblak('import', 'plan.xml', '--out', 'plan.yaml', '--force')).toMatchObject({ status: 0 })
  })

  test('writes nothing of a file with faults, and tells them with status 2', async () => {
    await writeFile(join(folder, 'bad.xer'), 'ERMHDR\t8.0\r\n%T\tTASK\r\n%F\ttask_id\r\n%R\t1\t2\t3\r\n')
    const { messages, status } = await oblak('import', 'bad.xer', '--out', 'out.yaml')
    expect(status).toBe(2)
    expect(messages).toMatch(/bad\.xer:4:1: TASK has a row of more values than its 1 columns/)
    await expect(readFile(join(folder, 'out.yaml'))).rejects.toThrow('ENOENT')
  })

  test('adds reports of CSV to a programme, and gives outlines of a site as GeoJSON and back', async () => {
    await writeFile(join(folder, 'may.csv'), 'activity,at,by\nbuild,2026-09-04,site office\n')
    const added = await oblak('import', 'may.csv', '--programme', 'plan.yaml', '--out', 'more.yaml')
    expect(added).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^more\.yaml: 1 report added to .*plan\.yaml\.$/),
    })
    expect(readProgramme(await readFile(join(folder, 'more.yaml')), 'more.yaml').reports).toHaveLength(1)
    // Small: the shipped estate takes seconds to be opened on a machine with much to do.
    await mkdir(join(folder, 'estate'))
    const site = (things: string) =>
      `{kind: site, latitude: 44, longitude: 20.9, utcOffsetName: Europe/Belgrade, things: {${things}}}`
    const block = 'block: {kind: building, use: office, at: [10, 10], extent: [40, 24], height: 20 m}'
    await writeFile(
      join(folder, 'estate', 'estate.yaml'),
      `schema: ${SCHEMA_VERSION}\nthings:\n  north: ${site(block)}\n  south: ${site('')}\n`,
    )
    const estate = ['--estate', 'estate']
    const written = await oblak('export', '--format', 'geojson', '--site', 'north', ...estate, '--out', 'site.geojson')
    expect(written).toMatchObject({ status: 0, out: 'site.geojson: 1 outline.' })
    const read = await oblak('import', 'site.geojson', '--site', 'north', ...estate)
    expect(read.out).toMatch(/north\/block:\n {4}kind: building/)
    expect((await oblak('import', 'site.geojson', ...estate)).messages).toMatch(/Say with --site .*: north, south/)
  })

  test('tells a file that is not there, and an encoding that is not known', async () => {
    expect((await oblak('import', 'nowhere.xer')).messages).toContain('nowhere.xer cannot be read (ENOENT)')
    await writeFile(join(folder, 'a.xer'), 'ERMHDR')
    expect((await oblak('import', 'a.xer', '--encoding', 'ebcdic')).messages).toMatch(
      /encoding ebcdic is not known[\s\S]*windows-1250/,
    )
  })
})
