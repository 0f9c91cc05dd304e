import { readdir, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FolderLock } from '../../../sensors/pipeline/journal/folder-lock.ts'
import { recordedIo } from '../../kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { startCommand } from './main.ts'

/** Starts, which must be refused; gives the reason and what was said besides. */
async function refusal(options: Readonly<Record<string, unknown>>) {
  const { io, messages, out } = recordedIo()
  const call = { args: [], options, json: false, io, signal: new AbortController().signal }
  const reason = await startCommand.run(call).then(
    () => 'it started',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return { reason, said: [...out, ...messages] }
}

test('a second start on a data folder gives one reason, and opens nothing', async () => {
  await using data = await temporaryFolder()
  const lock = await FolderLock.take(join(data.path, 'journal'))
  try {
    const { reason, said } = await refusal({ data: data.path })
    expect(reason).toContain(`journal/lock is held by process ${process.pid}`)
    expect(said).toEqual([])
    expect(await readdir(data.path)).toEqual(['journal'])
  } finally {
    await lock.release()
  }
})

test('a start with a profiles folder that is not there is refused before the data folder is made', async () => {
  await using folder = await temporaryFolder()
  const { reason, said } = await refusal({ data: join(folder.path, 'data'), profiles: join(folder.path, 'profles') })
  expect(reason).toMatch(/^The profiles folder .*profles cannot be read: it does not exist/)
  expect([said, await readdir(folder.path)]).toEqual([[], []])
})

test('a start that would let others in without sign-in is refused before anything is read or made', async () => {
  await using folder = await temporaryFolder()
  const { reason, said } = await refusal({ data: join(folder.path, 'data'), bind: '0.0.0.0', estate: '/nowhere' })
  expect(reason).toMatch(/^Listening on 0\.0\.0\.0 lets others in/)
  expect([said, await readdir(folder.path)]).toEqual([[], []])
})

test.each([
  ['a users file', { users: 'users.json' }, /^The users file cannot be read: ENOENT.*oblak user set/],
  ['a certificate', { certificate: 'c.pem', key: 'k.pem' }, /^The TLS files cannot be read: ENOENT/],
])('a start with %s that is not there is refused before anything is read or made', async (_what, words, expected) => {
  await using folder = await temporaryFolder()
  const given = Object.fromEntries(Object.entries(words).map(([name, file]) => [name, join(folder.path, file)]))
  const { reason, said } = await refusal({ ...given, data: join(folder.path, 'data'), estate: '/nowhere' })
  expect(reason).toMatch(expected)
  expect([said, await readdir(folder.path)]).toEqual([[], []])
})

test('a start on a port that another program has is refused before rooms, store and devices are opened', async () => {
  await using folder = await temporaryFolder()
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  try {
    const { reason, said } = await refusal({ data: folder.path, port: String(port) })
    expect(reason).toContain(`Another program listens on 127.0.0.1, port ${port}`)
    expect([said, await readdir(folder.path)]).toEqual([[], []])
  } finally {
    other.close()
  }
})

test.each([
  ['that is no plan', '# Oblak', / cannot be used: it is no JSON; write one: terraform show -json/],
  ['that is a configuration', '{"terraform":{},"resource":{}}', /it is Terraform’s configuration, as cdk\.tf\.json is/],
  ['that is not there', undefined, / cannot be used: there is none$/],
])('a start with a file %s for a plan is refused before anything is made', async (_what, text, expected) => {
  await using folder = await temporaryFolder()
  const plan = join(folder.path, 'README.md')
  if (text !== undefined) await writeFile(plan, text)
  const { reason, said } = await refusal({ plan, data: join(folder.path, 'data'), estate: '/nowhere' })
  expect(reason).toMatch(expected)
  expect([said, await readdir(folder.path)]).toEqual([[], text === undefined ? [] : ['README.md']])
})
