import { type FileHandle, open } from 'node:fs/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { Journal } from './journal.ts'
import { JournalReader } from './journal-reader.ts'
import { emptyBatch } from './record.ts'
import { SharedPositions } from './shared-positions.ts'

afterEach(() => vi.restoreAllMocks())

/** The nth read of any file of the process fails, once. */
async function failingRead(nth: number) {
  const handle = await open(process.execPath, 'r')
  const prototype = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
  const original = prototype.read as (...given: readonly unknown[]) => ReturnType<FileHandle['read']>
  let reads = 0
  vi.spyOn(prototype, 'read').mockImplementation(function (this: FileHandle, ...given: readonly unknown[]) {
    return ++reads === nth ? Promise.reject(new Error('EIO: i/o error, read')) : original.call(this, ...given)
  } as FileHandle['read'])
  return { hasFailed: () => reads >= nth }
}

test('a read that fails once, whichever it is, costs no reading: the next call begins where this one did', async () => {
  await using folder = await temporaryFolder()
  const shared = SharedPositions.create()
  const bounds = { maxBytes: 2 ** 26, maxAgeMs: 86_400_000, segmentBytes: 2 ** 16 }
  const journal = await Journal.open({ folder: folder.path, ...bounds, shared })
  const rows = 2_000
  for (let batch = 0; batch < 6; batch++) {
    const columns = emptyBatch(rows)
    columns.value.forEach((_, row) => {
      columns.value[row] = batch * rows + row
    })
    await journal.append(columns, [])
  }
  const all = Array.from({ length: 6 * rows }, (_, value) => value)
  let failures = 0
  for (let nth = 1; ; nth++) {
    const disk = await failingRead(nth)
    const reader = new JournalReader(folder.path, shared)
    const values: number[] = []
    let at = 0n
    while (at < shared.synced) {
      const piece = await reader.read(at, 5_000).catch(() => undefined)
      if (!piece) continue
      for (const value of piece.batch.value) values.push(value)
      at = piece.next
    }
    await reader.close()
    vi.restoreAllMocks()
    expect(values.length, `readings, when read ${nth} failed`).toBe(all.length)
    expect(values).toEqual(all)
    if (!disk.hasFailed()) break
    failures++
  }
  // Three segments, each read at least once.
  expect(failures).toBeGreaterThanOrEqual(3)
  await journal.close()
})
