import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { PointPath } from '../../../twin/model/path.ts'
import { PointFile } from './point-file.ts'

const point = (name: string) => ({ path: `test/${name}/power` as PointPath, quantity: 'power', unit: 'W' }) as const

async function threePoints(folder: string): Promise<void> {
  const points = await PointFile.open(folder, 0)
  await points.add([point('a')])
  await points.add([point('b'), point('a')])
  await points.add([point('c'), point('c')])
  await points.close()
}

describe('the file of points', () => {
  test('gives each point one index, over restarts', async () => {
    await using folder = await temporaryFolder()
    await threePoints(folder.path)
    const again = await PointFile.open(folder.path, 0)
    expect(again.registry.from(0).map(({ index, definition }) => [index, definition.path])).toEqual([
      [0, 'test/a/power'],
      [1, 'test/b/power'],
      [2, 'test/c/power'],
    ])
    expect((await again.add([point('d')]))[0]?.index).toBe(3)
    await again.close()
  })

  test('adds at the same time give different indexes', async () => {
    await using folder = await temporaryFolder()
    const points = await PointFile.open(folder.path, 0)
    const added = await Promise.all(['a', 'b', 'a', 'c'].map((name) => points.add([point(name)])))
    expect(added.map((one) => one.map(({ index }) => index))).toEqual([[0], [1], [], [2]])
    await points.close()
  })

  test.each(['points.ids', 'points.ids.copy'])(
    '%s torn at any byte or with a flipped bit loses nothing',
    async (name) => {
      await using folder = await temporaryFolder()
      await threePoints(folder.path)
      const path = join(folder.path, name)
      const bytes = await readFile(path)
      const check = async (damaged: Buffer) => {
        await writeFile(path, damaged)
        const points = await PointFile.open(folder.path, 0)
        expect(points.registry.from(0).map(({ definition }) => definition.path)).toEqual(
          ['a', 'b', 'c'].map((one) => `test/${one}/power`),
        )
        await points.close()
        // Both are whole again.
        expect((await PointFile.read(folder.path)).from(0)).toHaveLength(3)
        expect(await readFile(join(folder.path, 'points.ids'))).toEqual(
          await readFile(join(folder.path, 'points.ids.copy')),
        )
      }
      for (let cut = 0; cut < bytes.length; cut += 5) await check(bytes.subarray(0, cut))
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
          const damaged = Buffer.from(bytes)
          damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
          await check(damaged)
        }),
        { numRuns: 40 },
      )
    },
  )

  test('with both files lost, indexes that the journal used are not given again', async () => {
    await using folder = await temporaryFolder()
    await threePoints(folder.path)
    for (const name of ['points.ids', 'points.ids.copy']) await rm(join(folder.path, name))
    const points = await PointFile.open(folder.path, 3)
    expect((await points.add([point('d')]))[0]?.index).toBe(3)
    await points.close()
  })
})
