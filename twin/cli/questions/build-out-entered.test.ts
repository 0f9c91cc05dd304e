import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { ProgrammeFiles } from '../../estate/progress/programme-files.ts'
import { programmePaths } from '../../estate/progress/progress-paths.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { day } from '../../kit/testing/small-programme.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { buildOutCommand } from './build-out-command.ts'
import { buildOutProgressCommand } from './build-out-progress.ts'
import { buildOutScenarioCommands } from './build-out-scenario.ts'

/** The commands over the shipped programme in a folder of its own. */
async function opened() {
  const folder = await temporaryFolder()
  await cp(join(shippedFolder(), 'programme.yaml'), join(folder.path, 'programme.yaml'))
  const book = () => new ProgrammeFiles(programmePaths(undefined, folder.path, folder.path))
  const questions = { book, now: () => new Date('2026-11-30T12:00:00Z'), today: () => day('2026-11-30') }
  const commands = [
    buildOutCommand({ programmePath: () => 'programme.yaml', known: () => book().read() }),
    buildOutProgressCommand(questions),
    ...buildOutScenarioCommands(questions),
  ]
  return {
    text: (name: string) => readFile(join(folder.path, name), 'utf8'),
    async run(name: string, args: readonly string[], options: Readonly<Record<string, unknown>> = {}) {
      const { io, messages, out } = recordedIo({ environment: { USER: 'milica' } })
      const command = commands.find((one) => one.name === name)
      const given = { runs: '50', seed: '1', ...options }
      const call = { args, options: given, json: options.json === true, io, signal: new AbortController().signal }
      const status = await command?.run(call)
      return { status, text: out.join('\n'), said: messages.join('\n') }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}

test('a report is entered by the user of the machine, told, counted by build-out, and taken back', async () => {
  await using at = await opened()
  const given = { percent: '70', remaining: '30 d', evidence: 'protocol 14' }
  const made = await at.run('build-out progress', ['building-2-works'], given)
  expect(made).toMatchObject({ status: 0, said: '' })
  expect(made.text).toContain('p1 2026-11-30  building-2-works: 70 %, protocol 14 (milica, 2026-11-30T12:00:00.000Z)')
  // Thirty days of the building site are five weeks of six.
  expect(await at.text('progress.yaml')).toContain('remaining: 5 w')
  expect((await at.run('build-out', [])).text).toContain('data date 2026-11-30')
  const less = await at.run('build-out progress', ['building-2-works'], { percent: '65' })
  expect(less.said).toBe('It is less than was reported before, 70 %; that stays on record.')
  expect((await at.run('build-out progress', [], { undo: 'p1', by: 'Ana' })).status).toBe(0)
  const { text } = await at.run('build-out progress', ['building-2-works'], { list: true })
  expect(text.split('\n').map((line) => line.slice(0, 34))).toEqual([
    'p2 2026-11-30  building-2-works: 6',
    'p1 2026-11-30  building-2-works: 7',
    '  taken back by Ana, 2026-11-30T12',
  ])
  expect((await at.run('build-out progress', [], { undo: 'p1' })).status).toBe(2)
})

test('all that is wrong with a report is told at once, by option', async () => {
  await using at = await opened()
  const wrong = { percent: '60', at: '2026-12-01', finished: '2026-12-02' }
  await expect(at.run('build-out progress', ['building-2-works'], wrong)).rejects.toThrow(
    /--at .* is after today.*\n--finished .* is after the report.*\n--percent 60 says less than all/,
  )
  await expect(at.run('build-out progress', ['building-2-work'], { percent: '60' })).rejects.toThrow(
    'The nearest is building-2-works',
  )
  await expect(at.run('build-out progress', ['building-2-works'])).rejects.toThrow('say --percent N')
  await expect(at.run('build-out progress', [])).rejects.toThrow('say an activity')
})

test('delays are kept by name; build-out tells what moves, by how many days, with its MW', async () => {
  await using at = await opened()
  const delay = ['block-40-transformers:52w']
  const saved = await at.run('build-out scenario save', ['Transformers late'], { delay, note: 'letter' })
  expect(saved.text).toBe('transformers-late is kept. See it with: oblak build-out --scenario transformers-late')
  const listed = await at.run('build-out scenario list', [])
  expect(listed.text).toMatch(
    /^transformers-late {2}Transformers late: block-40-transformers: 52 weeks longer \(milica, 2026-11-30\)/,
  )
  const [named, asked] = [
    await at.run('build-out', [], { scenario: 'transformers-late' }),
    await at.run('build-out', [], { delay }),
  ]
  expect(named.text).toBe(asked.text)
  expect(named.text).toContain('Supposed: block-40-transformers: 52 weeks longer\nWhat moves\n')
  expect(named.text).toMatch(/\d+ days later +Block of 40 MW in use +40 MW/)
  expect((await at.run('build-out scenario remove', ['transformers-late'])).status).toBe(0)
  expect((await at.run('build-out scenario remove', ['transformers-late'])).status).toBe(2)
  await expect(at.run('build-out', [], { scenario: 'x' })).rejects.toThrow('--scenario x is none')
  await expect(at.run('build-out', [], { delay: ['blocks-ready:6w'] })).rejects.toThrow('was finished on 2026-05-31')
})
