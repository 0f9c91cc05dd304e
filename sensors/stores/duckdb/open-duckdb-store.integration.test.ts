import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { batchOf } from '../testing/batch-of.ts'
import { pointList } from '../testing/point-list.ts'
import { DuckDbStoreError } from './errors.ts'
import { openDuckDbStore } from './open-duckdb-store.ts'

const NOW = epochMs(1_795_000_000_000)
const HOUR = 3_600_000
const points = pointList('a/rack-1/temperature', 'a/rack-2/temperature', 'a/rack-3/temperature')

function openIn(folder: string, warn?: (message: string) => void) {
  return openDuckDbStore(folder, { points }, { now: () => NOW, ...(warn && { warn }) })
}

async function filledStore(folder: string): Promise<void> {
  const store = await openIn(folder)
  await store.write(batchOf(...Array.from({ length: 3000 }, (_, n) => [n % 3, NOW - n * 1000, n] as const)), 9n)
  await store.close()
}

/** Turns the bits of one byte of each block of 4 KiB. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file)
  for (let at = 100; at < bytes.length; at += 4096) bytes[at] = ~(bytes[at] ?? 0)
  await writeFile(file, bytes)
}

async function damageByte(file: string, at: number): Promise<void> {
  const bytes = await readFile(file)
  bytes[at] = ~(bytes[at] ?? 0)
  await writeFile(file, bytes)
}

describe('opening the embedded store', () => {
  test.for([
    ['no database', (file: string) => writeFile(file, 'these are the notes of somebody else\n'.repeat(1000))],
    ['damaged in every block', damage],
    ['damaged in a block that opening reads', (file: string) => damageByte(file, 20_000)],
    ['cut in its header', (file: string) => truncate(file, 5000)],
  ] as const)('a file that is %s is put aside unchanged, with a warning, and a new one begun', async ([, spoil]) => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'readings.duckdb')
    await filledStore(folder.path)
    await spoil(file)
    const spoilt = await readFile(file)
    const warnings: string[] = []
    const store = await openIn(folder.path, (message) => warnings.push(message))
    expect(warnings).toHaveLength(1)
    const aside = (await readdir(folder.path)).find((name) => name.startsWith('readings.duckdb.unreadable-'))
    expect(warnings[0]).toContain(aside)
    expect(spoilt.equals(await readFile(join(folder.path, aside ?? '')))).toBe(true)
    expect(await store.position()).toBeUndefined()
    expect(await store.write(batchOf([0, NOW, 1]), 1n)).toEqual({ stored: 1, refused: [] })
    await store.close()
  })

  test('is refused while another process has it, with what to do, and takes nothing from that one', async () => {
    await using folder = await temporaryFolder()
    await filledStore(folder.path)
    const file = join(folder.path, 'readings.duckdb')
    const script = `import { DuckDBInstance } from '@duckdb/node-api'
      const instance = await DuckDBInstance.create(${JSON.stringify(file)})
      process.stdout.write('open')
      setInterval(() => instance, 1000)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      await once(other.stdout, 'data')
      const opening = openIn(folder.path)
      await expect(opening).rejects.toThrow(DuckDbStoreError)
      await expect(opening).rejects.toThrow(/open in another process: end that one or choose another folder/)
    } finally {
      other.kill('SIGKILL')
      await once(other, 'exit')
    }
    const store = await openIn(folder.path)
    expect(await store.position()).toBe(9n)
    await store.close()
  })

  test('what cannot be opened is not taken for damaged because of the name of its folder', async () => {
    await using folder = await temporaryFolder()
    const data = join(folder.path, 'corrupt-magic-checksum')
    await mkdir(join(data, 'readings.duckdb'), { recursive: true })
    await expect(openIn(data)).rejects.toThrow(/cannot be opened/)
    expect(await readdir(data)).toEqual(['readings.duckdb'])
  })

  test('a folder that cannot be written is refused and left as it is', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'file')
    await writeFile(file, 'x')
    await expect(openIn(file)).rejects.toThrow()
    expect((await stat(file)).size).toBe(1)
  })

  test('knows the newest reading of every point, whatever was late, came twice, was rolled up or dropped', async () => {
    const row = fc.tuple(
      fc.constantFrom(0, 1, 2),
      fc.integer({ min: 0, max: 200 }).map((step) => NOW - 2 * HOUR + step * 36_000),
      fc.integer({ min: -50, max: 50 }),
      fc.constantFrom(0, 0, 0, 2),
    )
    const upkeep = fc.constantFrom('none', 'roll', 'roll', 'drop')
    const property = fc.asyncProperty(
      fc.array(fc.tuple(fc.array(row, { maxLength: 6 }), upkeep), { maxLength: 6 }),
      async (steps) => {
        await using folder = await temporaryFolder()
        const newest = new Map<number, { at: number; value: number; quality: number }>()
        for (const [index, [rows, then]] of steps.entries()) {
          const store = await openIn(folder.path)
          await store.write(batchOf(...rows), BigInt(index))
          for (const [point, at, value, quality] of rows) {
            if (at < (newest.get(point)?.at ?? 0)) continue
            newest.set(point, { at, value: quality === 0 ? value : Number.NaN, quality })
          }
          // Eight days on, all that was written is past the seven days of raw readings.
          if (then !== 'none') await store.maintain(epochMs(then === 'drop' ? NOW + 8 * 24 * HOUR : NOW))
          await store.close()
        }
        const store = await openIn(folder.path)
        const latest = await store.latest([0, 1, 2])
        await store.close()
        expect(latest).toEqual([0, 1, 2].map((point) => newest.get(point)))
      },
    )
    await fc.assert(property, { numRuns: 15 })
  })
})
