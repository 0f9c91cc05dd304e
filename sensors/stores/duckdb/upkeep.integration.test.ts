import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import { batchOf } from '../testing/batch-of.ts'
import { rackPoints } from '../testing/point-list.ts'
import { openDuckDbStore } from './open-duckdb-store.ts'

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const DAY = 86_400_000
const START = Math.floor(1_795_000_000_000 / DAY) * DAY

async function rowsOf(folder: string, sql: string) {
  const instance = await DuckDBInstance.create(join(folder, 'readings.duckdb'))
  const connection = await instance.connect()
  const rows = (await connection.runAndReadAll(sql)).getRowsJS()
  connection.closeSync()
  instance.closeSync()
  return rows
}

function openAt(folder: string, points: number, clock: { now: EpochMs }) {
  return openDuckDbStore(folder, { points: rackPoints(points) }, { now: () => clock.now })
}

describe('upkeep of the embedded store', () => {
  test('a late reading of the oldest minute that is still taken joins those before it', async () => {
    await using folder = await temporaryFolder()
    const clock = { now: epochMs(START + 2 * QUARTER) }
    const store = await openAt(folder.path, 1, clock)
    await store.write(batchOf([0, START + 10_000, 10], [0, START + 50_000, 50]), 1n)
    await store.maintain(clock.now)
    // Seven days after 30 s past START: the first reading is past its retention, the last is not.
    clock.now = epochMs(START + 7 * DAY + 30_000)
    await store.maintain(clock.now)
    expect(await store.write(batchOf([0, START + 40_000, 30]), 2n)).toEqual({ stored: 1, refused: [] })
    await store.maintain(clock.now)
    const [series] = await store.history({ points: [0], from: epochMs(START), to: epochMs(START + MINUTE), buckets: 1 })
    await store.close()
    expect([series?.resolution, series?.count[0], series?.min[0], series?.mean[0]]).toEqual(['1m', 3, 10, 30])
  })

  test('upkeep ends while late readings go on coming, and the next one has them all', async () => {
    await using folder = await temporaryFolder()
    const clock = { now: epochMs(START + 4 * QUARTER) }
    const store = await openAt(folder.path, 1, clock)
    await store.write(batchOf([0, START, 0]), 1n)
    await store.maintain(clock.now)
    let written = 1
    const write = () => store.write(batchOf([0, START + written * 1000, written]), BigInt(++written))
    await write()
    let isDone = false
    const upkeep = store.maintain(clock.now).finally(() => {
      isDone = true
    })
    while (!isDone) await write()
    await upkeep
    await store.maintain(clock.now)
    const span = { from: epochMs(START), to: clock.now, buckets: 4 }
    const [series] = await store.history({ points: [0], ...span })
    await store.close()
    expect(series?.resolution).toBe('15m')
    expect(series?.count.reduce((sum, count) => sum + count, 0)).toBe(written)
  })

  test('however often it drops, there is one newest reading a point', async () => {
    await using folder = await temporaryFolder()
    const clock = { now: epochMs(START) }
    const store = await openAt(folder.path, 2, clock)
    for (let day = 0; day < 20; day++) {
      clock.now = epochMs(START + day * DAY)
      await store.write(batchOf([0, clock.now, day], ...(day === 0 ? [[1, clock.now, 7] as const] : [])), BigInt(day))
      await store.maintain(epochMs(clock.now + 2 * QUARTER))
    }
    await store.close()
    expect(await rowsOf(folder.path, 'SELECT point, value FROM latest ORDER BY point')).toEqual([
      [0, 19],
      [1, 7],
    ])
    // Days 12 to 19: day 12 is exactly seven days and half an hour back, so it went.
    expect(await rowsOf(folder.path, 'SELECT count(*) FROM raw')).toEqual([[7n]])
  })

  test('roll-ups of closed spans lie in the order of points and answer as before', async () => {
    await using folder = await temporaryFolder()
    const count = 4200
    const hour = 4 * QUARTER
    const clock = { now: epochMs(START + hour) }
    const store = await openAt(folder.path, count, clock)
    // 4,200 points × 60 minutes: more than the two groups of 122,880 rows below which order gains nothing.
    for (let minute = 0; minute < 60; minute++) {
      const at = START + minute * MINUTE
      const rows = Array.from({ length: count }, (_, point) => [point, at, point + minute / 100] as const)
      await store.write(batchOf(...rows), BigInt(minute + 1))
    }
    const ask = () => store.history({ points: [7, 4100], from: epochMs(START), to: epochMs(START + hour), buckets: 60 })
    const before = await ask()
    await store.maintain(epochMs(START + hour + MINUTE))
    expect(before[0]?.resolution).toBe('1m')
    expect(await ask()).toEqual(before)
    await store.close()
    const disorder =
      'SELECT count(*) FROM (SELECT point, lag(point) OVER (ORDER BY rowid) AS last FROM minute) WHERE point < last'
    expect(await rowsOf(folder.path, disorder)).toEqual([[0n]])
    expect(await rowsOf(folder.path, 'SELECT count(*) FROM minute')).toEqual([[BigInt(count * 60)]])
  })

  test('a batch that fails after its rows were appended leaves neither rows nor position', async () => {
    await using folder = await temporaryFolder()
    const clock = { now: epochMs(START + QUARTER) }
    const store = await openAt(folder.path, 2, clock)
    await store.write(batchOf([0, START, 1]), 5n)
    // No unsigned 64-bit column holds 2^64: the last statement of the transaction fails.
    const outcome = await store.write(batchOf([0, START, 2], [1, START + 1, 3]), 2n ** 64n)
    expect(outcome).toMatchObject({ stored: 0, refused: [], keep: { rows: Uint32Array.of(0, 1) } })
    expect(await store.position()).toBe(5n)
    expect((await store.latest([0, 1])).map((reading) => reading?.value)).toEqual([1, undefined])
    expect(await store.write(batchOf([1, START + 1, 3]), 6n)).toEqual({ stored: 1, refused: [] })
    await store.close()
    expect(await rowsOf(folder.path, 'SELECT point, value FROM raw ORDER BY point')).toEqual([
      [0, 1],
      [1, 3],
    ])
    expect(await rowsOf(folder.path, 'SELECT position FROM progress')).toEqual([[6n]])
  })
})
