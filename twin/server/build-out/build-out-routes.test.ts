import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { ProgrammeFiles } from '../../estate/progress/programme-files.ts'
import { programmePaths } from '../../estate/progress/progress-paths.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import { buildOutAnswer } from '../../protocol/build-out.ts'
import { problem } from '../../protocol/rest.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const NOON = epochMs(Date.UTC(2026, 10, 26, 12))

async function started() {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'programme.yaml')
  await cp(join(shippedFolder(), 'programme.yaml'), file)
  const book = new ProgrammeFiles(programmePaths(file, undefined, folder.path))
  const running = await startSyntheticServer({ programme: book, clock: () => NOON, dataFolder: folder.path })
  const get = (query = '') => fetch(`${running.server.url}/api/build-out${query}`)
  return {
    ...{ folder: folder.path, file, get, url: running.server.url },
    view: async (query = '') => buildOutAnswer.parse(await (await get(query)).json()),
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}

test('the shipped programme is told with its dates, links, milestones and curves, and earns nothing that nobody reports', async () => {
  await using server = await started()
  const view = await server.view()
  expect(view).toMatchObject({ currency: 'EUR', dataDate: '2026-11-26', isScenario: false, baseline: 'published' })
  const building = view.activities.find(({ id }) => id === 'building-2-works')
  expect(building).toMatchObject({
    done: 0.66,
    started: '2025-07-01',
    finished: null,
    moved: 0,
    package: 'district-building-2',
  })
  const [from, to, kind] = view.links.find(([, to]) => view.activities[to]?.id === 'building-2-ready') ?? []
  expect([view.activities[from ?? 0]?.id, view.activities[to ?? 0]?.id, kind]).toEqual([
    'building-2-works',
    'building-2-ready',
    'FS',
  ])
  const area = view.curves.find(({ measure }) => measure === 'area')
  // 4,700 m² of phase 1, two buildings with 5,000 each, 20,300 of the central one.
  expect(area?.planned.at(-1)).toBe(35_000)
  expect(area?.expected.at(-1)).toBe(35_000)
  expect(area).toMatchObject({ figures: null, why: 'not-reported', earned: [] })
  expect(area?.ends[0]).toBe('2024-02-23')
  expect(view.milestones.find(({ activity }) => activity === 'phase-1-ready')).toMatchObject({ isDone: true, late: 0 })
})

test('a delay in the question moves what waits for it, and nothing else', async () => {
  await using server = await started()
  const before = await server.view()
  const after = await server.view('?delay=block-40-transformers:52w&delay=block-40-grid:1d')
  expect(after.version).not.toBe(before.version)
  expect(after.delays).toEqual([
    { activity: 'block-40-transformers', minutes: 52 * 6 * 480 },
    { activity: 'block-40-grid', minutes: 480 },
  ])
  const moved = new Map(after.activities.map(({ id, moved }) => [id, moved]))
  expect(moved.get('block-40-ready')).toBeGreaterThan(0)
  expect(moved.get('module-56-ready')).toBeGreaterThan(0)
  expect(moved.get('building-2-ready')).toBe(0)
  const finish = (view: typeof before) => view.activities.find(({ id }) => id === 'block-40-ready')?.finish ?? ''
  expect(finish(after) > finish(before)).toBe(true)
})

test('a question that cannot be answered is refused with what is wrong', async () => {
  await using server = await started()
  for (const [query, status, says] of [
    ['?delay=block-40-transformer:6w', 422, 'The nearest is block-40-transformers'],
    ['?delay=blocks-ready:6w', 422, 'was finished on 2026-05-31'],
    ['?delay=block-40-shell:soon', 422, 'says no delay'],
    ['?delay=block-40-shell:-61w', 422, 'cannot be faster by more'],
    ['?baseline=publishd', 404, 'The nearest is published'],
    ['?scenario=none', 404, 'There is no scenario'],
    ['?outOfSequence=never', 400, 'outOfSequence'],
  ] as const) {
    const answer = await server.get(query)
    expect(answer.status, query).toBe(status)
    expect(problem.parse(await answer.json()).detail).toContain(says)
  }
})

test('a file that is broken meanwhile is told, and what was read before is still answered', async () => {
  await using server = await started()
  await server.view()
  await writeFile(server.file, 'version: 1\n')
  const view = await server.view()
  expect(view.fault).toContain('programme.yaml')
  expect(view.activities.length).toBe(28)
})

test('a server without a programme says so', async () => {
  await using server = await startSyntheticServer()
  const answer = await fetch(`${server.server.url}/api/build-out`)
  expect([answer.status, (await answer.json()).code]).toEqual([404, 'not-configured'])
})
