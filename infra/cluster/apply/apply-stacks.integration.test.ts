import { spawn } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppsV1Api, CoreV1Api, KubeConfig, NetworkingV1Api, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPart } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Service } from '../../catalogue/service.ts'
import { assumed } from '../../catalogue/stated.ts'
import { synthesize } from '../../synth.ts'
import { estateOf, rowWith, siteWith } from '../../testing/estate-of.ts'
import { imagesOf, serviceOf, workloadOf } from '../../testing/service-of.ts'
import { startControlPlane, stopControlPlane } from '../control-plane.ts'
import { builtParts, partsCache } from '../parts.ts'
import { clusterDown, clusterUp } from '../practice-cluster.ts'
import { applyStacks, type StackVerb } from './apply-stacks.ts'

const NAME = 'stacks applied to practice clusters'
const CACHE = partsCache(process.env)
const parts = await builtParts(CACHE)
const isReady = parts !== undefined && findPart('terraform') !== undefined
if (!isReady) {
  process.stderr.write(
    `\nNOT TESTED: "${NAME}" needs terraform on the PATH and the practice cluster: npx oblak cluster build\n`,
  )
}

/** A portal that is asked by everybody and asks a store of its own, at both sites. */
const CATALOGUE: readonly Service[] = [
  serviceOf('portal', [
    workloadOf('web', { calls: ['store'] }),
    {
      name: 'store',
      kind: 'stateful',
      image: 'any/image',
      port: 5432,
      size: assumed({ cpus: 1, memoryGiB: 2 }, 'a test'),
      copies: assumed(2, 'a test'),
      storageGiB: assumed(10, 'a test'),
    },
  ]),
]
const merge = setHeaderOptions('Content-Type', 'application/merge-patch+json')

