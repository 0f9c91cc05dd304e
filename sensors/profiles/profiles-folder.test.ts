import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { refuseUnreadableFolder } from './profiles-folder.ts'

test('a folder of profiles that is not there, or is a file, is refused with what to do', async () => {
  await using folder = await temporaryFolder()
  await refuseUnreadableFolder(folder.path)
  const missing = join(folder.path, 'profles')
  await expect(refuseUnreadableFolder(missing)).rejects.toThrow(
    `The profiles folder ${missing} cannot be read: it does not exist (ENOENT). Give a folder of *.yaml files with --profiles DIR`,
  )
  await writeFile(missing, '')
  await expect(refuseUnreadableFolder(missing)).rejects.toThrow('it is a file (ENOTDIR)')
})
