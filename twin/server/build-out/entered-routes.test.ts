import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { ProgrammeFiles } from '../../estate/progress/programme-files.ts'
import { programmePaths } from '../../estate/progress/progress-paths.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import {
  buildOutAnswer,
  progressAnswer,
  progressMade,
  scenariosAnswer,
  scenarioView,
} from '../../protocol/build-out.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const NOON = epochMs(Date.UTC(2026, 10, 30, 12))
const said = { activity: 'building-2-works', at: '2026-11-30', percent: 70, started: '2025-07-01', by: 'Ana' }

async function started() {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'programme.yaml')
  await cp(join(shippedFolder(), 'programme.yaml'), file)
  const book = new ProgrammeFiles(programmePaths(file, undefined, folder.path))
  const running = await startSyntheticServer({ programme: book, clock: () => NOON, dataFolder: folder.path })
  const url = `${running.server.url}/api/build-out`
  const post = (path: string, body: unknown) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return {
    ...{ folder: folder.path, url, post },
    view: async (query = '') => buildOutAnswer.parse(await (await fetch(url + query)).json()),
    entries: async () => progressAnswer.parse(await (await fetch(`${url}/progress`)).json()).entries,
    scenarios: async () => scenariosAnswer.parse(await (await fetch(`${url}/scenarios`)).json()).scenarios,
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

test('a report is kept with who and when, counts at once, and taken back counts no more but can still be read', async () => {
  await using server = await started()
  const made = progressMade.parse(await (await server.post('/progress', { ...said, evidence: 'protocol 14' })).json())
  expect(made).toMatchObject({ id: 'p1', by: 'Ana', percent: 70, entered: '2026-11-30T12:00:00.000Z', before: null })
  const after = await server.view()
  expect(after.dataDate).toBe('2026-11-30')
  expect(after.activities.find(({ id }) => id === said.activity)).toMatchObject({
    done: 0.7,
    reported: { at: '2026-11-30', by: 'Ana', source: 'survey' },
  })
  const gone = await fetch(`${server.url}/progress/p1?by=Jovan`, { method: 'DELETE' })
  expect(await gone.json()).toMatchObject({ withdrawn: { by: 'Jovan', at: '2026-11-30T12:00:00.000Z' } })
  expect((await fetch(`${server.url}/progress/p1`, { method: 'DELETE' })).status).toBe(404)
  expect((await server.view()).dataDate).toBe('2026-11-26')
  expect(await server.entries()).toMatchObject([{ id: 'p1', withdrawn: { by: 'Jovan' } }])
  expect(await readFile(join(server.folder, 'progress.yaml'), 'utf8')).toContain('withdrawn: { by: Jovan,')
})

test('less than before is allowed and told; when the work began need not be said again', async () => {
  await using server = await started()
  const { activity, at, by } = said
  const made = progressMade.parse(await (await server.post('/progress', { activity, at, by, percent: 50 })).json())
  expect(made).toMatchObject({ before: 66, started: '2025-07-01' })
})

test('all that is wrong with a report is told at once, by field, and nothing is written', async () => {
  await using server = await started()
  const wrong = { ...said, at: '2026-12-01', percent: 60, started: '2026-12-03', finished: '2026-12-02', remaining: 60 }
  const answer = await server.post('/progress', wrong)
  const { detail } = (await answer.json()) as { detail: string }
  expect(answer.status).toBe(422)
  expect(detail.match(/body\.\w+/g)).toEqual([
    'body.at',
    'body.finished',
    'body.started',
    'body.percent',
    'body.remaining',
  ])
  expect(detail).toContain('body.at: is after today (2026-12-01; allowed: a day until 2026-11-30).')
  expect(await server.entries()).toEqual([])
})

test('a report that cannot be is refused with what is wrong', async () => {
  await using server = await started()
  for (const [body, status, says] of [
    [{ ...said, activity: 'building-2-work' }, 422, 'The nearest is building-2-works'],
    [{ ...said, by: undefined }, 400, 'body.by'],
    [{ ...said, percent: 101 }, 400, 'body.percent'],
    [{ ...said, at: '2026-02-30' }, 400, 'body.at'],
  ] as const) {
    const answer = await server.post('/progress', body)
    expect(answer.status, says).toBe(status)
    expect(((await answer.json()) as { detail: string }).detail).toContain(says)
  }
})

test('delays are kept by name, opened by their id in a link, and removed', async () => {
  await using server = await started()
  // Six weeks of six days of eight hours.
  const delays = [{ activity: 'block-40-transformers', minutes: 6 * 6 * 480 }]
  const body = { name: 'Трансформатори касне', note: 'Letter of the maker', delays, by: 'Ana' }
  const made = scenarioView.parse(await (await server.post('/scenarios', body)).json())
  expect(made).toMatchObject({ id: 'transformatori-kasne', kind: 'delays', by: 'Ana', made: '2026-11-30', delays })
  expect((await server.post('/scenarios', body)).status).toBe(409)
  const [opened, asked] = [
    await server.view(`?scenario=${made.id}`),
    await server.view('?delay=block-40-transformers:6w'),
  ]
  expect(opened).toMatchObject({ scenario: made.id, delays })
  expect(opened.activities).toEqual(asked.activities)
  expect((await server.scenarios()).map(({ id }) => id)).toContain(made.id)
  expect((await fetch(`${server.url}/scenarios/${made.id}`, { method: 'DELETE' })).status).toBe(200)
  expect((await fetch(`${server.url}?scenario=${made.id}`)).status).toBe(404)
  const refused = await server.post('/scenarios', { ...body, delays: [{ activity: 'blocks-ready', minutes: 480 }] })
  expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([
    422,
    'delay: blocks-ready was finished on 2026-05-31; it cannot be late any more.',
  ])
})

test('what its file could not hold, or would tell as something else, is refused by field; what people wrote into the file is told', async () => {
  await using server = await started()
  const fieldsOf = async (path: string, body: unknown) => {
    const answer = await server.post(path, body)
    const { detail } = (await answer.json()) as { detail: string }
    return [answer.status, ...(detail.match(/body\.\w+/g) ?? [])]
  }
  for (const by of ['Ana\n---\nJovan', 'Ana\u0000', 'Ana\u2028', 'Ana\ud800', 'Ana\u007f', 'Ana\uffff'])
    expect(await fieldsOf('/progress', { ...said, by })).toEqual([400, 'body.by'])
  const far = { note: 'one\u0085two', evidence: '', remaining: 7_777_777, cost: 1e14 }
  expect((await fieldsOf('/progress', { ...said, ...far })).sort()).toEqual([
    ...[400, 'body.cost', 'body.evidence', 'body.note', 'body.remaining'],
  ])
  const delays = [{ activity: said.activity, minutes: 1e9 }]
  expect(await fieldsOf('/scenarios', { name: 'Late\r', by: 'Ana', delays })).toEqual([400, 'body.name', 'body.delays'])
  const kept = { evidence: "=1+1: 'a' # b", note: 'one\n\n---\n  two: [\n' }
  expect((await server.post('/progress', { ...said, ...kept })).status).toBe(200)
  expect(await server.entries()).toMatchObject([kept])
  const by = encodeURIComponent('Ana\nJovan')
  expect((await fetch(`${server.url}/progress/p1?by=${by}`, { method: 'DELETE' })).status).toBe(400)
  const file = join(server.folder, 'progress.yaml')
  await writeFile(file, (await readFile(file, 'utf8')).replace(/evidence: .*/, `evidence: ${'x'.repeat(900)}`))
  expect((await server.entries())[0]?.evidence).toHaveLength(900)
})
