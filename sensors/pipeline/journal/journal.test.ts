import { type FileHandle, open } from 'node:fs/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import type { PointPath } from '../../../twin/model/path.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { Journal } from './journal.ts'
import { JournalReader } from './journal-reader.ts'
import { SharedPositions } from './shared-positions.ts'

const MIB = 1024 * 1024

function options(folder: string, shared = SharedPositions.create()) {
  return { folder, maxBytes: 64 * MIB, maxAgeMs: 86_400_000, segmentBytes: MIB, shared }
}

function rows(count: number, start = 0): Batch {
  return {
    point: Uint32Array.from({ length: count }, (_, row) => (start + row) % 100),
    at: Float64Array.from({ length: count }, (_, row) => 1_700_000_000_000 + start + row),
    value: Float64Array.from({ length: count }, (_, row) => (start + row) / 8),
    quality: Uint8Array.from({ length: count }, (_, row) => (start + row) % 4),
  }
}

async function readAll(folder: string, shared: SharedPositions, from = 0n) {
  const reader = new JournalReader(folder, shared)
  const values: number[] = []
  let at = from
  for (let piece = await reader.read(at, 5_000); piece; piece = await reader.read(at, 5_000)) {
    values.push(...piece.batch.value)
    at = piece.next
  }
  await reader.close()
  return { values, at }
}

describe('a journal', () => {
  test('gives back what was accepted, in order, with the points that came along', async () => {
    await using folder = await temporaryFolder()
    const shared = SharedPositions.create()
    const journal = await Journal.open(options(folder.path, shared))
    const point = { path: 'kragujevac/hall-1/rack-07/power' as PointPath, quantity: 'power', unit: 'W' } as const
    const first = await journal.append(rows(3), [{ index: 0, definition: point }])
    const second = await journal.append(rows(2, 3), [])
    expect(second).toBe(first + 1n)
    expect(shared.synced).toBe(second)
    const reader = new JournalReader(folder.path, shared)
    const piece = await reader.read(0n, 5_000)
    expect(piece?.points).toEqual([{ index: 0, definition: point }])
    expect(piece?.batch).toEqual(rows(5))
    expect(piece).toMatchObject({ next: second, readingsBefore: 0, readingsAfter: 5 })
    expect(await reader.read(second, 5_000)).toBeUndefined()
    await reader.close()
    await journal.close()
  })

  test('tells as its oldest what came since the sender found nothing more, not when its first segment was begun', async () => {
    await using folder = await temporaryFolder()
    const shared = SharedPositions.create()
    const clock = new FakeClock()
    const journal = await Journal.open({ ...options(folder.path, shared), clock })
    const begun = clock.wall()
    const first = await journal.append(rows(3), [])
    clock.step(600_000)
    expect(journal.status().oldest).toBe(begun)
    shared.setStored(first, 3)
    expect(journal.status().oldest).toBeUndefined()
    await journal.append(rows(2), [])
    clock.step(100)
    await journal.append(rows(2), [])
    expect(journal.status().oldest).toBe(begun + 600_000)
    shared.waitingSince = begun + 600_000
    clock.step(60_000)
    const third = await journal.append(rows(2), [])
    expect(journal.status().oldest).toBe(begun + 600_000)
    // All but the newest was sent, and the sender takes a breath.
    shared.setStored(third - 1n, 7)
    shared.waitingSince = 0
    clock.step(50)
    await journal.append(rows(2), [])
    expect(journal.status().oldest).toBe(begun + 660_150)
    await journal.close()
  })

  test('goes on behind what an earlier process wrote, over many segments', async () => {
    await using folder = await temporaryFolder()
    for (let run = 0; run < 3; run++) {
      const journal = await Journal.open({ ...options(folder.path), segmentBytes: 64 * 1024 })
      for (let batch = 0; batch < 10; batch++) await journal.append(rows(2_000, run * 20_000 + batch * 2_000), [])
      expect(journal.status().accepted).toBe((run + 1) * 20_000)
      await journal.close()
    }
    const shared = SharedPositions.create()
    const journal = await Journal.open(options(folder.path, shared))
    expect((await readAll(folder.path, shared)).values).toEqual([...rows(60_000).value])
    await journal.close()
  })
})

