import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import type { PointPath } from '../../../twin/model/path.ts'
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

const BEGIN = Date.now() - 60_000
const turn = () => new Promise((resolve) => setImmediate(resolve))
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

/** A journal with records of these lengths, and a sender whose store writes down what it is told, and when. */
async function setUp(records: readonly number[], answers: readonly Answer[] = []) {
  const folder = await temporaryFolder()
  const shared = SharedPositions.create()
  const journalFolder = join(folder.path, 'journal')
  const journal = await Journal.open({
    folder: journalFolder,
    maxBytes: 1e9,
    maxAgeMs: 1e12,
    segmentBytes: 1e6,
    shared,
  })
  const definition = { path: 'test/rack/power' as PointPath, quantity: 'power', unit: 'W' } as const
  let value = 0
  const append = async (rows: number, change: (batch: Batch) => void = () => undefined) => {
    const batch = emptyBatch(rows)
    for (let row = 0; row < rows; row++, value++) {
      batch.value[row] = value
      batch.at[row] = BEGIN + value
    }
    change(batch)
    await journal.append(batch, [{ index: 0, definition }])
  }
  for (const rows of records) await append(rows)
  const reader = new JournalReader(journalFolder, shared)
  const read = reader.read.bind(reader)
  let reading: Promise<unknown> = Promise.resolve()
  reader.read = (from, rows) => {
    const piece = read(from, rows)
    reading = piece
    return piece
  }
  const events: string[] = []
  const told = new ToldStore(answers)
  const store = {
    ...told.whole(),
    async write(batch: Batch, position: bigint) {
      events.push(`write ${batch.value[0]}`)
      // Until what is read ahead is there.
      await turn()
      await reading
      await turn()
      const outcome = await told.write(batch, position)
      events.push(`answer ${batch.value[0]}`)
      return outcome
    },
    prepare: (batch: Batch) => void events.push(`prepare ${batch.value[0]}`),
  }
  const positionFile = new PositionFile(join(folder.path, 'position'))
  const deadLetters = new DeadLetterLog(join(folder.path, 'dead-letters'))
  const { clock } = hurriedClock()
  const parts = { reader, store, points: new PointRegistry(), deadLetters, positionFile, shared, clock }
  return {
    ...{ events, told, reader, append, deadLetters, positionFile, shared },
    /** Sends until told to stop: at once, which is all there is, where nothing else is said. */
    send: (stop = AbortSignal.abort()) => new Sender(parts).run(stop),
    async [Symbol.asyncDispose]() {
      await reader.close()
      await journal.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

test('while a batch is on its way, the next is read and shown to the store', async () => {
  await using setup = await setUp([5_000, 5_000, 5_000])
  await setup.send()
  expect(setup.events).toEqual([
    ...['write 0', 'prepare 5000', 'answer 0'],
    ...['write 5000', 'prepare 10000', 'answer 5000'],
    ...['write 10000', 'answer 10000'],
  ])
  expect(setup.told.taken).toEqual(range(0, 15_000))
})

test('readings that come a few at a time are not read ahead: they gather until their turn', async () => {
  await using setup = await setUp([5_000, 3_000, 1_999])
  await setup.send()
  expect(setup.events).toEqual(['write 0', 'answer 0', 'write 5000', 'answer 5000'])
  expect(setup.told.writes).toEqual([5_000, 4_999])
})

test('what a store keeps of a batch goes again before the next, which waits; the position covers none of it till then', async () => {
  const positions: (bigint | undefined)[] = []
  const half: Answer = async (batch) => {
    positions.push(await setup.positionFile.read())
    const rows = Uint32Array.from(range(batch.point.length / 2, batch.point.length))
    return { stored: rows.length, refused: [], keep: { rows, kind: 'busy', reason: '503', retryAfterMs: 0 } }
  }
  const all: Answer = async (batch) => {
    positions.push(await setup.positionFile.read())
    return { stored: batch.point.length, refused: [] }
  }
  await using setup = await setUp([5_000, 5_000], [half, half, all, all])
  const stop = new AbortController()
  const running = setup.send(stop.signal)
  while (setup.shared.storedReadings < 10_000) await new Promise((resolve) => setTimeout(resolve, 2))
  stop.abort()
  await running
  expect(setup.told.writes).toEqual([5_000, 2_500, 1_250, 5_000])
  expect(setup.told.taken).toEqual(range(0, 10_000))
  // One record is one position.
  expect(positions).toEqual([undefined, undefined, undefined, setup.shared.synced - 1n])
})

test('a stop while the next batch is read already leaves it in the journal', async () => {
  const none: Answer = (batch) => ({
    ...{ stored: 0, refused: [] },
    keep: { rows: Uint32Array.from(range(0, batch.point.length)), kind: 'busy', reason: '503', retryAfterMs: 0 },
  })
  await using setup = await setUp([5_000, 5_000], [none])
  await setup.send()
  expect(setup.events).toEqual(['write 0', 'prepare 5000', 'answer 0'])
  expect(await setup.positionFile.read()).toBeUndefined()
  await setup.send()
  expect(setup.told.taken).toEqual(range(0, 10_000))
})

test('a journal that cannot be read ahead is read again at its turn', async () => {
  await using setup = await setUp([5_000, 5_000])
  const { reader } = setup
  const read = reader.read.bind(reader)
  let calls = 0
  reader.read = (from, rows) => (++calls === 2 ? Promise.reject(new Error('EIO: i/o error, read')) : read(from, rows))
  await setup.send()
  expect(setup.events).toEqual(['write 0', 'answer 0', 'write 5000', 'answer 5000'])
  expect(setup.told.taken).toEqual(range(0, 10_000))
})

test('a batch with readings that no store can take is not shown beforehand, and they are dead letters at its turn only', async () => {
  const letters: number[] = []
  const count: Answer = async (batch) => {
    letters.push((await setup.deadLetters.list(10)).length)
    return { stored: batch.point.length, refused: [] }
  }
  await using setup = await setUp([5_000], [count, count])
  await setup.append(5_000, (batch) => {
    batch.point[4_999] = 77
  })
  await setup.send()
  expect(setup.events).toEqual(['write 0', 'answer 0', 'write 5000', 'answer 5000'])
  expect(setup.told.writes).toEqual([5_000, 4_999])
  expect(letters).toEqual([0, 1])
})
