import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { PointPath } from '../../../twin/model/path.ts'
import { Journal } from '../journal/journal.ts'
import { JournalReader } from '../journal/journal-reader.ts'
import { emptyBatch } from '../journal/record.ts'
import { SharedPositions } from '../journal/shared-positions.ts'
import { PointRegistry } from '../points/point-registry.ts'
import { hurriedClock } from '../testing/hurried-clock.ts'
import { ToldStore } from '../testing/told-store.ts'
import { DeadLetterLog } from './dead-letter-log.ts'
import { PositionFile } from './position-file.ts'
import { Sender } from './sender.ts'

const BEGIN = Date.now() - 60_000

test('a point whose record was damaged is looked up where points are kept, once', async () => {
  await using folder = await temporaryFolder()
  const shared = SharedPositions.create()
  const bounds = { maxBytes: 1e9, maxAgeMs: 1e12, segmentBytes: 1e6 }
  const journal = await Journal.open({ folder: folder.path, ...bounds, shared })
  const batch = emptyBatch(2)
  batch.point.set([5, 6])
  batch.at.fill(BEGIN)
  await journal.append(batch, [])
  const points = new PointRegistry()
  const definition = { path: 'test/rack/power' as PointPath, quantity: 'power', unit: 'W' } as const
  let asked = 0
  const lookUpPoints = async () => {
    asked += 1
    points.place({ index: 5, definition })
  }
  const store = new ToldStore()
  const reader = new JournalReader(folder.path, shared)
  const deadLetters = new DeadLetterLog(join(folder.path, 'dead'))
  const positionFile = new PositionFile(join(folder.path, 'position'))
  const stop = AbortSignal.abort()
  await new Sender({ reader, store: store.whole(), points, lookUpPoints, deadLetters, positionFile, shared }).run(stop)
  expect([asked, store.writes]).toEqual([1, [1]])
  expect(await deadLetters.list(5)).toMatchObject([{ point: '#6' }])
  await reader.close()
  await journal.close()
})

describe('the file of points, when a record was damaged,', () => {
  /** A journal with these points in records of 5,000 rows each, and a sender that looks points up as told. */
  async function sendAll(pieces: readonly number[], lookUp: (points: PointRegistry, time: number) => void) {
    await using folder = await temporaryFolder()
    const shared = SharedPositions.create()
    const bounds = { maxBytes: 1e9, maxAgeMs: 1e12, segmentBytes: 1e6 }
    const journal = await Journal.open({ folder: folder.path, ...bounds, shared })
    for (const index of pieces) {
      const batch = emptyBatch(5_000)
      batch.point.fill(index)
      batch.at.fill(BEGIN)
      await journal.append(batch, [])
    }
    const points = new PointRegistry()
    const store = new ToldStore()
    const reader = new JournalReader(folder.path, shared)
    const deadLetters = new DeadLetterLog(join(folder.path, 'dead'))
    const positionFile = new PositionFile(join(folder.path, 'position'))
    let times = 0
    const lookUpPoints = async () => lookUp(points, ++times)
    const { clock } = hurriedClock()
    const parts = { reader, store: store.whole(), points, lookUpPoints, deadLetters, positionFile, shared, clock }
    const sender = new Sender(parts)
    await sender.run(AbortSignal.abort())
    await reader.close()
    await journal.close()
    return { ...sender.status(), times }
  }
  const definition = (name: string) =>
    ({ path: `test/${name}/power` as PointPath, quantity: 'power', unit: 'W' }) as const

  test('is read again where it could not be: one failure makes no dead letters', async () => {
    const outcome = await sendAll([5], (points, time) => {
      if (time === 1) throw new Error('EMFILE: too many open files')
      points.place({ index: 5, definition: definition('a') })
    })
    expect(outcome).toEqual({ stored: 5_000, refused: 0, waiting: 0, circuit: 'closed', times: 2 })
  })

  test('is looked into for each point that it was not asked for before', async () => {
    const outcome = await sendAll([77, 5, 77, 77], (points, time) => {
      if (time === 2) points.place({ index: 5, definition: definition('a') })
    })
    expect(outcome).toMatchObject({ stored: 5_000, refused: 15_000, times: 2 })
  })
})
