import { chmod, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CommandCall } from '../../kit/command.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { verifyPassword } from './password.ts'
import { userCommands } from './user-commands.ts'
import { readUsers } from './users-file.ts'

const [setUser] = userCommands

async function run(folder: string, name: string, password: string | undefined, role?: 'viewer' | 'operator') {
  const { io, messages, out } = recordedIo({ environment: { OBLAK_PASSWORD: password }, workingFolder: folder })
  const call: CommandCall = {
    args: [name],
    options: { users: 'users.json', ...(role !== undefined && { role }) },
    json: true,
    io,
    signal: new AbortController().signal,
  }
  return { status: await setUser?.run(call), said: [...out, ...messages].join('\n') }
}

test('adds users who can then sign in, and gives one a new role without touching the others', async () => {
  await using folder = await temporaryFolder()
  expect(await run(folder.path, 'milica', 'a long password', 'operator')).toMatchObject({ status: 0 })
  expect(await run(folder.path, 'ana', 'another password', 'viewer')).toMatchObject({ status: 0 })
  expect(await run(folder.path, 'milica', 'a newer password', 'viewer')).toMatchObject({ status: 0 })
  const users = await readUsers(join(folder.path, 'users.json'))
  expect([...users.values()].map(({ name, role }) => [name, role])).toEqual([
    ['milica', 'viewer'],
    ['ana', 'viewer'],
  ])
  expect(await verifyPassword('a newer password', users.get('milica')?.password ?? '')).toBe(true)
})

test('a short, overlong or missing password and an odd name are refused with the rule, and nothing is written', async () => {
  await using folder = await temporaryFolder()
  expect(await run(folder.path, 'milica', undefined)).toMatchObject({
    status: 2,
    said: expect.stringContaining('at least 12'),
  })
  // The sign-in takes 256 characters: with more nobody could ever come in.
  expect(await run(folder.path, 'milica', 'x'.repeat(257))).toMatchObject({
    status: 2,
    said: expect.stringContaining('257 characters'),
  })
  expect(await run(folder.path, 'mi/lica', 'a long password')).toMatchObject({
    status: 2,
    said: expect.stringContaining('letters, digits'),
  })
  await expect(readUsers(join(folder.path, 'users.json'))).rejects.toThrow('cannot be read')
})

test('a new password leaves the role as it is; somebody new is a viewer where nothing is said', async () => {
  await using folder = await temporaryFolder()
  await run(folder.path, 'milica', 'a long password', 'operator')
  expect(await run(folder.path, 'milica', 'a newer password')).toMatchObject({
    said: expect.stringContaining('"role":"operator"'),
  })
  await run(folder.path, 'ana', 'another password')
  const users = await readUsers(join(folder.path, 'users.json'))
  expect([users.get('milica')?.role, users.get('ana')?.role]).toEqual(['operator', 'viewer'])
  expect(await verifyPassword('a newer password', users.get('milica')?.password ?? '')).toBe(true)
})

test('what an earlier run left behind, open to all or a link elsewhere, makes the users file no wider and is not written to', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'users.json')
  await writeFile(`${path}.new`, 'left', { mode: 0o666 })
  await chmod(`${path}.new`, 0o666)
  expect(await run(folder.path, 'milica', 'a long password')).toMatchObject({ status: 0 })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  await rm(`${path}.new`, { force: true })
  await symlink(join(folder.path, 'elsewhere'), `${path}.new`)
  expect(await run(folder.path, 'ana', 'another password')).toMatchObject({ status: 0 })
  expect((await readdir(folder.path)).sort()).toEqual(['users.json', 'users.json.new'])
  expect([...(await readUsers(path)).keys()]).toEqual(['milica', 'ana'])
})
