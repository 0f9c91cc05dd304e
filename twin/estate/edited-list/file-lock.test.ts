import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { withFileLock } from './file-lock.ts'

test('what is done under a lock is done by one after the other, and the lock is gone after it, whatever happened', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'file')
  let inside = 0
  let most = 0
  const use = () =>
    withFileLock(path, async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 5))
      inside--
    })
  await Promise.all([use(), use(), use()])
  expect(most).toBe(1)
  await expect(withFileLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await readdir(folder.path)).toEqual([])
})

test('a lock that a process left behind is taken away', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'file')
  await writeFile(`${path}.lock`, '')
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(`${path}.lock`, longAgo, longAgo)
  expect(await withFileLock(path, async () => 'done')).toBe('done')
})
