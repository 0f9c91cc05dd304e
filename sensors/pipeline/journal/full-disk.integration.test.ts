import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeWithSmallDisk, smallDisk } from '../../../twin/kit/testing/small-disk.ts'
import type { PointPath } from '../../../twin/model/path.ts'
import { PointFile } from '../points/point-file.ts'
import { Journal } from './journal.ts'
import { JournalReader } from './journal-reader.ts'
import { emptyBatch } from './record.ts'
import { SharedPositions } from './shared-positions.ts'

function rows(count: number, start: number) {
  const batch = emptyBatch(count)
  for (let row = 0; row < count; row++) batch.value[row] = start + row
  return batch
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50))
}

describeWithSmallDisk('a full disk', () => {
  test('makes append refuse; with room again it recovers by itself, and exactly what was accepted is read', async () => {
    await using disk = await smallDisk(512 * 1024)
    const shared = SharedPositions.create()
    const folder = join(disk.path, 'journal')
    const bounds = { maxBytes: 64 * 1024 * 1024, maxAgeMs: 86_400_000, segmentBytes: 64 * 1024 }
    const said: string[] = []
    const journal = await Journal.open({ folder, ...bounds, shared, log: (message) => said.push(message) })
    await writeFile(join(disk.path, 'ballast'), Buffer.alloc(256 * 1024))
    const accepted: number[] = []
    const fill = async (start: number, most: number): Promise<string | undefined> => {
      for (let count = 0; count < most; count++) {
        const batch = rows(500, start + count * 500)
        try {
          await journal.append(batch, [])
          accepted.push(...batch.value)
        } catch (error) {
          return (error as { code?: string }).code
        }
      }
      return undefined
    }
    expect(await fill(0, 100)).toBe('journal-full')
    expect(journal.status().writable).toBe(false)
    expect(said.join()).toContain('ENOSPC')
    expect(await fill(1_000_000, 1)).toBe('journal-full')
    await rm(join(disk.path, 'ballast'))
    // Nobody appends meanwhile: it finds out by itself.
    await until(() => journal.status().writable)
    expect(await fill(2_000_000, 5)).toBeUndefined()
    const reader = new JournalReader(folder, shared)
    const values: number[] = []
    let at = 0n
    for (let piece = await reader.read(at, 5_000); piece; piece = await reader.read(at, 5_000)) {
      values.push(...piece.batch.value)
      at = piece.next
    }
    await reader.close()
    expect(values).toEqual(accepted)
    expect(journal.status()).toMatchObject({ accepted: accepted.length, quarantined: 0, givenUp: 0 })
    await journal.close()
  })

  test('refuses new points, whose indexes are never given to others', async () => {
    await using disk = await smallDisk(128 * 1024)
    const points = await PointFile.open(disk.path, 0)
    const point = (name: string) => ({ path: `test/${name}/power` as PointPath, quantity: 'power', unit: 'W' }) as const
    await points.add([point('first')])
    await writeFile(join(disk.path, 'ballast'), Buffer.alloc(256 * 1024)).catch(() => undefined)
    const many = Array.from({ length: 5_000 }, (_, index) => point(`rack-${index}-with-a-name-${index * 7919}`))
    await expect(points.add(many)).rejects.toMatchObject({ code: 'journal-full' })
    expect(points.registry.indexOf('test/rack-0-with-a-name-0/power')).toBeUndefined()
    await rm(join(disk.path, 'ballast'))
    const [second] = await points.add([point('second')])
    expect(second?.index).toBe(5_001)
    await points.close()
    const again = await PointFile.open(disk.path, 0)
    expect(again.registry.indexOf('test/first/power')).toBe(0)
    expect(again.registry.indexOf('test/second/power')).toBe(5_001)
    await again.close()
  })
})
