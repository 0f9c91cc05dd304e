import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CommandCall } from '../../kit/command.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { verifyPassword } from './password.ts'
import { userCommands } from './user-commands.ts'
import { readUsers } from './users-file.ts'

const [setUser] = userCommands

async function run(folder: string, name: string, password: string | undefined, role = 'operator') {
  const said: string[] = []
  const call: CommandCall = {
    args: [name],
    options: { users: 'users.json', role },
    json: true,
    io: {
      out: (text) => said.push(text),
      message: (text) => said.push(text),
      colour: false,
      columns: 80,
      environment: { OBLAK_PASSWORD: password },
      workingFolder: folder,
    },
    signal: new AbortController().signal,
  }
  return { status: await setUser?.run(call), said: said.join('\n') }
}

test('adds users who can then sign in, and gives one a new role without touching the others', async () => {
  await using folder = await temporaryFolder()
  expect(await run(folder.path, 'milica', 'a long password')).toMatchObject({ status: 0 })
  expect(await run(folder.path, 'ana', 'another password', 'viewer')).toMatchObject({ status: 0 })
  expect(await run(folder.path, 'milica', 'a newer password', 'viewer')).toMatchObject({ status: 0 })
  const users = await readUsers(join(folder.path, 'users.json'))
  expect([...users.values()].map(({ name, role }) => [name, role])).toEqual([
    ['milica', 'viewer'],
    ['ana', 'viewer'],
  ])
  expect(await verifyPassword('a newer password', users.get('milica')?.password ?? '')).toBe(true)
})

test('a short or missing password and an odd name are refused with the rule, and nothing is written', async () => {
  await using folder = await temporaryFolder()
  expect(await run(folder.path, 'milica', undefined)).toMatchObject({
    status: 2,
    said: expect.stringContaining('at least 12'),
  })
  expect(await run(folder.path, 'mi/lica', 'a long password')).toMatchObject({
    status: 2,
    said: expect.stringContaining('letters, digits'),
  })
  await expect(readUsers(join(folder.path, 'users.json'))).rejects.toThrow('cannot be read')
})
