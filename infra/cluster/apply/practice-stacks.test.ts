import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { layOut } from './practice-stacks.ts'

const backend = { pg: { schema_name: 'any' } }

async function written(folder: string, stacks: Readonly<Record<string, { after: string[]; site?: string }>>) {
  const entries = Object.entries(stacks).map(([name, { after }]) => [
    name,
    { synthesizedStackPath: `stacks/${name}/cdk.tf.json`, dependencies: after },
  ])
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ stacks: Object.fromEntries(entries) }))
  for (const [name, { site }] of Object.entries(stacks)) {
    await mkdir(join(folder, 'stacks', name), { recursive: true })
    const provider = site === undefined ? {} : { provider: { kubernetes: [{ config_context: site }] } }
    const stack = { terraform: { backend, required_version: '>= 1.11.0' }, ...provider, resource: { any_type: {} } }
    await writeFile(join(folder, 'stacks', name, 'cdk.tf.json'), JSON.stringify(stack))
  }
}

describe('stacks laid out for a practice cluster', () => {
  it('come after those that they need, each with its site, if it has one', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await written(out, {
      apps: { after: ['platform', 'nodes'], site: 'nis' },
      platform: { after: ['nodes'], site: 'nis' },
      nodes: { after: [], site: 'nis' },
      gate: { after: [] },
    })
    const stacks = await layOut(out, join(folder.path, 'clusters'))
    expect(stacks.map(({ name, site }) => [name, site])).toEqual([
      ['nodes', 'nis'],
      ['platform', 'nis'],
      ['apps', 'nis'],
      ['gate', undefined],
    ])
  })

  it('keep their state there, whatever backend they name, and all else as it was written', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await written(out, { nodes: { after: [], site: 'nis' } })
    const [stack] = await layOut(out, join(folder.path, 'clusters'))
    expect(JSON.parse(await readFile(join(stack?.folder ?? '', 'cdk.tf.json'), 'utf8'))).toEqual({
      terraform: {
        backend: { local: { path: '../../terraform-state/nodes.tfstate' } },
        required_version: '>= 1.11.0',
      },
      provider: { kubernetes: [{ config_context: 'nis' }] },
      resource: { any_type: {} },
    })
  })

  it.each([
    ['no manifest', async (out: string) => void (await mkdir(out)), 'manifest.json'],
    ['a manifest of something else', (out: string) => other(out, '{"stacks":[]}'), 'manifest.json'],
    [
      'a stack that is gone',
      (out: string) => other(out, '{"stacks":{"a":{"synthesizedStackPath":"stacks/a/cdk.tf.json","dependencies":[]}}}'),
      'stacks/a/cdk.tf.json',
    ],
  ])('are refused with %s', async (_, make, file) => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await make(out)
    await expect(layOut(out, join(folder.path, 'clusters'))).rejects.toMatchObject({
      status: 2,
      message: expect.stringContaining(file),
    })
  })
})

async function other(out: string, manifest: string): Promise<void> {
  await mkdir(out)
  await writeFile(join(out, 'manifest.json'), manifest)
}
