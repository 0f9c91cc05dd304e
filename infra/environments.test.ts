import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../twin/kit/testing/temporary-folder.ts'
import type { AppOptions } from './app.ts'
import type { ImageLock } from './catalogue/image-lock.ts'
import { activeActive } from './catalogue/recovery.ts'
import { assumed } from './catalogue/stated.ts'
import { estateOfSites } from './gate/testing/two-sites.ts'
import { synthesize } from './synth.ts'
import { imagesOf, serviceOf, workloadOf } from './testing/service-of.ts'

const why = 'a test'
const estate = await estateOfSites({ belgrade: {}, kragujevac: {} })
// Tier 3: each site of the test has one power block.
const service = serviceOf('portal', [workloadOf('web', { exposure: { to: 'site' } })], {
  tier: assumed('3', why),
  recovery: assumed(activeActive(), why),
})

/** Practice, test and production are the same program with other files. */
describe('an environment', () => {
  it('with other images differs in their digests alone', async () => {
    const practice = await written({ images: imagesOf() })
    const released: ImageLock = {
      registry: 'registry.oblak.rs',
      basis: 'released',
      images: { 'any/image': `sha256:${'b'.repeat(64)}` },
    }
    const production = await written({ images: released })
    expect(production).not.toEqual(practice)
    const back = [...production].map(([name, text]): [string, string] => [
      name,
      text.replaceAll('b'.repeat(64), 'a'.repeat(64)),
    ])
    expect(new Map(back)).toEqual(practice)
  })

  it('whose state is kept elsewhere differs in the backend alone', async () => {
    const withoutBackend = (stacks: ReadonlyMap<string, string>) =>
      new Map([...stacks].map(([name, text]) => [name, withoutBackendOf(JSON.parse(text))]))
    const [local, pg] = [await written({ backend: 'local' }), await written({ backend: 'pg' })]
    expect(pg).not.toEqual(local)
    expect(withoutBackend(pg)).toEqual(withoutBackend(local))
  })

  it('names its clusters by context: none of their addresses or credentials is in a stack', async () => {
    for (const [name, text] of await written({})) {
      const { provider } = JSON.parse(text)
      if (name === 'capacity') continue
      expect(provider.kubernetes).toEqual([{ config_context: name.split('-').at(-1) }])
    }
  })
})

/** Nor what CDKTF notes of it. */
function withoutBackendOf({ terraform, '//': notes, ...rest }: Record<string, Record<string, unknown>>) {
  const { backend: _, ...others } = terraform ?? {}
  const { backend: __, ...metadata } = (notes?.metadata ?? {}) as Record<string, unknown>
  return { ...rest, terraform: others, metadata }
}

/** The text of each stack. */
async function written(options: Partial<AppOptions>): Promise<ReadonlyMap<string, string>> {
  await using folder = await temporaryFolder()
  const out = join(folder.path, 'out')
  await synthesize(estate, out, { backend: 'local', images: imagesOf(), catalogue: [service], gate: true, ...options })
  const stacks = join(out, 'stacks')
  const texts = (await readdir(stacks)).map(async (name): Promise<[string, string]> => {
    return [name, await readFile(join(stacks, name, 'cdk.tf.json'), 'utf8')]
  })
  return new Map(await Promise.all(texts))
}
