import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWithSmallDisk, smallDisk } from '../../../twin/kit/testing/small-disk.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { batchOf } from '../testing/batch-of.ts'
import { rackPoints } from '../testing/point-list.ts'
import { openDuckDbStore } from './open-duckdb-store.ts'

const NOW = epochMs(1_795_000_000_000)
const ROWS = 5000
const MEBI = 1024 * 1024

/** Values that do not compress, so that the disk fills. */
function noise(index: number) {
  const rows = Array.from(
    { length: ROWS },
    (_, point) => [point, NOW - 3_600_000 + index * 1000, Math.sin(index * ROWS + point) * 1e6] as const,
  )
  return batchOf(...rows)
}

describeWithSmallDisk('the embedded store on a full disk', () => {
  // DuckDB writes its log file until that has 16 MB, then the database: with 4 MiB the log fills the disk, with 24 the checkpoint.
  test.for([4, 24])(
    'with %i MiB keeps the batch for later as busy, has whole batches only, and goes on by itself when there is room',
    async (free) => {
      await using disk = await smallDisk((free + 8) * MEBI)
      const ballast = join(disk.path, 'ballast')
      await writeFile(ballast, Buffer.alloc(8 * MEBI))
      const open = () => openDuckDbStore(join(disk.path, 'store'), { points: rackPoints(ROWS) }, { now: () => NOW })
      const store = await open()
      const total = async (of: typeof store) => {
        const span = { from: epochMs(NOW - 3_600_000), to: NOW, buckets: 1 }
        const series = await of.history({ points: Array.from({ length: ROWS }, (_, point) => point), ...span })
        return series.reduce((sum, { count }) => sum + (count[0] ?? 0), 0)
      }
      let stored = 0
      let outcome = await store.write(noise(0), 1n)
      while (!outcome.keep && stored < 2000) {
        stored++
        outcome = await store.write(noise(stored), BigInt(stored + 1))
      }
      expect(stored).toBeGreaterThan(0)
      expect(outcome).toMatchObject({ stored: 0, refused: [], keep: { kind: 'busy' } })
      expect(outcome.keep?.rows.length).toBe(ROWS)
      expect(await store.position()).toBe(BigInt(stored))
      expect(await total(store)).toBe(stored * ROWS)
      expect((await store.write(noise(stored), BigInt(stored + 1))).keep?.kind).toBe('busy')
      await rm(ballast)
      for (let more = 0; more < 3; more++) {
        expect(await store.write(noise(stored), BigInt(stored + 1))).toEqual({ stored: ROWS, refused: [] })
        stored++
      }
      expect(await total(store)).toBe(stored * ROWS)
      await store.close()
      const again = await open()
      expect([await again.position(), await total(again)]).toEqual([BigInt(stored), stored * ROWS])
      await again.close()
    },
  )
})
