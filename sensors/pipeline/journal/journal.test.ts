import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import type { PointPath } from '../../../twin/model/path.ts'
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
