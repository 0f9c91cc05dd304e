import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { isAlive, makeSiteFolder, readRecord, writeRecord } from './site-folder.ts'

const RECORD = { port: 6443, programs: [{ name: 'etcd', pid: 4711, command: '/parts/etcd' }] }

describe('the folder of a practice cluster', () => {
  it('gives out what was written of running programs', async () => {
    await using folder = await temporaryFolder()
    expect(await readRecord(folder.path)).toBeUndefined()
    await writeRecord(folder.path, RECORD)
    expect(await readRecord(folder.path)).toEqual(RECORD)
  })

  it.each([
    '',
    '{',
    '[]',
    '{"port":0,"programs":[]}',
    '{"port":6443,"programs":[{"name":"init","pid":1,"command":"init"}]}',
  ])('takes %j for no record: nothing is signalled by its word', async (text) => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'running.json'), text)
    expect(await readRecord(folder.path)).toBeUndefined()
  })

  it('keeps keys that only its user can read, and the same ones when made again', async () => {
    await using folder = await temporaryFolder()
    const site = join(folder.path, 'nis')
    await makeSiteFolder(site)
    const modes = async () =>
      Promise.all(
        ['', 'service-account.key', 'tokens.csv'].map(async (name) => (await stat(join(site, name))).mode & 0o777),
      )
    expect(await modes()).toEqual([0o700, 0o600, 0o600])
    const { mtimeMs } = await stat(join(site, 'service-account.key'))
    await makeSiteFolder(site)
    expect((await stat(join(site, 'service-account.key'))).mtimeMs).toBe(mtimeMs)
  })

  it('does not take another program for one of its own because it has the number', async () => {
    const [own = ''] = process.argv
    expect(await isAlive({ name: 'etcd', pid: process.pid, command: '/parts/etcd' })).toBe(false)
    expect(await isAlive({ name: 'node', pid: process.pid, command: own.split('/').at(-1) ?? own })).toBe(true)
  })
})
