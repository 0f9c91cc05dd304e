import { existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { freeTcpPort } from '../../twin/kit/free-port.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { PointPath } from '../../twin/model/path.ts'
import { startSyntheticServer } from '../../twin/server/testing/synthetic-server.ts'
import { makeBackup } from '../backup/make-backup.ts'
import { verifiedManifest } from '../backup/manifest.ts'
import { Journal } from '../pipeline/journal/journal.ts'
import { JournalReader } from '../pipeline/journal/journal-reader.ts'
import { emptyBatch } from '../pipeline/journal/record.ts'
import { SharedPositions } from '../pipeline/journal/shared-positions.ts'
import { PointFile } from '../pipeline/points/point-file.ts'
import { backupCommand } from './backup.ts'
import { restoreCommand } from './restore.ts'
import { capturedCall } from './testing/captured-call.ts'

const point = (name: string) => ({ path: `test/${name}/power` as PointPath, quantity: 'power', unit: 'W' }) as const

function rows(count: number, start: number) {
  const batch = emptyBatch(count)
  for (let row = 0; row < count; row++) batch.value[row] = start + row
  return batch
}

async function openJournal(dataFolder: string, shared = SharedPositions.create()) {
  const bounds = { maxBytes: 1e9, maxAgeMs: 1e12, segmentBytes: 20_000 }
  return { shared, journal: await Journal.open({ folder: join(dataFolder, 'journal'), ...bounds, shared }) }
}

/** A data folder with something of everything, beside an estate folder. Nothing runs. */
async function dataFolder(root: string) {
  const data = join(root, 'data')
  const estate = join(root, 'estate')
  for (const folder of ['alarms', 'store/raw', 'backups/old', 'credentials'])
    await mkdir(join(data, folder), { recursive: true })
  await mkdir(estate)
  await writeFile(join(estate, 'estate.ids'), '0 kragujevac\n')
  await writeFile(join(data, 'alarms', 'alarms-00000001.log'), 'an alarm\n')
  await writeFile(join(data, 'store', 'raw', 'day.db'), Buffer.alloc(10_000, 5))
  await writeFile(join(data, 'backups', 'old', 'manifest.json'), '{}')
  await writeFile(join(data, 'credentials', 'community'), 'secret')
  const { journal } = await openJournal(data)
  const points = await PointFile.open(data, 0)
  for (let batch = 0; batch < 20; batch++) await journal.append(rows(100, batch * 100), await points.add([point('a')]))
  await points.close()
  await journal.close()
  return { data, estate }
}

async function readValues(data: string, shared: SharedPositions): Promise<number[]> {
  const reader = new JournalReader(join(data, 'journal'), shared)
  const values: number[] = []
  let at = 0n
  for (let piece = await reader.read(at, 5_000); piece; piece = await reader.read(at, 5_000)) {
    values.push(...piece.batch.value)
    at = piece.next
  }
  await reader.close()
  return values
}

/** No server listens there. */
async function nowhere(): Promise<string> {
  return `http://127.0.0.1:${await freeTcpPort()}`
}

/** Without a server that is named none answers, whatever runs on this machine. */
async function backUp(root: string, target: string, options: Readonly<Record<string, unknown>> = {}) {
  const captured = capturedCall([target], { data: 'data', estate: 'estate', ...options }, {}, root)
  const silence = options.server === undefined && vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError())
  try {
    const status = await backupCommand.run(captured.call)
    return { status, asked: silence ? silence.mock.calls.length : 0, ...captured }
  } finally {
    if (silence) silence.mockRestore()
  }
}

async function restore(root: string, from: string, options: Readonly<Record<string, unknown>> = {}) {
  const captured = capturedCall([from], { data: 'new/data', estate: 'new/estate', ...options }, {}, root)
  return { status: await restoreCommand.run(captured.call), ...captured }
}