describe.skipIf(!isReady)(isReady ? NAME : `${NAME} (not built)`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  const clusters = () => join(folder.path, 'clusters')
  const stacks = () => join(folder.path, 'out')
  const told: string[] = []
  const run = (verb: StackVerb, more: { readonly sites?: readonly string[]; readonly stacks?: string } = {}) =>
    applyStacks({
      folder: clusters(),
      stacks: stacks(),
      verb,
      environment: process.env,
      message: (text) => told.push(text),
      ...more,
    })
  const apiOf = (site: string) => {
    const config = new KubeConfig()
    config.loadFromFile(join(clusters(), 'kubeconfig'))
    config.setCurrentContext(site)
    return {
      core: config.makeApiClient(CoreV1Api),
      apps: config.makeApiClient(AppsV1Api),
      networking: config.makeApiClient(NetworkingV1Api),
    }
  }
  const failures = (sites: Awaited<ReturnType<typeof run>>) =>
    sites.flatMap((site) => site.stacks.filter(({ outcome }) => outcome !== 'done'))

  beforeAll(async () => {
    folder = await temporaryFolder()
    const rows = (a: string, b: string) =>
      [
        rowWith('rack-[01-02]: {kind: rack, type: served}'),
        rowWith('rack-[01-02]: {kind: rack, type: served}', a, b, 'row-b').replace('at: [2, 4]', 'at: [2, 8]'),
      ].join('\n')
    const estate = await estateOf(
      ['belgrade', 'kragujevac'].map((site) => siteWith(rows('power/board-a', 'power/board-a'), site)).join('\n'),
    )
    await synthesize(estate, stacks(), { backend: 'local', catalogue: CATALOGUE, images: imagesOf() })
    await clusterUp(estate, { folder: clusters(), cache: CACHE, message: () => undefined })
  }, 300_000)

  afterAll(async () => {
    await clusterDown(clusters())
    await folder[Symbol.asyncDispose]()
  })

  it('are made at both sites in their order, each told with the provider that made it', async () => {
    const sites = await run('apply')
    expect(failures(sites)).toEqual([])
    for (const { site, provider, stacks: own } of sites) {
      expect(provider).toMatch(/^(real provider|stand-in for the provider)$/)
      expect(own.map(({ name }) => name)).toEqual([`topology-${site}`, `platform-${site}`, `egov-${site}`])
      expect(told).toContain(`${site}: with the ${provider}`)
    }
    process.stderr.write(`\n"${NAME}" ran with the ${sites[0]?.provider}.\n`)
  })

  it('have their pods run on more than one power block, and nothing to change after that', async () => {
    for (const site of ['belgrade', 'kragujevac']) {
      const { core } = apiOf(site)
      const { items } = await core.listNamespacedPod({ namespace: 'portal' })
      expect(items.map(({ status }) => status?.phase)).toEqual(items.map(() => 'Running'))
      for (const [workload, count] of [
        ['web', 3],
        ['store', 2],
      ] as const) {
        const nodes = items
          .filter(({ metadata }) => metadata?.labels?.['app.kubernetes.io/name'] === workload)
          .map(({ spec }) => spec?.nodeName?.split('-rack-')[0])
        expect([workload, nodes.length]).toEqual([workload, count])
        expect(new Set(nodes).size).toBe(2)
      }
    }
    const sites = await run('plan')
    expect(failures(sites)).toEqual([])
    const counts = sites.flatMap((site) => site.stacks.map(({ added, changed, removed }) => added + changed + removed))
    expect(counts).toEqual(counts.map(() => 0))
  })

  it('differ after a change by hand in the stack that declares it, and are put right', async () => {
    const { networking, core } = apiOf('belgrade')
    await networking.patchNamespacedNetworkPolicy(
      { name: 'default-deny', namespace: 'portal', body: { spec: { policyTypes: ['Ingress'] } } },
      merge,
    )
    await core.patchNamespace(
      { name: 'portal', body: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } } },
      merge,
    )
    const changed = async () => (await run('plan')).flatMap((site) => site.stacks.filter((stack) => stack.changed > 0))
    expect(await changed()).toMatchObject([{ name: 'egov-belgrade', added: 0, changed: 2, removed: 0 }])
    await run('apply', { sites: ['belgrade'] })
    expect(await changed()).toEqual([])
    const labels = (await core.readNamespace({ name: 'portal' })).metadata?.labels
    expect(labels?.['pod-security.kubernetes.io/enforce']).toBe('restricted')
  })

  it('keep their states with the practice clusters, for their user alone, and leave what was written as it is', async () => {
    const state = join(clusters(), 'terraform-state', 'egov-belgrade.tfstate')
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ version: 4 })
    expect((await stat(clusters())).mode & 0o077).toBe(0)
    expect((await stat(join(clusters(), 'kubeconfig'))).mode & 0o077).toBe(0)
    const written = await readFile(join(stacks(), 'stacks', 'egov-belgrade', 'cdk.tf.json'), 'utf8')
    expect(written).toContain('../../../terraform-state/egov-belgrade.tfstate')
    const [token = ''] = (await readFile(join(clusters(), 'belgrade', 'tokens.csv'), 'utf8')).split(',')
    expect(token).toHaveLength(64)
    expect(await readFile(state, 'utf8')).not.toContain(token)
    expect(told.join('\n')).not.toContain(token)
  })

  it('wait for nobody who has locked a state, and say so, while the other site goes on', async () => {
    // Terraform locks a state file by fcntl: another process has to hold it.
    const state = join(clusters(), 'terraform-state', 'platform-belgrade.tfstate')
    const holder = spawn('python3', [
      '-c',
      'import fcntl,sys\nf=open(sys.argv[1],"r+")\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint("held",flush=True)\nsys.stdin.read()',
      state,
    ])
    await new Promise((resolve) => holder.stdout.once('data', resolve))
    try {
      const sites = await run('apply')
      expect(failures(sites)).toMatchObject([
        { name: 'platform-belgrade', outcome: 'failed', complaints: [{ summary: 'Error acquiring the state lock' }] },
        { name: 'egov-belgrade', outcome: 'not tried', complaints: [{ summary: 'it comes after platform-belgrade' }] },
      ])
    } finally {
      holder.stdin.end()
      await new Promise((resolve) => holder.once('exit', resolve))
    }
    expect(failures(await run('apply'))).toEqual([])
  })

  it('at a site whose API server is away are not tried, and the other site is applied', async () => {
    if (!parts) throw new Error('the parts are built')
    await stopControlPlane(join(clusters(), 'belgrade'))
    const before = await readFile(join(clusters(), 'terraform-state', 'egov-belgrade.tfstate'), 'utf8')
    const [belgrade, kragujevac] = await run('apply')
    expect(belgrade?.away).toMatch(/the API server https:\/\/127\.0\.0\.1:\d+ does not answer/)
    expect(belgrade?.stacks.map(({ outcome }) => outcome)).toEqual(['not tried', 'not tried', 'not tried'])
    expect(kragujevac).toMatchObject({ away: undefined })
    expect(failures(kragujevac ? [kragujevac] : [])).toEqual([])
    expect(await readFile(join(clusters(), 'terraform-state', 'egov-belgrade.tfstate'), 'utf8')).toBe(before)
    await startControlPlane('belgrade', join(clusters(), 'belgrade'), parts)
  })

  it('are refused as a folder where it holds none, and as a site that none of them is for', async () => {
    await expect(run('apply', { stacks: folder.path })).rejects.toMatchObject({
      status: 2,
      message: expect.stringContaining('manifest.json'),
    })
    await expect(run('apply', { sites: ['nis'] })).rejects.toMatchObject({
      status: 2,
      message: expect.stringMatching(/nis.*belgrade, kragujevac/),
    })
  })

  it('need a Terraform that they are for', async () => {
    const none = applyStacks({
      folder: clusters(),
      stacks: stacks(),
      verb: 'plan',
      environment: { PATH: folder.path },
      message: () => undefined,
    })
    await expect(none).rejects.toMatchObject({
      status: 3,
      message: expect.stringContaining('Terraform 1.11 is needed'),
    })
    const old = join(folder.path, 'terraform')
    await writeFile(old, '#!/bin/sh\necho \'{"terraform_version":"1.12.0"}\'\n', { mode: 0o755 })
    const newer = applyStacks({
      folder: clusters(),
      stacks: stacks(),
      verb: 'plan',
      environment: { PATH: `${folder.path}:/bin:/usr/bin` },
      message: () => undefined,
    })
    await expect(newer).rejects.toMatchObject({ status: 3, message: expect.stringContaining('1.12.0') })
  })

  it('are taken away again, and nothing of theirs is left', async () => {
    const sites = await run('destroy', { sites: ['kragujevac'] })
    expect(failures(sites)).toEqual([])
    const { core } = apiOf('kragujevac')
    const names = (await core.listNamespace()).items.map(({ metadata }) => metadata?.name).toSorted()
    expect(names).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system'])
  })
})
