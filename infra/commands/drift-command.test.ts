import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { freeTcpPort } from '../../twin/kit/free-port.ts'
import { asPrinted, recordedIo } from '../../twin/kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
// The command loads it when it runs: that takes longer than what is tested.
import '../drift/find-drift.ts'
import { driftCommand } from './drift-command.ts'

/** `oblak drift --tell` over a site whose API server is away; its address holds a user. */
async function driftOfNobody(json: boolean, context: readonly string[] = []) {
  await using folder = await temporaryFolder()
  const at = (name: string) => join(folder.path, name)
  await writeFile(at('terraform'), `#!/bin/sh\necho '{"terraform_version":"1.11.4"}'\n`, { mode: 0o755 })
  const stack = { terraform: {}, provider: { kubernetes: [{ config_context: 'nis' }] } }
  await writeFile(at('cdk.tf.json'), JSON.stringify(stack))
  const nodes = { synthesizedStackPath: 'cdk.tf.json', dependencies: [] }
  await writeFile(at('manifest.json'), JSON.stringify({ stacks: { nodes } }))
  const server = `https://mira:never-seen@127.0.0.1:${await freeTcpPort()}`
  await writeFile(
    at('kubeconfig'),
    stringify({
      clusters: [{ name: 'nis', cluster: { server } }],
      contexts: [{ name: 'nis', context: { cluster: 'nis', user: 'nis' } }],
      users: [{ name: 'nis', user: {} }],
    }),
  )
  const told: unknown[] = []
  const command = driftCommand(
    () => Promise.reject(new Error('no estate is asked')),
    async (_, url, events) => {
      told.push(events)
      return { server: url, opened: 0, seenAgain: 0, closed: 0 }
    },
  )
  const { io, messages, out } = recordedIo({
    columns: 200,
    environment: { PATH: `${folder.path}:/usr/bin:/bin` },
    workingFolder: folder.path,
  })
  const options = { stacks: '.', kubeconfig: 'kubeconfig', markdown: 'drift.md', tell: true, context }
  const status = await command.run({ args: [], options, json, io, signal: new AbortController().signal })
  const markdown = await readFile(at('drift.md'), 'utf8').catch(() => 'not written')
  return { status, told, out: asPrinted(out), messages: asPrinted(messages), markdown }
}

it('where every site is away no twin is told, and the reason that is given is theirs', async () => {
  const { messages, out, status, told } = await driftOfNobody(false)
  expect({ status, told }).toEqual({ status: 3, told: [] })
  expect(messages).toContain('oblak: nothing was told: nothing could be looked at.')
  expect(out).toMatch(/^nis: not reached, the API server https:\/\/127\.0\.0\.1:\d+ does not answer/m)
})

it('no user in the address of an API server is told, nor in a document or in Markdown', async () => {
  const { markdown, messages, out } = await driftOfNobody(true)
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    told: null,
    sites: [{ site: 'nis', away: expect.stringContaining('does not answer') }],
  })
  expect(markdown).toContain('does not answer')
  expect(messages + out + markdown).not.toMatch(/mira|never-seen/)
})

it('a context for a site that no stack is for is refused, with the sites that there are and the nearest name', async () => {
  const { markdown, messages, out, status, told } = await driftOfNobody(false, ['nsi=prod', 'nis=nis'])
  expect({ markdown, out, status, told }).toEqual({ markdown: 'not written', out: '', status: 2, told: [] })
  expect(messages).toContain('oblak: None of the stacks is for nsi. They are for: nis. Did you mean nis?')
})

it('a context that the kubeconfig has not is a site that is not reached, which is not the same as no drift', async () => {
  const { markdown, out, status } = await driftOfNobody(false, ['nis=prod'])
  expect(status).toBe(3)
  for (const text of [out, markdown]) {
    expect(text).toContain('No drift found where it could be looked for.')
    expect(text).not.toContain('No drift found.')
    expect(text).toMatch(/nis: not reached, .*prod/)
  }
})