/** Every fdatasync of the process waits until it is let go, or fails. */
async function heldSyncs() {
  const handle = await open(process.execPath, 'r')
  const prototype = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
  const original = prototype.datasync
  const held: { readonly letGo: () => void; readonly fail: (error: Error) => void }[] = []
  const datasync = vi.spyOn(prototype, 'datasync').mockImplementation(function (this: FileHandle) {
    return new Promise<void>((resolve, reject) => {
      held.push({ letGo: () => original.call(this).then(resolve, reject), fail: reject })
    })
  })
  const next = async () => {
    while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    return held.shift()
  }
  return { datasync, next }
}

describe('accepted means synced', () => {
  afterEach(() => vi.restoreAllMocks())

  test('what comes while the disk is busy goes with one more sync, and nothing is accepted before its own', async () => {
    await using folder = await temporaryFolder()
    const shared = SharedPositions.create()
    const journal = await Journal.open(options(folder.path, shared))
    const begin = shared.synced
    const { datasync, next } = await heldSyncs()
    const accepted: number[] = []
    const appends = Array.from({ length: 100 }, (_, index) =>
      journal.append(rows(10, index * 10), []).then(() => accepted.push(index)),
    )
    const first = await next()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(accepted).toEqual([])
    expect(shared.synced).toBe(begin)
    first?.letGo()
    const second = await next()
    const early = accepted.length
    expect(early).toBeLessThan(100)
    second?.letGo()
    await Promise.all(appends)
    expect(accepted).toHaveLength(100)
    expect(datasync).toHaveBeenCalledTimes(2)
    await journal.close()
  })

  test('a failed sync accepts nothing, even where the bytes are in the file', async () => {
    await using folder = await temporaryFolder()
    const shared = SharedPositions.create()
    const journal = await Journal.open(options(folder.path, shared))
    await journal.append(rows(5), [])
    const { next } = await heldSyncs()
    const refused = journal.append(rows(5, 100), [])
    ;(await next())?.fail(new Error('EIO: i/o error, fdatasync'))
    await expect(refused).rejects.toMatchObject({ code: 'journal-full', message: expect.stringContaining('EIO') })
    expect(journal.status()).toMatchObject({ writable: false, accepted: 5 })
    vi.restoreAllMocks()
    while (!journal.status().writable) await new Promise((resolve) => setTimeout(resolve, 20))
    await journal.append(rows(5, 5), [])
    expect((await readAll(folder.path, shared)).values).toEqual([...rows(10).value])
    await journal.close()
  })

  test('more than waits for a slow disk is refused, and taken again when it has caught up', async () => {
    await using folder = await temporaryFolder()
    const journal = await Journal.open(options(folder.path))
    const { next } = await heldSyncs()
    // A record of 16,384 rows has a third of a mebibyte; 64 MiB may wait.
    const appends = Array.from({ length: 220 }, () => journal.append(rows(16_384), []))
    let isOver = false
    const settled = Promise.allSettled(appends).finally(() => {
      isOver = true
    })
    const letGo = (async () => {
      while (!isOver) {
        const held = await Promise.race([next(), settled])
        if (held && 'letGo' in held) held.letGo()
      }
    })()
    const outcomes = await settled
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['journal-behind']))
    await letGo
    vi.restoreAllMocks()
    await journal.append(rows(1), [])
    expect(journal.status().accepted).toBe((220 - refused.length) * 16_384 + 1)
    await journal.close()
  })
})

describe('what a journal does not take', () => {
  test('columns of different lengths, and anything once it is closed', async () => {
    await using folder = await temporaryFolder()
    const journal = await Journal.open(options(folder.path))
    const crooked = { ...rows(3), value: new Float64Array(2) }
    await expect(journal.append(crooked, [])).rejects.toMatchObject({ code: 'bad-batch' })
    await journal.close()
    await expect(journal.append(rows(1), [])).rejects.toMatchObject({ code: 'journal-closed' })
  })

  test('a batch larger than a record is spread over several, in order', async () => {
    await using folder = await temporaryFolder()
    const shared = SharedPositions.create()
    const journal = await Journal.open(options(folder.path, shared))
    const points = Array.from({ length: 20_000 }, (_, index) => ({
      index,
      definition: { path: `test/rack-${index}/power` as PointPath, quantity: 'power', unit: 'W' } as const,
    }))
    const begin = shared.synced
    // One record of points alone, then two with rows: 16,384 at most in each.
    expect(await journal.append(rows(20_000), points)).toBe(begin + 3n)
    const reader = new JournalReader(folder.path, shared)
    const piece = await reader.read(begin, 100_000)
    expect(piece?.points).toEqual(points)
    expect(piece?.batch).toEqual(rows(20_000))
    await reader.close()
    await journal.close()
  })
})