describe('a backup without a running server', () => {
  test('put back elsewhere is the same journal, points, alarms, store and estate, without old backups and secrets', async () => {
    await using folder = await temporaryFolder()
    const { data, estate } = await dataFolder(folder.path)
    const made = await backUp(folder.path, 'copy')
    expect(made.messages).toEqual([])
    expect(made.status).toBe(0)
    const put = await restore(folder.path, 'copy')
    expect(put.messages).toEqual([])
    expect(put.status).toBe(0)
    const fresh = join(folder.path, 'new', 'data')
    for (const name of ['alarms/alarms-00000001.log', 'store/raw/day.db', 'points.ids', 'points.ids.copy']) {
      expect(await readFile(join(fresh, name))).toEqual(await readFile(join(data, name)))
    }
    expect(await readFile(join(folder.path, 'new', 'estate', 'estate.ids'))).toEqual(
      await readFile(join(estate, 'estate.ids')),
    )
    expect((await readdir(fresh)).sort()).toEqual(['alarms', 'journal', 'points.ids', 'points.ids.copy', 'store'])
    const { journal, shared } = await openJournal(fresh)
    expect(await readValues(fresh, shared)).toEqual(Array.from({ length: 2_000 }, (_, index) => index))
    await journal.close()
  })

  test('is refused while another process has the data, and into a folder that is not empty', async () => {
    await using folder = await temporaryFolder()
    const { data } = await dataFolder(folder.path)
    expect(await backUp(folder.path, 'data')).toMatchObject({ status: 2 })
    const { journal } = await openJournal(data)
    const refused = await backUp(folder.path, 'copy')
    expect(refused).toMatchObject({ status: 3, asked: 1 })
    expect(refused.messages.join()).toMatch(/held by process \d+/)
    await journal.close()
  })

  test('asks nobody who listens at the usual place, since nobody holds these data', async () => {
    await using folder = await temporaryFolder()
    await dataFolder(folder.path)
    expect(await backUp(folder.path, 'copy')).toMatchObject({ status: 0, asked: 0 })
  })

  test('of a server that was named and does not answer is none', async () => {
    await using folder = await temporaryFolder()
    await dataFolder(folder.path)
    expect(await backUp(folder.path, 'copy', { server: await nowhere() })).toMatchObject({ status: 3 })
    await expect(stat(join(folder.path, 'copy'))).rejects.toThrow()
  })
})

describe('a restore', () => {
  test('of a backup with one flipped bit changes nothing', async () => {
    await using folder = await temporaryFolder()
    await dataFolder(folder.path)
    await backUp(folder.path, 'copy')
    const path = join(folder.path, 'copy', 'store', 'raw', 'day.db')
    const bytes = await readFile(path)
    bytes.writeUInt8(bytes.readUInt8(77) ^ 4, 77)
    await writeFile(path, bytes)
    const put = await restore(folder.path, 'copy')
    expect(put.status).toBe(1)
    expect(put.messages.join()).toContain('store/raw/day.db')
    await expect(stat(join(folder.path, 'new'))).rejects.toThrow()
  })

  test('of a backup with a file missing, or that names files outside, is refused', async () => {
    await using folder = await temporaryFolder()
    await dataFolder(folder.path)
    await backUp(folder.path, 'copy')
    const path = join(folder.path, 'copy', 'manifest.json')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('data/alarms/alarms-00000001.log', '../data/alarms/alarms-00000001.log'))
    expect((await restore(folder.path, 'copy')).messages.join()).toContain('manifest.json')
    await writeFile(path, text)
    await rm(join(folder.path, 'copy', 'data', 'points.ids'))
    expect((await restore(folder.path, 'copy')).messages.join()).toContain('data/points.ids is missing')
  })

  test('from a folder that is not there or is no backup is bad input, as is a backup of data that are not there', async () => {
    await using folder = await temporaryFolder()
    expect(await restore(folder.path, 'nowhere')).toMatchObject({ status: 2 })
    expect(await restore(folder.path, '.')).toMatchObject({ status: 2 })
    expect(await backUp(folder.path, 'copy')).toMatchObject({ status: 2 })
  })

  test('over something is refused; with --replace what was there is moved aside', async () => {
    await using folder = await temporaryFolder()
    await dataFolder(folder.path)
    await backUp(folder.path, 'copy')
    const over = { data: 'data', estate: undefined }
    const refused = await restore(folder.path, 'copy', over)
    expect(refused).toMatchObject({ status: 2 })
    expect(refused.messages.join()).toContain('--replace')
    await writeFile(join(folder.path, 'data', 'alarms', 'alarms-00000001.log'), 'later\n')
    const put = await restore(folder.path, 'copy', { ...over, replace: true, json: true })
    expect(put.status).toBe(0)
    const { movedAside } = JSON.parse(put.out.join()) as { movedAside: string[] }
    expect(await readFile(join(folder.path, 'data', 'alarms', 'alarms-00000001.log'), 'utf8')).toBe('an alarm\n')
    expect(await readFile(join(movedAside[0] ?? '', 'alarms', 'alarms-00000001.log'), 'utf8')).toBe('later\n')
  })

  test('that cannot finish leaves everything as it was', async () => {
    await using folder = await temporaryFolder()
    await dataFolder(folder.path)
    await backUp(folder.path, 'copy')
    // The estate cannot be put below a file: the data, which could be, must not be either.
    await writeFile(join(folder.path, 'file'), '')
    const put = await restore(folder.path, 'copy', { estate: 'file/estate' })
    expect(put.status).toBe(1)
    expect((await restore(folder.path, 'copy', { estate: 'new/data/estate' })).messages.join()).toContain('lies within')
    expect((await readdir(folder.path)).sort()).toEqual(['copy', 'data', 'estate', 'file'])
  })
})

