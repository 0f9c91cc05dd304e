import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { freshAccess } from './access.ts'
import { writeCredentials } from './credential-files.ts'

it('keeps credentials in files that only their owner reads, also where a file lay there before', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'simulator-usm.json'), 'old', { mode: 0o644 })
  const access = freshAccess()
  const references = await writeCredentials(folder.path, access)
  for (const reference of Object.values(references)) {
    expect(reference.startsWith(`file:${folder.path}/`)).toBe(true)
    expect((await stat(reference.slice(5))).mode & 0o777).toBe(0o600)
  }
  const usm: unknown = JSON.parse(await readFile(references.usm.slice(5), 'utf8'))
  expect(usm).toMatchObject({ kind: 'usm', level: 'authPriv', authProtocol: 'sha256', authKey: access.usm.authKey })
})

it('makes other secrets every time, long enough to be none that can be guessed', () => {
  const [one, two] = [freshAccess(), freshAccess()]
  for (const secret of [one.usm.authKey, one.usm.privKey, one.redfish.password, one.mqtt.password]) {
    expect(secret.length).toBeGreaterThanOrEqual(24)
    expect(JSON.stringify(two)).not.toContain(secret)
  }
})
