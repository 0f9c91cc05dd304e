import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { freshAccess } from '../simulator/access.ts'
import { writeCredentials } from '../simulator/credential-files.ts'
import { resolveCredential } from './credentials.ts'

const environment = {
  JSON: '{"kind":"password","user":"reader","password":"hunter2"}',
  COMMUNITY: 'site-ro\n',
  PAIR: 'reader:hunter:2',
  TOKEN: 'abc123',
  BROKEN: '{"kind":"usm","user":"poller","authKey":"hunter2"',
  SHORT: '{"kind":"usm","user":"poller","level":"authNoPriv","authKey":"hunter2"}',
  CIPHER: '{"kind":"usm","user":"poller","level":"authPriv","authKey":"hunter2 hunter2","privProtocol":"3des"}',
  LINES: 'one\nhunter2',
  EMPTY: ' ',
}
const resolve = (reference: `env:${string}` | `file:${string}`, scheme: string, warnings: string[] = []) =>
  resolveCredential(reference, scheme, { environment, warn: (message) => warnings.push(message) })

test('a variable holds one JSON object or a bare line, whose meaning is the protocol’s', async () => {
  expect(await resolve('env:JSON', 'redfish')).toEqual({ kind: 'password', user: 'reader', password: 'hunter2' })
  expect(await resolve('env:COMMUNITY', 'snmp')).toEqual({ kind: 'community', community: 'site-ro' })
  expect(await resolve('env:PAIR', 'mqtt')).toEqual({ kind: 'password', user: 'reader', password: 'hunter:2' })
  expect(await resolve('env:TOKEN', 'line-protocol')).toEqual({ kind: 'token', token: 'abc123' })
})

test.each([
  ['env:MISSING', 'env:MISSING is not set'],
  ['env:BROKEN', 'no JSON'],
  ['env:SHORT', 'authKey (too_small: at least 8 characters)'],
  ['env:CIPHER', 'privProtocol (allowed: des, aes, aes256b, aes256r)'],
  ['env:LINES', 'several lines'],
  ['env:EMPTY', 'is empty'],
] as const)('%s is refused by its name; what it holds is not told', async (reference, reason) => {
  const error = await resolve(reference, 'snmp').catch((one: Error) => one)
  expect(error).toMatchObject({ code: 'bad-target', retry: false, message: expect.stringContaining(reason) })
  expect(String(error)).not.toContain('hunter2')
})

test('a file that is away, empty or half written may be so because it is being exchanged: it is tried again soon', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'secret')
  const refusal = () => resolve(`file:${file}`, 'redfish').catch((error: Error) => error)
  expect(await refusal()).toMatchObject({
    ...{ code: 'bad-target', retry: true },
    message: expect.stringContaining('cannot be read (ENOENT)'),
  })
  for (const content of ['', '{"kind":"password","user":"reader","pass']) {
    await writeFile(file, content, { mode: 0o600 })
    expect(await refusal()).toMatchObject({ code: 'bad-target', retry: true })
  }
})

test('files as the simulator writes them are understood; one that others can read is told', async () => {
  await using folder = await temporaryFolder()
  const access = freshAccess()
  const { usm, mqtt } = await writeCredentials(folder.path, access)
  const warnings: string[] = []
  expect(await resolve(usm, 'snmp', warnings)).toMatchObject({ kind: 'usm', user: access.usm.name, level: 'authPriv' })
  expect(await resolve(mqtt, 'mqtt', warnings)).toEqual({ kind: 'password', ...access.mqtt })
  expect(warnings).toEqual([])
  const open = join(folder.path, 'open')
  await writeFile(open, 'public')
  await chmod(open, 0o644)
  await resolve(`file:${open}`, 'snmp', warnings)
  expect(warnings).toEqual([expect.stringContaining('mode 644')])
})
