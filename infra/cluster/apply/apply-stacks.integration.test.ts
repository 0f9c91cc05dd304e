import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import {
  ApiException,
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  NetworkingV1Api,
  PolicyV1Api,
  setHeaderOptions,
  type V1Pod,
} from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPart } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Estate } from '../../../twin/model/estate.ts'
import { singleSite } from '../../catalogue/recovery.ts'
import type { Service } from '../../catalogue/service.ts'
import { assumed } from '../../catalogue/stated.ts'
import { findDrift } from '../../drift/find-drift.ts'
import { changeByHand, expectToldByHand, removeUndeclared } from '../../drift/testing/by-hand.ts'
import { synthesize } from '../../synth.ts'
import { estateOf, rowWith, siteWith } from '../../testing/estate-of.ts'
import { imagesOf, serviceOf, workloadOf } from '../../testing/service-of.ts'
import { stopControlPlane } from '../control-plane.ts'
import { builtParts, partsCache } from '../parts.ts'
import { clusterDown, clusterUp } from '../practice-cluster.ts'
import { itHolds } from '../testing/cluster-proofs.ts'
import { itGrants } from '../testing/cluster-rights.ts'
import { type ApplyOptions, applyStacks, type StackVerb } from './apply-stacks.ts'

const NAME = 'stacks applied to practice clusters'
const CACHE = partsCache(process.env)
const isReady = (await builtParts(CACHE)) !== undefined && findPart('terraform') !== undefined
if (!isReady) {
  process.stderr.write(
    `\nNOT TESTED: "${NAME}" needs terraform on the PATH and the practice cluster: npx oblak cluster build\n`,
  )
}

