import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

test('a folder is made with those that it lies in, and left as it is where it is there', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'a', 'b', 'c')
  await Promise.all([makeFolder(path, 0o700), makeFolder(path, 0o700)])
  expect((await stat(path)).mode & 0o777).toBe(0o700)
  await mkdir(join(path, 'inside'))
  await makeFolder(path)
  expect(await readdir(path)).toEqual(['inside'])
})

test('a file in its place or on the way is the reason', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'file'), '')
  await expect(makeFolder(join(folder.path, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(makeFolder(join(folder.path, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test.runIf(process.platform === 'linux')('where nothing can be made, it ends with the reason', async () => {
  await expect(makeFolder('/proc/oblak')).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(makeFolder('/proc/oblak/below/it')).rejects.toMatchObject({ code: 'ENOENT' })
})
