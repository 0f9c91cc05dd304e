import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { asPrinted, recordedIo } from '../../twin/kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { infraCommands } from './infra-commands.ts'

interface Given {
  readonly options?: Readonly<Record<string, unknown>>
  readonly json?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly things?: string
}

const TWO_RACKS = siteWith(rowWith('rack-01: {kind: rack, type: served}\nrack-02: {kind: rack, type: cordless}'))

async function run(name: string, workingFolder: string, given: Given = {}) {
  const { options = {}, json = false, environment = {}, things = TWO_RACKS } = given
  const command = infraCommands(async () => ({ estate: await estateOf(things) })).find((one) => one.name === name)
  if (!command) throw new Error(`no command ${name}`)
  const { io, messages, out } = recordedIo({ columns: 120, environment, workingFolder })
  const status = await command.run({
    args: [],
    options,
    json,
    signal: new AbortController().signal,
    io,
  })
  return { status, out: asPrinted(out), messages: asPrinted(messages) }
}

describe('oblak synth', () => {
  it('writes into the folder as seen from where it is called, and says what the estate does not know', async () => {
    await using folder = await temporaryFolder()
    const { status, out, messages } = await run('synth', folder.path, { options: { out: 'out' } })
    expect({ status, out }).toEqual({ status: 0, out: '1  topology-nis  2 kubernetes_labels\n' })
    expect(messages).toContain(
      'nis/hall-1/row-a/rack-02 gets no topology.oblak.rs/power: none of its servers has a power cord.',
    )
    expect(messages).toContain(`Written to ${join(folder.path, 'out')}.`)
    expect(await readdir(join(folder.path, 'out', 'stacks'))).toEqual(['topology-nis'])
  })

  it('with --json gives one document and nothing else on stdout', async () => {
    await using folder = await temporaryFolder()
    const { status, out, messages } = await run('synth', folder.path, { options: { out: 'out' }, json: true })
    expect({ status, messages }).toEqual({ status: 0, messages: '' })
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      folder: join(folder.path, 'out'),
      stacks: [{ name: 'topology-nis', site: 'nis', after: [], resources: { kubernetes_labels: 2 } }],
      policies: expect.arrayContaining([{ id: 'versioned-resources', looked: 2 }]),
      gaps: [{ rack: 'nis/hall-1/row-a/rack-02', label: 'topology.oblak.rs/power' }],
    })
  })

  it('without --out, or into a folder of others, is bad input', async () => {
    await using folder = await temporaryFolder()
    expect(await run('synth', folder.path)).toEqual({
      status: 2,
      out: '',
      messages: 'oblak: say where to with --out DIR.\n',
    })
    await writeFile(join(folder.path, 'mine'), '')
    const { status, out } = await run('synth', folder.path, { options: { out: '.' }, json: true })
    expect(status).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ ok: false, code: 'folder', problems: [{ path: folder.path }] })
    expect(await readdir(folder.path)).toEqual(['mine'])
  })

  it('of an estate whose names a cluster cannot take is no, with every problem', async () => {
    await using folder = await temporaryFolder()
    const things = siteWith(rowWith(`${'r'.repeat(60)}: {kind: rack, type: served}`))
    const { status, out, messages } = await run('synth', folder.path, { options: { out: 'out' }, json: true, things })
    expect(status).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ ok: false, code: 'names', problems: [{ path: expect.any(String) }] })
    expect(messages).toMatch(/Kubernetes allows 63/)
    expect(await readdir(folder.path)).toEqual([])
  })

  it.each(['CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS', 'SYNTH_HCL_OUTPUT', 'CDKTF_CONTEXT_JSON'])(
    'with %s set is bad input: it would change what is written',
    async (name) => {
      await using folder = await temporaryFolder()
      const given = { options: { out: 'out' }, environment: { [name]: '1' } }
      const { status, messages } = await run('synth', folder.path, given)
      expect({ status, messages }).toEqual({
        status: 2,
        messages: `oblak: ${name} is set, which would change what is written; unset it.\n`,
      })
      expect(await readdir(folder.path)).toEqual([])
    },
  )
})

describe('oblak stacks', () => {
  it('lists them with their number in the order of applying, and writes nothing', async () => {
    await using folder = await temporaryFolder()
    const row = rowWith('rack-01: {kind: rack, type: gpus}')
    const things = `${siteWith(row, 'zajecar')}\n${siteWith(row, 'nis')}`
    const { status, out } = await run('stacks', folder.path, { things })
    expect(status).toBe(0)
    expect(out).toBe(
      '1  topology-nis      1 kubernetes_labels, 1 kubernetes_node_taint\n2  topology-zajecar  1 kubernetes_labels, 1 kubernetes_node_taint\n',
    )
    expect(await readdir(folder.path)).toEqual([])
  })

  it('loads the estate of the folder that was given', async () => {
    const asked: (string | undefined)[] = []
    const load = async (folder: string | undefined) => {
      asked.push(folder)
      return loadEstate(folder)
    }
    const command = infraCommands(load).find(({ name }) => name === 'stacks')
    const { io } = recordedIo({ workingFolder: '/nowhere' })
    const call = { args: [], options: { estate: 'here' }, json: false, io, signal: new AbortController().signal }
    await expect(command?.run(call)).rejects.toThrow(/There is no estate in \/nowhere\/here/)
    expect(asked).toEqual(['/nowhere/here'])
  })
})
