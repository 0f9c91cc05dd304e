import { appendFile, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { type Clock, systemClock } from '../clock.ts'
import { Journal, type JournalOptions } from './journal.ts'
import { JournalReader } from './journal-reader.ts'
import { HEADER_BYTES } from './record.ts'
import { listSegments, segmentPath } from './segment-files.ts'
import { SharedPositions } from './shared-positions.ts'

const MIB = 1024 * 1024

async function openJournal(folder: string, more: Partial<JournalOptions> = {}) {
  const shared = SharedPositions.create()
  const bounds = { maxBytes: 64 * MIB, maxAgeMs: 86_400_000, segmentBytes: MIB }
  return { shared, journal: await Journal.open({ folder, ...bounds, shared, ...more }) }
}

/** Rows whose values count from `start`. */
function rows(count: number, start: number): Batch {
  return {
    point: new Uint32Array(count),
    at: new Float64Array(count).fill(1_700_000_000_000),
    value: Float64Array.from({ length: count }, (_, row) => start + row),
    quality: new Uint8Array(count),
  }
}

async function readValues(folder: string, shared: SharedPositions): Promise<number[]> {
  const reader = new JournalReader(folder, shared)
  const values: number[] = []
  let at = 0n
  for (let piece = await reader.read(at, 7); piece; piece = await reader.read(at, 7)) {
    values.push(...piece.batch.value)
    at = piece.next
  }
  await reader.close()
  return values
}

/** A journal of one segment with records of 1, 2, 3 … rows; values count up. */
async function smallJournal(
  folder: string,
  records: number,
): Promise<{ readonly path: string; readonly ends: number[] }> {
  const { journal } = await openJournal(folder)
  let start = 0
  for (let count = 1; count <= records; count++) {
    await journal.append(rows(count, start), [])
    start += count
  }
  await journal.close()
  const [first] = await listSegments(folder)
  const ends = [0]
  for (let count = 1; count <= records; count++) {
    ends.push((ends.at(-1) ?? 0) + HEADER_BYTES + Math.ceil((count * 21) / 8) * 8)
  }
  return { path: segmentPath(folder, first ?? 0n), ends }
}

const valuesUpTo = (records: number) => Array.from({ length: (records * (records + 1)) / 2 }, (_, index) => index)

describe('a journal whose end is torn', () => {
  test('at any byte keeps every whole record, goes on with numbers never used, and calls nothing damaged', async () => {
    await using folder = await temporaryFolder()
    const original = await smallJournal(folder.path, 3)
    const bytes = await readFile(original.path)
    expect(original.ends.at(-1)).toBe(bytes.length)
    for (let cut = 0; cut <= bytes.length; cut++) {
      const place = join(folder.path, `cut-${cut}`)
      await mkdir(place)
      await writeFile(original.path.replace(folder.path, place), bytes.subarray(0, cut))
      const { journal, shared } = await openJournal(place)
      const whole = original.ends.filter((end) => end > 0 && end <= cut).length
      const before = shared.synced
      await journal.append(rows(1, 1_000), [])
      expect(await readValues(place, shared)).toEqual([...valuesUpTo(whole), 1_000])
      expect(journal.status()).toMatchObject({ accepted: valuesUpTo(whole).length + 1, quarantined: 0, givenUp: 0 })
      const first = BigInt(/(\d{20})/.exec(original.path)?.[1] ?? 0)
      expect(before >= first + BigInt(whole)).toBe(true)
      // A record that was being written may have had any of the numbers behind the whole ones.
      if (whole < 3 && !original.ends.includes(cut)) expect(before > first + 100n).toBe(true)
      await journal.close()
      await rm(place, { recursive: true })
    }
  })

  test('with zeros, as a file system leaves it when the power goes, loses nothing before them', async () => {
    await using folder = await temporaryFolder()
    const { path } = await smallJournal(folder.path, 4)
    await appendFile(path, Buffer.alloc(5_000))
    const { journal, shared } = await openJournal(folder.path)
    expect(await readValues(folder.path, shared)).toEqual(valuesUpTo(4))
    expect(journal.status().quarantined).toBe(0)
    await journal.close()
  })
})

describe('a journal with a flipped bit', () => {
  test('anywhere costs that one record only, which is set aside and counted', async () => {
    await using folder = await temporaryFolder()
    const { path, ends } = await smallJournal(folder.path, 5)
    const bytes = await readFile(path)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const place = join(folder.path, `flip-${bit}`)
        await mkdir(place, { recursive: true })
        try {
          const damaged = Buffer.from(bytes)
          damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
          await writeFile(path.replace(folder.path, place), damaged)
          const { journal, shared } = await openJournal(place)
          await journal.append(rows(1, 1_000), [])
          const hit = ends.findLastIndex((end) => end <= bit >> 3) + 1
          const lost = new Set(valuesUpTo(hit).slice(valuesUpTo(hit - 1).length))
          const expected = valuesUpTo(5).filter((value) => !lost.has(value))
          expect(await readValues(place, shared)).toEqual([...expected, 1_000])
          // Read again, it is still one damaged piece.
          expect(await readValues(place, shared)).toEqual([...expected, 1_000])
          expect(journal.status().quarantined).toBe(1)
          await journal.close()
          const [name = ''] = await readdir(join(place, 'quarantine'))
          const from = ends[hit - 1] ?? 0
          expect(await readFile(join(place, 'quarantine', name))).toEqual(damaged.subarray(from, ends[hit]))
        } finally {
          await rm(place, { recursive: true, force: true })
        }
      }),
      { numRuns: 60 },
    )
  })

  test('and any garbage for files opens, reads what is whole and goes on', async () => {
    await using folder = await temporaryFolder()
    const { path, ends } = await smallJournal(folder.path, 4)
    const bytes = await readFile(path)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(4), async (garbage, behind) => {
        const place = await temporaryFolder()
        const at = ends[behind] ?? 0
        const name = path.replace(folder.path, place.path)
        await writeFile(name, Buffer.concat([bytes.subarray(0, at), garbage, bytes.subarray(at)]))
        const { journal, shared } = await openJournal(place.path)
        await journal.append(rows(1, 1_000), [])
        expect(await readValues(place.path, shared)).toEqual([...valuesUpTo(4), 1_000])
        await journal.close()
        await rm(place.path, { recursive: true })
      }),
      { numRuns: 40 },
    )
  })

  test('a segment that is nothing but noise is passed over', async () => {
    await using folder = await temporaryFolder()
    const { path } = await smallJournal(folder.path, 2)
    const { journal: second } = await openJournal(folder.path)
    await second.append(rows(1, 1_000), [])
    await second.close()
    await writeFile(path, Buffer.alloc((await stat(path)).size, 7))
    const { journal, shared } = await openJournal(folder.path)
    expect(await readValues(folder.path, shared)).toEqual([1_000])
    expect(journal.status()).toMatchObject({ quarantined: 1, accepted: 4 })
    await journal.close()
  })
})