/** A portal that is asked by everybody and asks a store of its own, at both sites, and records that are kept at one. */
const CATALOGUE: readonly Service[] = [
  serviceOf('portal', [
    workloadOf('web', {
      exposure: { to: 'internet', host: 'portal.gov.rs' },
      needs: ['store'],
      calls: ['records/api'],
      reaches: [{ to: 'mail-relay', cidr: '10.200.0.25/32', port: 25, why: 'a test' }],
    }),
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
  serviceOf('records', [workloadOf('api', { port: 9000, copies: assumed(2, 'a test') })], {
    recovery: assumed(singleSite({ site: 'kragujevac', reason: 'a test' }), 'a test'),
  }),
]
/** By hand, from the catalogue: what passes at either site, and only there. */
const PATHS = (other: string) => [
  'gateway → portal/web:8443/TCP',
  'portal/store → dns:53/TCP',
  'portal/store → dns:53/UDP',
  'portal/store → portal/store:5432/TCP',
  `portal/store → ${other}:5432/TCP`,
  `${other} → portal/store:5432/TCP`,
  'portal/web → dns:53/TCP',
  'portal/web → dns:53/UDP',
  'portal/web → portal/store:5432/TCP',
  'portal/web → 10.200.0.25/32:25/TCP',
]
const [BELGRADE, KRAGUJEVAC] = ['10.11.0.0/16', '10.34.0.0/16']
const PATHS_AT = {
  belgrade: [...PATHS(KRAGUJEVAC), `portal/web → ${KRAGUJEVAC}:9000/TCP`],
  kragujevac: [
    ...PATHS(BELGRADE),
    'portal/web → records/api:9000/TCP',
    `${BELGRADE} → records/api:9000/TCP`,
    'records/api → dns:53/TCP',
    'records/api → dns:53/UDP',
  ],
}
const merge = setHeaderOptions('Content-Type', 'application/merge-patch+json')

describe.skipIf(!isReady)(isReady ? NAME : `${NAME} (not built)`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let estate: Estate
  const clusters = () => join(folder.path, 'clusters')
  const up = () => ({ folder: clusters(), cache: CACHE, message: () => undefined })
  const stacks = () => join(folder.path, 'out')
  const told: string[] = []
  const run = (verb: StackVerb, more: Pick<Partial<ApplyOptions>, 'sites' | 'stacks' | 'signal'> = {}) =>
    applyStacks({
      folder: clusters(),
      stacks: stacks(),
      verb,
      environment: process.env,
      message: (text) => told.push(text),
      ...more,
    })
  const configOf = (site: string) => {
    const config = new KubeConfig()
    config.loadFromFile(join(clusters(), 'kubeconfig'))
    config.setCurrentContext(site)
    return config
  }
  const apiOf = (site: string) => {
    const config = configOf(site)
    return {
      core: config.makeApiClient(CoreV1Api),
      policy: config.makeApiClient(PolicyV1Api),
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
        rowWith('rack-[01-02]: {kind: rack, type: served, nodes: machine}', a, b, 'row-b').replace(
          'at: [2, 4]',
          'at: [2, 8]',
        ),
      ].join('\n')
    estate = await estateOf(
      ['belgrade', 'kragujevac'].map((site) => siteWith(rows('power/board-a', 'power/board-a'), site)).join('\n'),
    )
    await synthesize(estate, stacks(), { backend: 'local', catalogue: CATALOGUE, images: imagesOf() })
    await clusterUp(estate, up())
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

  for (const [site, paths] of Object.entries(PATHS_AT)) {
    describe(`at ${site}`, () => {
      // Three copies of the web and one more in a rollout, two of the store: 6 CPUs, of which 5 are taken.
      itHolds({ config: () => configOf(site), quota: { namespace: 'portal', cpusLeft: 1, largestGiB: 2 }, paths })
    })
  }

  describe('with roles', () => {
    itGrants({ config: () => configOf('belgrade'), namespace: 'portal', applier: 'oblak:apply-egov' })
  })

  it('keep what must stay of each workload while the nodes behind one power block are drained', async () => {
    const { core, policy } = apiOf('belgrade')
    const { items: nodes } = await core.listNode({ labelSelector: 'topology.oblak.rs/power=belgrade-power-ups-a' })
    expect(nodes).toHaveLength(2)
    const names = nodes.map(({ metadata }) => metadata?.name ?? '')
    const cordon = (unschedulable: boolean) =>
      Promise.all(names.map((name) => core.patchNode({ name, body: { spec: { unschedulable } } }, merge)))
    const pods = async () => (await core.listNamespacedPod({ namespace: 'portal' })).items
    const running = (all: readonly V1Pod[], labels: Readonly<Record<string, string>> = {}) =>
      all.filter(
        ({ metadata, status }) =>
          status?.phase === 'Running' &&
          metadata?.deletionTimestamp === undefined &&
          Object.entries(labels).every(([key, value]) => metadata?.labels?.[key] === value),
      )
    const before = await pods()
    await cordon(true)
    for (const { metadata, spec } of before.filter((pod) => names.includes(pod.spec?.nodeName ?? ''))) {
      const { name = '', namespace = '' } = metadata ?? {}
      expect(spec?.nodeName).toMatch(/row-b/)
      // As kubectl drain does: what the budget holds back stays where it is.
      await core
        .createNamespacedPodEviction({ name, namespace, body: { metadata: { name, namespace } } })
        .catch((error: unknown) => {
          if (!(error instanceof ApiException && error.code === 429)) throw error
          expect(String(error.body)).toMatch(/violate the pod's disruption budget/)
        })
    }
    const after = await pods()
    const { items: budgets } = await policy.listNamespacedPodDisruptionBudget({ namespace: 'portal' })
    expect(budgets.map(({ metadata, spec }) => [metadata?.name, spec?.minAvailable])).toEqual([
      ['store', 1],
      ['web', 2],
    ])
    for (const { spec } of budgets) {
      expect(running(after, spec?.selector?.matchLabels).length).toBeGreaterThanOrEqual(Number(spec?.minAvailable))
    }
    await cordon(false)
    for (let left = 240; left > 0 && running(await pods()).length < before.length; left--) await sleep(250)
    expect(running(await pods())).toHaveLength(before.length)
  })

  it('differ after changes by hand, each told with who made it as far as the API knows, and are put right', async () => {
    const { core } = apiOf('belgrade')
    const find = () =>
      findDrift({
        folder: clusters(),
        stacks: stacks(),
        environment: process.env,
        message: (text) => told.push(text),
      })
    await changeByHand(configOf('belgrade'))
    expectToldByHand(await find())
    await run('apply', { sites: ['belgrade'] })
    await removeUndeclared(configOf('belgrade'))
    expect((await find()).events).toEqual([])
    const labels = (await core.readNamespace({ name: 'portal' })).metadata?.labels
    expect(labels?.['pod-security.kubernetes.io/enforce']).toBe('restricted')
  })

  it('are stopped in order: what was done is in the state, the lock is free, and the same command goes on', async () => {
    const { core } = apiOf('belgrade')
    const apps = configOf('belgrade').makeApiClient(AppsV1Api)
    const web = { name: 'web', namespace: 'portal' }
    const names = (await core.listNode()).items.map(({ metadata }) => metadata?.name ?? '')
    const cordon = (unschedulable: boolean) =>
      Promise.all(names.map((name) => core.patchNode({ name, body: { spec: { unschedulable } } }, merge)))
    await cordon(true)
    await apps.deleteNamespacedDeployment(web)
    const stop = new AbortController()
    const stopped = run('apply', { sites: ['belgrade'], signal: stop.signal })
    // No node takes its pods: Terraform waits for them from when it is there.
    const isThere = () => apps.readNamespacedDeployment(web).then(Boolean, () => false)
    for (let left = 240; left > 0 && !(await isThere()); left--) await sleep(250)
    stop.abort()
    const [halted] = failures(await stopped)
    expect(halted).toMatchObject({ name: 'egov-belgrade', outcome: 'failed' })
    expect(halted?.complaints.map(({ summary }) => summary)).toEqual([
      'It was stopped',
      expect.stringMatching(/portal\/web: 3 replicas wanted, 0 ready when it was stopped/),
    ])
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args='], { maxBuffer: 2 ** 24 })
    expect(stdout.split('\n').filter((args) => args.startsWith('terraform apply'))).toEqual([])
    await cordon(false)
    expect(failures(await run('apply', { sites: ['belgrade'] }))).toEqual([])
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
        {
          name: 'platform-belgrade',
          outcome: 'failed',
          complaints: [{ summary: 'Error acquiring the state lock', detail: expect.stringContaining('force-unlock') }],
        },
        {
          name: 'egov-belgrade',
          outcome: 'not tried',
          complaints: [{ summary: 'it comes after platform-belgrade, which is not done' }],
        },
      ])
    } finally {
      holder.stdin.end()
      await new Promise((resolve) => holder.once('exit', resolve))
    }
    expect(failures(await run('apply'))).toEqual([])
  })

  it('at a site whose API server is away are not tried, and the other site is applied', async () => {
    await stopControlPlane(join(clusters(), 'belgrade'))
    const before = await readFile(join(clusters(), 'terraform-state', 'egov-belgrade.tfstate'), 'utf8')
    const [belgrade, kragujevac] = await run('apply')
    expect(belgrade?.away).toMatch(/the API server https:\/\/127\.0\.0\.1:\d+ does not answer/)
    expect(belgrade?.stacks.map(({ outcome }) => outcome)).toEqual(['not tried', 'not tried', 'not tried'])
    expect(kragujevac).toMatchObject({ away: undefined })
    expect(failures(kragujevac ? [kragujevac] : [])).toEqual([])
    expect(await readFile(join(clusters(), 'terraform-state', 'egov-belgrade.tfstate'), 'utf8')).toBe(before)
    await clusterUp(estate, { ...up(), sites: ['belgrade'] })
  })

  it('are not tried at any site where the gate refuses, which asks no cluster', async () => {
    const gated = join(folder.path, 'gated')
    await cp(stacks(), gated, { recursive: true })
    const manifest = JSON.parse(await readFile(join(gated, 'manifest.json'), 'utf8'))
    manifest.stacks.capacity = { synthesizedStackPath: 'stacks/capacity/cdk.tf.json', dependencies: [] }
    await writeFile(join(gated, 'manifest.json'), JSON.stringify(manifest))
    await mkdir(join(gated, 'stacks', 'capacity'))
    const left = (kw: number) => ({
      terraform: { required_version: '>= 1.11.0' },
      locals: { left: kw },
      resource: {
        terraform_data: {
          loss: {
            lifecycle: { precondition: [{ condition: `\${local.left >= 10}`, error_message: '10 kW do not fit.' }] },
          },
        },
      },
    })
    const gate = (kw: number) => writeFile(join(gated, 'stacks', 'capacity', 'cdk.tf.json'), JSON.stringify(left(kw)))
    await gate(9)
    const [refused, ...sites] = await run('apply', { stacks: gated })
    expect(refused).toMatchObject({ site: undefined, stacks: [{ name: 'capacity', outcome: 'failed' }] })
    expect(refused?.stacks[0]?.complaints[0]?.detail).toContain('10 kW do not fit.')
    expect(sites.flatMap((site) => site.stacks.map(({ outcome }) => outcome))).toEqual(Array(6).fill('not tried'))
    await gate(10)
    expect(failures(await run('apply', { stacks: gated }))).toEqual([])
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

  it('are taken away again, and nothing of theirs is left', async () => {
    const sites = await run('destroy')
    expect(failures(sites)).toEqual([])
    for (const { site = '' } of sites) {
      const { core } = apiOf(site)
      const names = (await core.listNamespace()).items.map(({ metadata }) => metadata?.name).toSorted()
      expect(names).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system'])
    }
  })
})
