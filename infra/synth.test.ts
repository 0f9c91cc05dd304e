import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { version } from '../package.json'
import { loadEstate } from '../twin/estate/load-estate.ts'
import { temporaryFolder } from '../twin/kit/testing/temporary-folder.ts'
import { filesBelow } from './output/stacks-folder.ts'
import { ALL_RULES } from './policy/all-rules.ts'
import type { Rule } from './policy/rule.ts'
import { type SynthReport, synthesize } from './synth.ts'
import { estateOf, rowWith, siteWith } from './testing/estate-of.ts'

const LOCAL = { backend: 'local' } as const
const small = () =>
  estateOf(siteWith(rowWith('rack-01: {kind: rack, type: served}\nrack-02: {kind: rack, type: gpus}')))

async function textsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await filesBelow(folder)
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  )
}

describe('the stacks of the shipped estate', () => {
  let report: SynthReport
  let texts: ReadonlyMap<string, string>

  beforeAll(async () => {
    await using folder = await temporaryFolder()
    const { estate } = await loadEstate(undefined)
    report = await synthesize(estate, join(folder.path, 'out'), LOCAL)
    texts = await textsOf(join(folder.path, 'out'))
  }, 60_000)

  it('hold a label for every rack with servers and a taint for every rack with GPU systems', () => {
    // Belgrade: 2 halls of 6 rows of 18 racks, of which the first holds switches alone: 2 · 6 · 17.
    // Kragujevac: 4 halls of 10 rows, the same: 4 · 10 · 17; 2 halls of 10 rows without such racks: 2 · 10 · 18.
    // GPU systems: row a of hall 5 (2 + 3 + 13 racks) and the first 6 racks of row b.
    expect(report.stacks.filter(({ name }) => name.startsWith('topology-'))).toEqual([
      { name: 'topology-belgrade', site: 'belgrade', after: [], resources: { kubernetes_labels: 204 }, services: [] },
      {
        name: 'topology-kragujevac',
        site: 'kragujevac',
        after: [],
        resources: { kubernetes_labels: 1040, kubernetes_node_taint: 24 },
        services: [],
      },
    ])
    const all = report.stacks
      .flatMap(({ resources }) => Object.values(resources))
      .reduce((sum, count) => sum + count, 0)
    expect(report.policies[0]).toEqual({ id: 'versioned-resources', looked: all })
    expect(report.gaps).toEqual([])
    expect(report.unplaced).toEqual([])
    expect(report.images).toBe('practice')
  })

  it('give every rule something to look at, but those about secrets, volumes, webhooks, certificates and services of the API, of which they hold none', () => {
    const blind = report.policies.filter(({ looked }) => looked === 0).map(({ id }) => id)
    expect(blind).toEqual([
      'volumes-by-driver',
      'certificates-approved-by-people',
      'no-api-services',
      'no-secret-in-state',
      'webhooks-stay-inside',
    ])
  })

  it('are one a class and site, each after those whose services it needs at its site', () => {
    const order = report.stacks.map(({ name }) => name)
    expect(order).toEqual([
      'topology-belgrade',
      'topology-kragujevac',
      ...['platform', 'registers', 'security', 'telemetry', 'egov', 'wallet', 'foreigners', 'assistant'].flatMap(
        (name) => [`${name}-belgrade`, `${name}-kragujevac`],
      ),
      'medicine-kragujevac',
      'ai-kragujevac',
      'expo-kragujevac',
    ])
    for (const [at, { after }] of report.stacks.entries()) {
      for (const earlier of after) expect(order.slice(0, at)).toContain(earlier)
    }
    expect(report.stacks.find(({ name }) => name === 'wallet-belgrade')?.after).toEqual([
      'platform-belgrade',
      'registers-belgrade',
      'egov-belgrade',
    ])
  })

  it('say what is active and what stands by at each site', () => {
    const services = (stack: string) =>
      report.stacks.find(({ name }) => name === stack)?.services.map(({ name, duty }) => `${name} ${duty}`)
    expect(services('registers-belgrade')).toEqual(['registers standby'])
    expect(services('registers-kragujevac')).toEqual(['registers active'])
    expect(services('security-belgrade')).toEqual(['security-operations active', 'incident-portal active'])
    expect(services('security-kragujevac')).toEqual(['security-operations active', 'incident-portal standby'])
  })

  it.each([
    ['belgrade', [102, 102]],
    // A hall of 10 rows of 17 rests on one pair; of halls 5 and 6, five rows of 18.
    ['kragujevac', [170, 170, 170, 170, 90, 90, 90, 90]],
  ])('spread %s over its UPS pairs', (site, racks) => {
    const text = texts.get(`stacks/topology-${site}/cdk.tf.json`) ?? ''
    const found = [...text.matchAll(/"topology\.oblak\.rs\/power": "([^"]+)"/g)].map(([, value]) => value)
    for (const [at, count] of racks.entries()) {
      expect(found.filter((value) => value === `${site}-power.ups-a${at + 1}.ups-b${at + 1}`)).toHaveLength(count)
    }
    expect(found).toHaveLength(racks.reduce((sum, count) => sum + count, 0))
  })
})

