import type * as Files from 'node:fs/promises'
import { type FileHandle, open, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { PointPath } from '../../../twin/model/path.ts'
import { PointFile } from './point-file.ts'

/** Before which call that gives or takes names the process ends; the calls that there were. */
const names = vi.hoisted(() => ({ endBefore: Number.POSITIVE_INFINITY, calls: 0 }))

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>()
  const ending = <Given extends readonly unknown[]>(call: (...given: Given) => Promise<void>) => {
    return async (...given: Given) => {
      if (++names.calls >= names.endBefore) throw new Error('the process has ended')
      await call(...given)
    }
  }
  return { ...files, rename: ending(files.rename), link: ending(files.link), rm: ending(files.rm) }
})

afterEach(() => {
  vi.restoreAllMocks()
  names.endBefore = Number.POSITIVE_INFINITY
})

const point = (name: string) => ({ path: `test/${name}/power` as PointPath, quantity: 'power', unit: 'W' }) as const

test.each(['points.ids', 'points.ids.copy'])(
  'a process that ends while both files are written anew, because %s is torn, loses no point',
  async (name) => {
    for (let end = 1; ; end++) {
      await using folder = await temporaryFolder()
      const points = await PointFile.open(folder.path, 0)
      await points.add([point('a')])
      await points.add([point('b')])
      await points.close()
      const { length } = await readFile(join(folder.path, name))
      await truncate(join(folder.path, name), length - 3)
      Object.assign(names, { endBefore: end, calls: 0 })
      const isWhole = await PointFile.open(folder.path, 0).then(
        (again) => again.close().then(() => true),
        () => false,
      )
      names.endBefore = Number.POSITIVE_INFINITY
      const known = (await PointFile.read(folder.path)).from(0).map(({ definition }) => definition.path)
      expect(known, `ended before call ${end}`).toEqual(['test/a/power', 'test/b/power'])
      if (isWhole) break
    }
  },
)

describe('a disk that refuses for an hour', () => {
  test('costs the indexes of one try, not of each', async () => {
    await using folder = await temporaryFolder()
    const points = await PointFile.open(folder.path, 0)
    const handle = await open(process.execPath, 'r')
    const prototype = Object.getPrototypeOf(handle) as FileHandle
    await handle.close()
    vi.spyOn(prototype, 'datasync').mockRejectedValue(new Error('ENOSPC: no space left on device'))
    const wanted = Array.from({ length: 100 }, (_, n) => point(`rack-${n}`))
    for (let tries = 0; tries < 360; tries++) {
      await expect(points.add(wanted)).rejects.toMatchObject({ code: 'journal-full' })
    }
    vi.restoreAllMocks()
    // The first try may have left its 100 in the files.
    expect((await points.add(wanted)).map(({ index }) => index)).toEqual(wanted.map((_, n) => 100 + n))
    await points.close()
    expect((await PointFile.read(folder.path)).from(0)).toHaveLength(100)
  })
})
