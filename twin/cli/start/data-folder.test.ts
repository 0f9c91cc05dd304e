import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { openDataFolder } from './data-folder.ts'

test('a data folder that is not there is made, for its owner only', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'var', 'oblak')
  await openDataFolder(path)
  expect((await stat(path)).mode & 0o777).toBe(0o700)
  await openDataFolder(path)
})

test('a file in its place or on the way to it is named, with what to do', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'data')
  await writeFile(file, '')
  await expect(openDataFolder(file)).rejects.toThrow(
    `The data folder ${file} does not serve: there is a file of that name (EEXIST). Give another with --data DIR, or mend its rights.`,
  )
  await expect(openDataFolder(join(file, 'below'))).rejects.toThrow('a part of the path is a file (ENOTDIR)')
})

test.runIf(process.platform === 'linux')('where no folder can be made, the reason is told', async () => {
  await expect(openDataFolder('/proc/oblak')).rejects.toThrow('no folder can be made there (ENOENT)')
})