test('a backup into a folder that was filled meanwhile fails, and what lies there stays', async () => {
  await using folder = await temporaryFolder()
  const { data } = await dataFolder(folder.path)
  const target = join(folder.path, 'backup')
  const copyStore = async () => {
    await mkdir(target)
    await writeFile(join(target, 'other.txt'), 'of somebody else')
  }
  const made = makeBackup({ dataFolder: data, storeFolder: join(data, 'store'), copyStore }, target)
  await expect(made).rejects.toThrow('not empty')
  expect(await readFile(join(target, 'other.txt'), 'utf8')).toBe('of somebody else')
  expect((await readdir(folder.path)).sort()).toEqual(['backup', 'data', 'estate'])
})

test('of two backups into one folder at once one is made, whole, and the other refused', async () => {
  await using folder = await temporaryFolder()
  const { data } = await dataFolder(folder.path)
  const target = join(folder.path, 'backup')
  let copying = 0
  let bothCopy = () => {}
  const both = new Promise<void>((resolve) => {
    bothCopy = resolve
  })
  const copyStore = async (into: string) => {
    await writeFile(join(into, 'readings'), 'all of them')
    if (++copying === 2) bothCopy()
    await both
  }
  const source = { dataFolder: data, storeFolder: join(data, 'store'), copyStore }
  const outcomes = await Promise.allSettled([makeBackup(source, target), makeBackup(source, target)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await verifiedManifest(target)).files.map(({ path }) => path)).toContain('store/readings')
  expect((await readdir(folder.path)).sort()).toEqual(['backup', 'data', 'estate'])
})

describe('the files and folders', () => {
  /** Notes, by number of its node, what is synced while `target` is not there yet, and what later. */
  async function syncsBefore(target: string, act: () => Promise<unknown>) {
    const before = new Set<number>()
    const after = new Set<number>()
    const probe = await open('/dev/null', 'r')
    const prototype = Object.getPrototypeOf(probe) as FileHandle
    await probe.close()
    const sync = vi.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
      const { ino } = await this.stat()
      ;(existsSync(target) ? after : before).add(ino)
    })
    try {
      await act()
    } finally {
      sync.mockRestore()
    }
    return { before, after }
  }

  async function nodesOf(target: string): Promise<readonly number[]> {
    const names = await readdir(target, { recursive: true })
    return Promise.all(['.', ...names].map(async (name) => (await stat(join(target, name))).ino))
  }

  test.each(['backup', 'restore'] as const)('of a %s are on disk before they get their name', async (which) => {
    await using folder = await temporaryFolder()
    await dataFolder(folder.path)
    const copy = join(folder.path, 'copy')
    const fresh = join(folder.path, 'fresh')
    if (which === 'restore') await backUp(folder.path, 'copy')
    const target = which === 'backup' ? copy : fresh
    const { before, after } = await syncsBefore(target, () =>
      which === 'backup'
        ? backUp(folder.path, 'copy')
        : restore(folder.path, 'copy', { data: 'fresh', estate: undefined }),
    )
    const nodes = await nodesOf(target)
    expect(nodes.length).toBeGreaterThan(8)
    expect(nodes.filter((node) => !before.has(node))).toEqual([])
    expect(after).toContain((await stat(folder.path)).ino)
  })
})

test('a backup through a running server holds everything accepted until it was asked for, while more is accepted', async () => {
  await using folder = await temporaryFolder()
  const { data } = await dataFolder(folder.path)
  const { journal, shared } = await openJournal(data)
  const storeFolder = join(data, 'store')
  await using started = await startSyntheticServer({
    dataFolder: data,
    backup: async (into) => {
      await makeBackup({ dataFolder: data, storeFolder, position: () => shared.synced }, into)
    },
  })
  let goOn = true
  const load = (async () => {
    for (let batch = 20; goOn; batch++) await journal.append(rows(100, batch * 100), [])
  })()
  const made = await backUp(folder.path, 'copy', { server: started.server.url })
  goOn = false
  await load
  expect(made.messages).toEqual([])
  expect(made.status).toBe(0)
  expect(await restore(folder.path, 'copy', { estate: undefined })).toMatchObject({ status: 0 })
  const fresh = join(folder.path, 'new', 'data')
  const restored = await openJournal(fresh)
  // Numbers given after the backup are not given again: a store may know them.
  expect(restored.shared.synced > shared.synced).toBe(true)
  const values = await readValues(fresh, restored.shared)
  expect(values.length).toBeGreaterThanOrEqual(2_000)
  expect(values).toEqual(Array.from({ length: values.length }, (_, index) => index))
  await restored.journal.close()
  await journal.close()
})
