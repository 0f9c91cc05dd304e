import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asPrinted, recordedIo } from '../../twin/kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { infraCommands } from './infra-commands.ts'

const THINGS = siteWith(rowWith('rack-01: {kind: rack, type: served}'))
const EXPIRED = '  - {rule: no-remote-state, path: topology-nis, reason: none, owner: Ana, expires: 2026-11-25}\n'
const UNUSED = '  - {rule: no-remote-state, path: topology-nis, reason: none, owner: Ana, expires: 2030-01-01}\n'
const OWNERLESS = '  - {rule: no-remote-state, path: topology-nis, reason: none, expires: 2030-01-01}\n'

async function synth(workingFolder: string, options: Readonly<Record<string, unknown>>) {
  const command = infraCommands(async () => ({ estate: await estateOf(THINGS) })).find(({ name }) => name === 'synth')
  const { io, messages, out } = recordedIo({ columns: 120, environment: {}, workingFolder })
  const call = { args: [], options: { out: 'out', ...options }, json: false, io, signal: new AbortController().signal }
  const status = await command?.run(call)
  return { status, out: asPrinted(out), messages: asPrinted(messages) }
}

describe('oblak synth, of its rules', () => {
  it('writes what they say as SARIF and JUnit, into folders that are not there yet', async () => {
    await using folder = await temporaryFolder()
    const { status } = await synth(folder.path, { sarif: 'reports/rules.sarif', junit: 'reports/rules.xml' })
    expect(status).toBe(0)
    const sarif = JSON.parse(await readFile(join(folder.path, 'reports', 'rules.sarif'), 'utf8'))
    expect(sarif.runs[0].results).toEqual([])
    expect(await readFile(join(folder.path, 'reports', 'rules.xml'), 'utf8')).toContain(
      '<testsuite name="topology-nis"',
    )
    expect(await readdir(join(folder.path, 'reports'))).toEqual(['rules.sarif', 'rules.xml'])
  })

  it('fails for a waiver that is unused or expired on that day, writes the reports, and no stacks', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'waivers.yaml'), `waivers:\n${EXPIRED}${UNUSED}`)
    const options = { waivers: 'waivers.yaml', at: '2026-11-26', junit: 'rules.xml' }
    const { status, messages } = await synth(folder.path, options)
    expect(status).toBe(1)
    expect(messages).toMatch(/waivers\.yaml:2:\d+: expires has passed/)
    expect(messages).toMatch(/waivers\.yaml:3:\d+: entry 2 of waivers waives nothing/)
    expect(await readdir(folder.path)).toEqual(['rules.xml', 'waivers.yaml'])
  })

  it.each([
    ['a waiver without an owner', { waivers: 'waivers.yaml' }, /waivers\.yaml:2:\d+: owner is missing/],
    ['a file of waivers that is not there', { waivers: 'nowhere.yaml' }, /nowhere\.yaml cannot be used: there is none/],
    ['a day that there is not', { at: '2026-02-30' }, /2026-02-30 is no day/],
    ['a report where a folder is', { sarif: '.' }, /cannot be used/],
  ])('takes %s for bad input', async (_what, options, message) => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'waivers.yaml'), `waivers:\n${OWNERLESS}`)
    const { status, messages } = await synth(folder.path, options)
    expect({ status, messages }).toEqual({ status: 2, messages: expect.stringMatching(message) })
  })
})
