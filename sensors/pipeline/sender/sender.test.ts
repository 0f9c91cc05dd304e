import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import type { PointPath } from '../../../twin/model/path.ts'
import type { JournalPosition, TelemetryStore } from '../../../twin/model/store.ts'
import { Journal } from '../journal/journal.ts'
import { JournalReader } from '../journal/journal-reader.ts'
import { emptyBatch } from '../journal/record.ts'
import { SharedPositions } from '../journal/shared-positions.ts'
import { PointRegistry } from '../points/point-registry.ts'
import { hurriedClock } from '../testing/hurried-clock.ts'
import { type Answer, ToldStore } from '../testing/told-store.ts'
import { DeadLetterLog } from './dead-letter-log.ts'
import { PositionFile } from './position-file.ts'
import { Sender } from './sender.ts'

/** Of the readings; a minute ago, so that they are nothing special. */
const BEGIN = Date.now() - 60_000

async function setUp(rows: number, store: ToldStore, times: readonly number[] = []) {
  const folder = await temporaryFolder()
  const shared = SharedPositions.create()
  const journalFolder = join(folder.path, 'journal')
  const bounds = { maxBytes: 1e9, maxAgeMs: 1e12, segmentBytes: 1e6 }
  const journal = await Journal.open({ folder: journalFolder, ...bounds, shared })
  const definition = { path: 'test/rack/power' as PointPath, quantity: 'power', unit: 'W' } as const
  const batch = emptyBatch(rows)
  for (let row = 0; row < rows; row++) {
    batch.value[row] = row
    batch.at[row] = times[row] ?? BEGIN + row
  }
  await journal.append(batch, [{ index: 0, definition }])
  const { clock, waits } = hurriedClock()
  const reader = new JournalReader(journalFolder, shared)
  const deadLetters = new DeadLetterLog(join(folder.path, 'dead-letters'))
  const path = join(folder.path, 'position')
  const positionFile = new PositionFile(path)
  const parts = { reader, points: new PointRegistry(), deadLetters, positionFile, shared, clock, random: () => 0.5 }
  const sender = new Sender({ ...parts, store: store.whole() })
  const stop = new AbortController()
  return {
    ...{ sender, parts, waits, journal, reader, shared, deadLetters, path, folder, positionFile },
    /** Lets it send until everything is stored, then stops it. */
    async finish() {
      const running = sender.run(stop.signal)
      while (shared.storedReadings < shared.syncedReadings) await new Promise((resolve) => setTimeout(resolve, 2))
      stop.abort()
      await running
    },
    stop,
    async [Symbol.asyncDispose]() {
      await reader.close()
      await journal.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

const all = (batch: Batch) => Uint32Array.from({ length: batch.point.length }, (_, row) => row)
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

describe('a store that is busy', () => {
  test('gets only the rows that it did not take, after a wait drawn from a growing span or the one it asked for', async () => {
    const busy = (keep: readonly number[], retryAfterMs: number): Answer => {
      return ({ point }) => ({
        ...{ stored: point.length - keep.length, refused: [] },
        keep: { rows: Uint32Array.from(keep), kind: 'busy', reason: '503', retryAfterMs },
      })
    }
    const store = new ToldStore([busy([7, 8, 9], 0), busy([1, 2], 4_000), busy([0, 1], 0)])
    await using setup = await setUp(10, store)
    await setup.finish()
    expect(store.writes).toEqual([10, 3, 2, 2])
    expect(store.taken.toSorted((a, b) => a - b)).toEqual(range(0, 10))
    // Spans of 250, 500, 1000 ms, of which half is drawn; the second time the store asked for more.
    expect(setup.waits.slice(0, 3)).toEqual([125, 4_000, 500])
    expect(setup.sender.status()).toEqual({ stored: 10, refused: 0, waiting: 0, circuit: 'closed' })
  })

  test('for five times in a row opens the circuit, which says why', async () => {
    const answers = Array.from(
      { length: 7 },
      (): Answer => () => {
        throw new Error('connect ECONNREFUSED')
      },
    )
    const seen: string[] = []
    const store = new ToldStore([
      ...answers.map(
        (answer, index): Answer =>
          (batch, position) => {
            seen.push(`${index} ${setup.sender.status().circuit} ${setup.sender.status().reason}`)
            return answer(batch, position)
          },
      ),
    ])
    await using setup = await setUp(10, store)
    await setup.finish()
    expect(seen.slice(0, 2)).toEqual(['0 closed undefined', '1 closed connect ECONNREFUSED'])
    expect(seen.at(-1)).toBe('6 half-open connect ECONNREFUSED')
    expect(store.taken).toEqual(range(0, 10))
  })
})

test('a store that refuses the credentials for long gets one try now and then, and everything once it takes them', async () => {
  const refuse: Answer = (batch) => ({
    ...{ stored: 0, refused: [] },
    keep: { rows: all(batch), kind: 'fault', reason: '401 authorization failed', retryAfterMs: 0 },
  })
  const states: string[] = []
  const watched = (): Answer => (batch, position) => {
    states.push(setup.sender.status().circuit)
    return refuse(batch, position)
  }
  const store = new ToldStore(Array.from({ length: 60 }, watched))
  await using setup = await setUp(50, store)
  await setup.finish()
  expect(new Set(states.slice(1))).toEqual(new Set(['half-open']))
  // An hour of 401: spans of 1, 2, 4 … 60 s.
  const total = setup.waits.slice(0, 60).reduce((sum, ms) => sum + ms, 0)
  expect(total).toBe(500 * (1 + 2 + 4 + 8 + 16 + 32) + 54 * 30_000)
  expect(store.taken).toEqual(range(0, 50))
  expect(setup.sender.status()).toMatchObject({ circuit: 'closed', refused: 0, waiting: 0 })
})

test('a slow store is never written to twice at a time', async () => {
  let busy = 0
  let most = 0
  const slow: Answer = async (batch) => {
    most = Math.max(most, ++busy)
    await new Promise((resolve) => setTimeout(resolve, 5))
    busy--
    return { stored: batch.point.length, refused: [] }
  }
  const store = new ToldStore([slow, slow, slow, slow])
  await using setup = await setUp(40_000, store)
  await setup.finish()
  expect(most).toBe(1)
  expect(store.taken).toEqual(range(0, 40_000))
})

test('what the store refuses is a dead letter on disk before the position moves', async () => {
  const store = new ToldStore([
    (batch) => ({
      stored: batch.point.length - 2,
      refused: [3, 4].map((row) => ({ row, reason: 'points beyond retention policy' })),
    }),
  ])
  await using setup = await setUp(10, store)
  const orderly: string[] = []
  const { positionFile, deadLetters } = setup
  const write = positionFile.write.bind(positionFile)
  positionFile.write = async (position) => {
    orderly.push(`position with ${(await deadLetters.list(100)).length} letters`)
    await write(position)
  }
  await setup.finish()
  expect(orderly).toEqual(['position with 2 letters'])
  expect(await deadLetters.list(1)).toEqual([
    { at: BEGIN + 4, point: 'test/rack/power', value: 4, reason: 'points beyond retention policy' },
  ])
  expect(setup.sender.status()).toMatchObject({ stored: 8, refused: 2, waiting: 0 })
})

test('a store that keeps the position with the rows moves on only when what it refused, expected or not, is a dead letter on disk', async () => {
  let committed: JournalPosition = 0n
  const refuseOne: Answer = ({ point }) => ({
    stored: point.length - 1,
    refused: [{ row: 2, reason: 'field type conflict' }],
  })
  const store = new ToldStore([refuseOne])
  const keeping: TelemetryStore = {
    ...store.whole(),
    async write(batch, position) {
      const outcome = await store.write(batch, position)
      if (!outcome.keep && outcome.refused.length === 0) committed = position
      return outcome
    },
    position: async () => committed,
  }
  await using setup = await setUp(3, store)
  const { parts, deadLetters, shared } = setup
  const add = deadLetters.add.bind(deadLetters)
  const orderly: string[] = []
  deadLetters.add = async (letters) => {
    await add(letters)
    orderly.push(`${letters.length} letter at ${committed}`)
  }
  await new Sender({ ...parts, store: keeping }).run(AbortSignal.abort())
  expect(orderly).toEqual(['1 letter at 0'])
  expect(committed).toBe(shared.synced)
  expect(store.writes).toEqual([3, 0])
})

test('readings of points that nobody knows, and at no time, are dead letters and do not hold up the rest', async () => {
  const store = new ToldStore()
  await using setup = await setUp(3, store)
  const batch = emptyBatch(3)
  batch.point.set([0, 77, 0])
  batch.at.set([BEGIN, BEGIN, Number.NaN])
  batch.value.set([100, 101, 102])
  await setup.journal.append(batch, [])
  await setup.finish()
  expect(store.taken).toEqual([0, 1, 2, 100])
  const letters = await setup.deadLetters.list(10)
  expect(letters.map(({ point, reason }) => `${point}: ${reason}`)).toEqual([
    'test/rack/power: its time NaN is none',
    '#77: nobody knows what point 77 is',
  ])
})

test('a journal that cannot be read is shown as the reason why nothing is sent, until it can', async () => {
  const store = new ToldStore()
  await using setup = await setUp(10, store)
  const { reader, sender } = setup
  const read = reader.read.bind(reader)
  const seen: unknown[] = []
  reader.read = (from, rows) => {
    seen.push(sender.status())
    return seen.length <= 2 ? Promise.reject(new Error('EIO: i/o error, read')) : read(from, rows)
  }
  await setup.finish()
  const reason = 'the journal cannot be read: EIO: i/o error, read'
  expect(seen.slice(1, 3)).toMatchObject([
    { circuit: 'half-open', reason },
    { circuit: 'half-open', reason },
  ])
  expect(setup.waits.slice(0, 2)).toEqual([500, 1_000])
  expect(store.taken).toEqual(range(0, 10))
  expect(sender.status()).toEqual({ stored: 10, refused: 0, waiting: 0, circuit: 'closed' })
})

test('a store that does not account for every row is sent all of it again', async () => {
  const store = new ToldStore([() => ({ stored: 9, refused: [] })])
  await using setup = await setUp(10, store)
  await setup.finish()
  expect(store.writes).toEqual([10, 10])
})

describe('the position file', () => {
  test.each([
    ['lost', (path: string) => rm(path)],
    ['torn', async (path: string) => writeFile(path, (await readFile(path, 'utf8')).slice(0, 12))],
    ['flipped', async (path: string) => writeFile(path, (await readFile(path, 'utf8')).replace(/^./, '9'))],
  ])('%s, all of the journal is sent again', async (_, harm) => {
    await using setup = await setUp(10, new ToldStore())
    await setup.finish()
    const position = await setup.positionFile.read()
    expect(position).toBe(setup.shared.synced)
    await harm(setup.path)
    expect(await setup.positionFile.read()).toBeUndefined()
  })
})

test('told to stop, it sends what is accepted; from a store that takes nothing it goes without waiting', async () => {
  const store = new ToldStore()
  await using setup = await setUp(20_000, store)
  setup.stop.abort()
  await setup.sender.run(setup.stop.signal)
  expect(store.taken).toEqual(range(0, 20_000))
  const refuse: Answer = (batch) => ({
    ...{ stored: 0, refused: [] },
    keep: { rows: all(batch), kind: 'busy', reason: '503', retryAfterMs: 0 },
  })
  await using other = await setUp(10, new ToldStore(Array.from({ length: 100 }, () => refuse)))
  other.stop.abort()
  await other.sender.run(other.stop.signal)
  expect(other.waits).toEqual([])
  expect(other.sender.status().waiting).toBe(10)
})

test.each(['itself', 'in the file'])(
  'sending all again to a store that is ahead, by a position kept %s, goes on after a restart and passes nothing over',
  async (where) => {
    const later = 2n ** 60n
    const first = new ToldStore([
      ({ point }) => ({ stored: point.length, refused: [] }),
      (batch) => {
        setup.stop.abort()
        return { stored: 0, refused: [], keep: { rows: all(batch), kind: 'busy', reason: '503', retryAfterMs: 0 } }
      },
    ])
    if (where === 'itself') first.position = async () => later
    await using setup = await setUp(5_000, first)
    const { journal, shared, parts, positionFile } = setup
    if (where !== 'itself') await positionFile.write(later)
    const append = async (start: number) => {
      const batch = emptyBatch(5_000)
      batch.at.fill(BEGIN)
      batch.value.set(range(start, start + 5_000))
      await journal.append(batch, [])
    }
    await append(5_000)
    await setup.sender.run(setup.stop.signal)
    expect(first.taken).toEqual(range(0, 5_000))
    // Begins behind what the store knows.
    await append(10_000)
    expect(shared.synced).toBe(later + 1n)
    const second = new ToldStore()
    if (where === 'itself') second.position = async () => later
    await new Sender({ ...parts, store: second.whole() }).run(AbortSignal.abort())
    expect([...new Set([...first.taken, ...second.taken])]).toEqual(range(0, 15_000))
    const third = new ToldStore()
    if (where === 'itself') third.position = async () => shared.synced
    await new Sender({ ...parts, store: third.whole() }).run(AbortSignal.abort())
    expect(third.taken).toEqual([])
  },
)
