import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { asPrinted, recordedIo } from '../../twin/kit/testing/recorded-io.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { practiceImageLock } from '../catalogue/image-lock.ts'
import { estateOfSites } from '../gate/testing/two-sites.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { infraCommands } from './infra-commands.ts'

const { estate: SHIPPED } = await loadEstate(undefined)
const ONE_SITE = await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: served}')))

/** What `oblak synth` says, and what stands in its folder then, besides what was there. */
async function synth(
  estate: Estate,
  options: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
) {
  await using folder = await temporaryFolder()
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text)
  const command = infraCommands(async () => ({ estate })).find(({ name }) => name === 'synth')
  const { io, messages, out } = recordedIo({ columns: 120, environment: {}, workingFolder: folder.path })
  const call = { args: [], options: { out: 'out', ...options }, json: false, io, signal: new AbortController().signal }
  const status = await command?.run(call)
  const written = (await readdir(folder.path)).filter((name) => !(name in files))
  return { status, out: asPrinted(out), messages: asPrinted(messages), written }
}

describe('oblak synth, of what cannot be', () => {
  it.each([
    [
      'a service that is misspelt',
      ['belgrade/evsia'],
      /belgrade\/evsia: is to be adopted, .*did you mean belgrade\/evisa\?/,
    ],
    [
      'what is no place at all',
      ['nope'],
      /nope: is to be adopted, but no stack has such a namespace; it is written as belgrade\/evisa/,
    ],
  ])('says of %s what is near, with status 2, and writes nothing', async (_what, adopt, message) => {
    const { messages, out, status, written } = await synth(SHIPPED, { adopt })
    expect({ status, out, written }).toEqual({ status: 2, out: '', written: [] })
    expect(messages).toMatch(message)
  })

  it('adopts nothing where no service is placed, and says so', async () => {
    const { messages, status, written } = await synth(ONE_SITE, { adopt: ['nis/evisa'] })
    expect({ status, written }).toEqual({ status: 2, written: [] })
    expect(messages).toContain('nis/evisa: is to be adopted, but the estate has none of the sites of the catalogue')
  })

  it('names each workload whose image has no digest in the lock', async () => {
    const lock = practiceImageLock()
    const { 'evisa/store': _, ...images } = lock.images
    const files = { 'lock.json': JSON.stringify({ ...lock, images }) }
    const { messages, status, written } = await synth(SHIPPED, { images: 'lock.json' }, files)
    expect({ status, written }).toEqual({ status: 2, written: [] })
    expect(messages).toMatch(/evisa\/store: has image evisa\/store, of which the image lock has no digest/)
  })

  it('says which work is to run at a site that has no nodes, and of an estate without any that there are none', async () => {
    const empty = await estateOfSites({ belgrade: { servers: 0 }, kragujevac: { gpus: 1 } })
    const { messages, status, written } = await synth(empty, {})
    expect({ status, written }).toEqual({ status: 2, written: [] })
    expect(messages).toMatch(/is to run at belgrade, where the estate has no nodes/)
    const none = await synth(await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: network}'))), {})
    expect({ status: none.status, written: none.written }).toEqual({ status: 1, written: [] })
    expect(none.messages).toMatch(/has no rack with a server or GPU system: there is nothing to label/)
  })

  it.each(['sarif', 'junit'])('writes no stacks where its report by --%s cannot be written', async (name) => {
    const { messages, status, written } = await synth(ONE_SITE, { [name]: 'file/report' }, { file: '' })
    expect({ status, written }).toEqual({ status: 2, written: [] })
    expect(messages).toMatch(/report cannot be used: it cannot be written/)
  })
})