describe('the stacks of an estate', () => {
  it('are the same byte for byte, wherever and whenever they are written', async () => {
    await using folder = await temporaryFolder()
    await synthesize(await small(), join(folder.path, 'one'), LOCAL)
    await synthesize(await small(), join(folder.path, 'elsewhere', 'two'), LOCAL)
    const one = await textsOf(join(folder.path, 'one'))
    expect([...one.keys()]).toEqual(['manifest.json', 'oblak-synth.json', 'stacks/topology-nis/cdk.tf.json'])
    expect(await textsOf(join(folder.path, 'elsewhere', 'two'))).toEqual(one)
  })

  it('hold no path of the machine, no version of an engine and no time', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await synthesize(await small(), out, LOCAL)
    for (const [name, text] of await textsOf(out)) {
      for (const foreign of [folder.path, process.cwd(), '0.21.0', `"${version}"`, String(new Date().getFullYear())]) {
        expect(`${name}: ${text}`).not.toContain(foreign)
      }
      expect(text).not.toMatch(/"\/[^/]|"[a-z]:\\/i)
    }
  })

  it('say versions, provider, cluster and state as the house wants them', async () => {
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    const json = async () => JSON.parse(await readFile(join(out, 'stacks/topology-nis/cdk.tf.json'), 'utf8'))
    await synthesize(await small(), out, LOCAL)
    const { terraform, provider, resource } = await json()
    expect(terraform).toEqual({
      required_version: '>= 1.11.0, < 1.12.0',
      required_providers: {
        kubernetes: { source: 'registry.terraform.io/hashicorp/kubernetes', version: '2.38.0' },
      },
      backend: { local: { path: '../../../terraform-state/topology-nis.tfstate' } },
    })
    expect(provider).toEqual({ kubernetes: [{ config_context: 'nis' }] })
    expect(resource.kubernetes_labels['node-nis-hall-1-row-a-rack-01']).toMatchObject({
      api_version: 'v1',
      kind: 'Node',
      metadata: { name: 'nis-hall-1-row-a-rack-01' },
      field_manager: 'oblak-topology-labels',
    })
    expect(Object.keys(resource.kubernetes_node_taint)).toEqual(['node-nis-hall-1-row-a-rack-02'])
    expect(resource.kubernetes_node_taint['node-nis-hall-1-row-a-rack-02']).toMatchObject({
      taint: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
      field_manager: 'oblak-topology-taints',
    })
    await synthesize(await small(), out, { backend: 'pg' })
    expect((await json()).terraform.backend).toEqual({ pg: { schema_name: 'oblak_topology_nis' } })
  })

  it('begin with the gate where it is asked for: the services of the state fit the shipped racks after every single loss', async () => {
    await using folder = await temporaryFolder()
    const { estate } = await loadEstate(undefined)
    const out = join(folder.path, 'out')
    const { stacks } = await synthesize(estate, out, { backend: 'local', gate: true })
    const [capacity] = stacks
    expect(capacity).toMatchObject({ name: 'capacity', after: [], services: [] })
    expect(capacity).not.toHaveProperty('site')
    expect(Object.keys(capacity?.resources ?? {})).toEqual(['terraform_data'])
    const { locals } = JSON.parse(await readFile(join(out, 'stacks/capacity/cdk.tf.json'), 'utf8'))
    const rows = Object.values(locals).flat() as { needed: number; left: number }[]
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.filter(({ needed, left }) => needed > left)).toEqual([])
  }, 120_000)

  it('tell the line of the catalogue that a broken rule goes back to', async () => {
    const [rule] = ALL_RULES
    const refuses: Rule = {
      id: 'refuses',
      standard: 'none',
      reason: 'this is a test',
      fix: 'none',
      over: { name: 'workloads' },
      judge: ({ workloads }) => ({
        looked: 1,
        breaches: workloads
          .filter(({ element }) => element.path.endsWith('/evisa/mailer/deployment'))
          .map(({ element }) => ({ ...element, message: 'is there' })),
      }),
    }
    await using folder = await temporaryFolder()
    const { estate } = await loadEstate(undefined)
    const synth = synthesize(estate, join(folder.path, 'out'), { backend: 'local', rules: rule ? [rule, refuses] : [] })
    await expect(synth).rejects.toThrow(/infra\/catalogue\/services\/evisa\.ts:\d+/)
  }, 60_000)

  it('are not written where a rule is broken: what was there stays', async () => {
    const never: Rule = {
      id: 'never',
      over: { name: 'stacks' },
      standard: 'none',
      reason: 'this is a test',
      fix: 'none',
      judge: ({ name }) => ({ looked: 1, breaches: [{ path: name, message: 'is a stack' }] }),
    }
    await using folder = await temporaryFolder()
    const out = join(folder.path, 'out')
    await synthesize(await small(), out, LOCAL)
    const before = await textsOf(out)
    const another = await estateOf(siteWith(rowWith('rack-09: {kind: rack, type: served}')))
    const refused = synthesize(another, out, { backend: 'local', rules: [...ALL_RULES, never] })
    await expect(refused).rejects.toThrow(expect.objectContaining({ code: 'policy' }))
    expect(await textsOf(out)).toEqual(before)
    expect(await readdir(folder.path)).toEqual(['out'])
  })

  it('are not written over what synth did not write', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'main.tf'), '')
    await expect(synthesize(await small(), folder.path, LOCAL)).rejects.toThrow(/holds other things \(main\.tf\)/)
    expect(await readdir(folder.path)).toEqual(['main.tf'])
  })
})