describe('a journal at its bound', () => {
  test('by size gives up the oldest segment, counts it, and keeps the count over a restart', async () => {
    await using folder = await temporaryFolder()
    const bounds = { maxBytes: 100_000, segmentBytes: 10_000 }
    const { journal, shared } = await openJournal(folder.path, bounds)
    for (let batch = 0; batch < 100; batch++) await journal.append(rows(100, batch * 100), [])
    const { givenUp, bytes, accepted } = journal.status()
    expect(accepted).toBe(10_000)
    expect(bytes).toBeLessThanOrEqual(100_000 + 10_000)
    expect(givenUp).toBeGreaterThan(4_000)
    // What is left is exactly what was not given up, and the newest of it.
    expect(await readValues(folder.path, shared)).toEqual(
      Array.from({ length: 10_000 - givenUp }, (_, i) => givenUp + i),
    )
    await journal.append(rows(1, 0), [])
    await journal.close()
    const again = await openJournal(folder.path, bounds)
    expect(again.journal.status().givenUp).toBeGreaterThanOrEqual(givenUp)
    await again.journal.close()
  })

  test('lets go what the store has without counting it', async () => {
    await using folder = await temporaryFolder()
    const { journal, shared } = await openJournal(folder.path, { maxBytes: 100_000, segmentBytes: 10_000 })
    for (let batch = 0; batch < 100; batch++) {
      await journal.append(rows(100, batch * 100), [])
      shared.setStored(shared.synced, shared.syncedReadings)
    }
    await journal.append(rows(1, 0), [])
    expect(journal.status()).toMatchObject({ givenUp: 0, accepted: 10_001 })
    expect((await listSegments(folder.path)).length).toBeLessThan(4)
    await journal.close()
  })

  test('by age counts only time during which it was open, whatever the wall clock does', async () => {
    await using folder = await temporaryFolder()
    const time = { wall: 1_700_000_000_000, run: 0 }
    const clock: Clock = { ...systemClock, wall: () => epochMs(time.wall), monotonic: () => time.run }
    const { journal } = await openJournal(folder.path, { clock, segmentBytes: 1, maxAgeMs: 3_600_000 })
    for (let hour = 0; hour < 4; hour++) {
      await journal.append(rows(10, hour), [])
      // Ten years ahead, then back: no reason to give anything up.
      time.wall += hour === 1 ? -315_360_000_000 : 315_360_000_000
      time.run += 600_000
    }
    expect(journal.status().givenUp).toBe(0)
    time.run += 3_600_000
    await journal.append(rows(10, 5), [])
    await journal.append(rows(10, 6), [])
    expect(journal.status().givenUp).toBe(30)
    await journal.close()
  })
})

test('a journal that was lost begins with numbers beyond those of the lost one', async () => {
  await using folder = await temporaryFolder()
  const { journal } = await openJournal(folder.path)
  const position = await journal.append(rows(1, 0), [])
  await journal.close()
  await rm(folder.path, { recursive: true })
  const again = await openJournal(folder.path)
  expect(again.shared.synced > position).toBe(true)
  await again.journal.close()
})

test('a store that knows later positions than the journal pushes it beyond them', async () => {
  await using folder = await temporaryFolder()
  const { journal, shared } = await openJournal(folder.path)
  const first = await journal.append(rows(1, 0), [])
  shared.raiseFloor(first + 1_000n)
  expect(await journal.append(rows(1, 1), [])).toBe(first + 1_001n)
  expect(await readValues(folder.path, shared)).toEqual([0, 1])
  await journal.close()
})

test('a backup of the files while they are written is a journal', async () => {
  await using folder = await temporaryFolder()
  const { journal, shared } = await openJournal(folder.path)
  await journal.append(rows(3, 0), [])
  const copy = join(folder.path, 'copy')
  await mkdir(copy)
  for (const first of await listSegments(folder.path))
    await copyFile(segmentPath(folder.path, first), segmentPath(copy, first))
  await writeFile(join(copy, 'floor'), `${shared.synced + 5_000n}\n`)
  await journal.close()
  const restored = await openJournal(copy)
  expect(restored.shared.synced).toBe(shared.synced + 5_000n)
  expect(await readValues(copy, restored.shared)).toEqual([0, 1, 2])
  await restored.journal.close()
})
