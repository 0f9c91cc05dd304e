import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { TelemetryStore } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { makeBackup } from '../../backup/make-backup.ts'
import { restoreBackup } from '../../backup/restore-backup.ts'
import { batchOf } from '../testing/batch-of.ts'
import { rackPoints } from '../testing/point-list.ts'
import { openDuckDbStore } from './open-duckdb-store.ts'

const NOW = epochMs(1_795_000_000_000)
const HOUR = 3_600_000
const POINTS = 100
const points = Array.from({ length: POINTS }, (_, point) => point)

function openIn(folder: string) {
  return openDuckDbStore(folder, { points: rackPoints(POINTS) }, { now: () => NOW })
}

/** All that a store can be asked. */
async function answers(store: TelemetryStore) {
  const ask = (hours: number, buckets: number) =>
    store.history({ points, from: epochMs(NOW - hours * HOUR), to: NOW, buckets })
  return {
    position: await store.position(),
    latest: await store.latest(points),
    history: [await ask(1, 360), await ask(6, 360), await ask(24, 24)],
    quantiles: await store.quantiles({ point: 3, from: epochMs(NOW - 24 * HOUR), to: NOW, quantiles: [0, 0.5, 1] }),
  }
}

function round(index: number, at: number) {
  return batchOf(...points.map((point) => [point, at, point + index / 10] as const))
}

describe('a copy of the embedded store', () => {
  test('put back by a restore answers as the one that was backed up: history, latest, quantiles, position', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    await mkdir(at('data'))
    const store = await openIn(at('data/store'))
    for (let index = 0; index < 100; index++)
      await store.write(round(index, NOW - 20 * HOUR + index * 700_000), BigInt(index + 1))
    await store.maintain(NOW)
    // Late, and not rolled up again.
    await store.write(batchOf([3, NOW - 10 * HOUR + 1, 99, 0], [4, NOW, 1, 2]), 500n)
    const before = await answers(store)
    const source = { dataFolder: at('data'), storeFolder: at('data/store') }
    await makeBackup({ ...source, copyStore: (into) => store.backup(into) }, at('backup'))
    await store.close()
    await restoreBackup(at('backup'), { dataFolder: at('new'), storeFolder: at('new/store'), replace: false })
    const again = await openIn(at('new/store'))
    expect(await answers(again)).toEqual(before)
    await again.maintain(NOW)
    expect(await again.write(round(1, NOW - 5), 501n)).toEqual({ stored: POINTS, refused: [] })
    await again.close()
  })

  test('made while batches are written holds whole batches with their position, and writing does not wait', async () => {
    await using folder = await temporaryFolder()
    const store = await openIn(join(folder.path, 'store'))
    let written = 0
    const write = async () => {
      await store.write(round(written, NOW - HOUR + written * 1000), BigInt(written + 1))
      written++
    }
    for (let index = 0; index < 50; index++) await write()
    const copies = ['first', 'second', 'third'].map((name) => join(folder.path, name))
    let isDone = false
    const copying = Promise.all(copies.map((copy) => store.backup(copy))).finally(() => {
      isDone = true
    })
    while (!isDone) await write()
    await copying
    await store.close()
    expect(written).toBeGreaterThan(50)
    for (const copy of copies) {
      const copied = await openIn(copy)
      const position = Number(await copied.position())
      const span = { from: epochMs(NOW - HOUR), to: NOW, buckets: 1 }
      const counts = (await copied.history({ points, ...span })).map(({ count }) => count[0])
      await copied.close()
      expect(position).toBeGreaterThanOrEqual(50)
      expect(counts).toEqual(points.map(() => position))
    }
  })

  test('is refused into a folder that is not empty', async () => {
    await using folder = await temporaryFolder()
    const store = await openIn(join(folder.path, 'store'))
    await expect(store.backup(join(folder.path, 'store'))).rejects.toThrow(/not empty: give an empty folder/)
    await store.close()
  })
})
