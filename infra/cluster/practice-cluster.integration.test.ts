import { execFile } from 'node:child_process'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { AppsV1Api, CoreV1Api, KubeConfig, type V1Deployment, type V1PodSpec } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { ClusterWatch } from '../watch/cluster-watch.ts'
import { startControlPlane } from './control-plane.ts'
import { builtParts, partsCache } from './parts.ts'
import { clusterDown, clusterUp } from './practice-cluster.ts'
import { readRecord } from './site-folder.ts'

const run = promisify(execFile)
const CACHE = partsCache(process.env)
const NAME = 'a practice cluster of a real control plane'

const NIS = [
  rowWith('rack-[01-02]: {kind: rack, type: served}'),
  rowWith('rack-01: {kind: rack, type: served}', 'power/board-a', 'power/board-a', 'row-b').replace(
    'at: [2, 4]',
    'at: [2, 8]',
  ),
]
const estate = (...rows: string[]) =>
  estateOf([siteWith(rows.join('\n')), siteWith(rowWith('rack-01: {kind: rack, type: gpus}'), 'vranje')].join('\n'))

/** A pod that Pod Security `restricted` admits (Kubernetes' Pod Security Standards). */
const RESTRICTED: V1PodSpec = {
  containers: [
    {
      name: 'web',
      image: 'registry.practice/web',
      resources: { requests: { cpu: '1', memory: '1Gi' } },
      securityContext: {
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
  ],
}

function deployment(name: string, replicas: number, spec: V1PodSpec): V1Deployment {
  const labels = { app: name }
  return {
    metadata: { name },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  }
}

const parts = await builtParts(CACHE)
if (!parts) {
  process.stderr.write(
    `\nNOT TESTED: "${NAME}" is not built. To build it (Go, some ten minutes): npx oblak cluster build\n`,
  )
}

describe.skipIf(!parts)(parts ? NAME : `${NAME} (not built)`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  const options = () => ({ folder: join(folder.path, 'clusters'), cache: CACHE, message: () => undefined })
  const apiOf = (site: string) => {
    const config = new KubeConfig()
    config.loadFromFile(join(options().folder, 'kubeconfig'))
    config.setCurrentContext(site)
    return { core: config.makeApiClient(CoreV1Api), apps: config.makeApiClient(AppsV1Api) }
  }
  const untilTrue = async (ask: () => Promise<boolean>) => {
    for (let left = 240; left > 0; left--) {
      if (await ask()) return
      await sleep(250)
    }
    throw new Error('it did not become true within a minute')
  }

  beforeAll(async () => {
    folder = await temporaryFolder()
    await clusterUp(await estate(...NIS), options())
  }, 300_000)

  afterAll(async () => {
    await clusterDown(options().folder)
    await folder[Symbol.asyncDispose]()
  })

  it('has a node a rack at each site, ready, with labels from copper', async () => {
    for (const [site, count] of [
      ['nis', 3],
      ['vranje', 1],
    ] as const) {
      const { core } = apiOf(site)
      await untilTrue(async () => {
        const { items } = await core.listNode()
        return (
          items.filter(({ status }) =>
            status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
          ).length === count
        )
      })
    }
    const node = await apiOf('nis').core.readNode({ name: 'nis-hall-1-row-b-rack-01' })
    expect(node.metadata?.labels).toMatchObject({ 'topology.oblak.rs/power': 'nis-power-ups-a' })
    expect(node.status?.allocatable).toMatchObject({ cpu: '64', memory: '256Gi', pods: '110' })
    const gpus = await apiOf('vranje').core.readNode({ name: 'vranje-hall-1-row-a-rack-01' })
    expect(gpus.status?.allocatable).toMatchObject({ 'nvidia.com/gpu': '8' })
    expect(gpus.spec?.taints).toContainEqual(
      expect.objectContaining({ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }),
    )
  })

  it('spreads copies over power blocks by its scheduler, and has them run', async () => {
    const { core, apps } = apiOf('nis')
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
    await core.createNamespace({ body: { metadata: { name: 'spread', labels } } })
    const spread = {
      maxSkew: 1,
      topologyKey: 'topology.oblak.rs/power',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
    }
    await apps.createNamespacedDeployment({
      namespace: 'spread',
      body: deployment('web', 4, { ...RESTRICTED, topologySpreadConstraints: [spread] }),
    })
    const pods = async () => (await core.listNamespacedPod({ namespace: 'spread' })).items
    await untilTrue(async () => (await pods()).filter(({ status }) => status?.phase === 'Running').length === 4)
    const rows = (await pods()).map(({ spec }) => spec?.nodeName?.split('-rack-')[0])
    // Two blocks (a pair behind row A, UPS A alone behind row B), four copies: two on each.
    expect(rows.filter((row) => row === 'nis-hall-1-row-a')).toHaveLength(2)
    expect(rows.filter((row) => row === 'nis-hall-1-row-b')).toHaveLength(2)
  })

  it('is watched: pods on their racks, a drained node, a killed API server that is told away and found again', async () => {
    const seen = (site: string, racks: readonly string[]) =>
      new ClusterWatch({
        ...{ kubeconfig: join(options().folder, 'kubeconfig'), site, context: site, practice: true, racks },
        onChange: () => undefined,
      })
    const nis = seen('nis', ['nis/hall-1/row-b/rack-01'])
    const vranje = seen('vranje', [])
    try {
      const running = () => nis.view().pods.filter(({ phase, ready }) => phase === 'Running' && ready)
      await untilTrue(async () => nis.view().state === 'watched' && running().length === 4)
      const rackOf = new Map(nis.view().nodes.map(({ name, rack }) => [name, rack]))
      expect(running().filter(({ node }) => rackOf.get(node ?? '') === 'nis/hall-1/row-b/rack-01')).toHaveLength(2)
      // Half of the copies have no other block to go to.
      const { core } = apiOf('nis')
      const name = 'nis-hall-1-row-b-rack-01'
      const cordon = async (unschedulable: boolean) => {
        const node = await core.readNode({ name })
        await core.replaceNode({ name, body: { ...node, spec: { ...node.spec, unschedulable } } })
      }
      await cordon(true)
      for (const pod of running().filter(({ node }) => node === name)) {
        await core.deleteNamespacedPod({ name: pod.name, namespace: pod.namespace })
      }
      const waiting = () => nis.view().pods.filter(({ why }) => why !== undefined)
      await untilTrue(async () => waiting().length === 2 && running().length === 2)
      expect(
        nis
          .view()
          .nodes.filter(({ cordoned }) => cordoned)
          .map((node) => node.name),
      ).toEqual([name])
      expect(waiting()[0]?.why).toMatch(/nodes are available/)
      await cordon(false)
      await untilTrue(async () => running().length === 4)

      const record = await readRecord(join(options().folder, 'nis'))
      process.kill(record?.programs.find((program) => program.name === 'kube-apiserver')?.pid ?? 0, 'SIGKILL')
      await untilTrue(async () => nis.view().state === 'away')
      expect(nis.view().why).toMatch(/does not answer/)
      expect(running()).toHaveLength(4)
      expect(vranje.view().state).toBe('watched')
      await clusterUp(await estate(...NIS), { ...options(), sites: ['nis'] })
      await untilTrue(async () => nis.view().state === 'watched' && running().length === 4)
    } finally {
      await Promise.all([nis.stop(), vranje.stop()])
    }
  })

  it('refuses a pod that a restricted namespace does not admit', async () => {
    const { core } = apiOf('nis')
    const refusal = core.createNamespacedPod({
      namespace: 'spread',
      body: { metadata: { name: 'rootly' }, spec: { containers: [{ name: 'web', image: 'registry.practice/web' }] } },
    })
    await expect(refusal).rejects.toThrow(/violates PodSecurity.*restricted/)
  })

  it('keeps its keys and its store to its user, listens on loopback, and has no token on a command line', async () => {
    const site = join(options().folder, 'nis')
    expect((await stat(site)).mode & 0o777).toBe(0o700)
    for (const name of ['kubeconfig', 'tokens.csv', 'service-account.key']) {
      expect([name, (await stat(join(site, name))).mode & 0o077]).toEqual([name, 0])
    }
    const [token = ''] = (await readFile(join(site, 'tokens.csv'), 'utf8')).split(',')
    const { stdout } = await run('ps', ['-eo', 'args='])
    expect(stdout).toContain('kube-apiserver --bind-address=127.0.0.1')
    expect(token).toHaveLength(64)
    expect(stdout).not.toContain(token)
  })

  it('follows the estate when it is brought up again, and lets other nodes be', async () => {
    const { core } = apiOf('nis')
    await core.createNode({ body: { metadata: { name: 'stranger' } } })
    const changed = await clusterUp(await estate(rowWith('rack-[02-03]: {kind: rack, type: served}')), options())
    expect(changed.sites).toMatchObject([
      { site: 'nis', wasUp: true, nodes: 2, added: 1, changed: 0, removed: 2 },
      { site: 'vranje', wasUp: true, nodes: 1, added: 0, changed: 0, removed: 0 },
    ])
    const names = (await core.listNode()).items.map(({ metadata }) => metadata?.name).sort()
    expect(names).toEqual(['nis-hall-1-row-a-rack-02', 'nis-hall-1-row-a-rack-03', 'stranger'])
  })

  it('ends all that it started, and has what it kept when it is brought up again', async () => {
    const record = await readRecord(join(options().folder, 'nis'))
    expect(record?.programs.map(({ name }) => name)).toEqual([
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kwok',
    ])
    expect((await clusterDown(options().folder)).toSorted()).toEqual(['nis', 'vranje'])
    for (const { pid } of record?.programs ?? []) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/)
    expect(await clusterDown(options().folder)).toEqual([])
    const { sites } = await clusterUp(await estate(...NIS), { ...options(), sites: ['nis'] })
    expect(sites).toMatchObject([{ site: 'nis', wasUp: false, added: 2, removed: 1 }])
    const { core } = apiOf('nis')
    expect((await core.readNamespace({ name: 'spread' })).metadata?.name).toBe('spread')
    // The machines are played at once: nobody waits for the two minutes that a lease lasts.
    await core.createNamespacedPod({ namespace: 'spread', body: { metadata: { name: 'late' }, spec: RESTRICTED } })
    await untilTrue(
      async () => (await core.readNamespacedPod({ namespace: 'spread', name: 'late' })).status?.phase === 'Running',
    )
  })

  it('refuses a site that has no nodes, and a folder with something else, in which it writes nothing', async () => {
    await expect(clusterUp(await estate(...NIS), { ...options(), sites: ['subotica'] })).rejects.toMatchObject({
      code: 'practice',
      status: 2,
      message: expect.stringMatching(/subotica has no nodes.*nis, vranje/),
    })
    await using other = await temporaryFolder()
    await writeFile(join(other.path, 'letter.txt'), 'mine')
    await expect(clusterUp(await estate(...NIS), { ...options(), folder: other.path })).rejects.toMatchObject({
      status: 2,
      message: expect.stringContaining('letter.txt'),
    })
    expect(await readdir(other.path)).toEqual(['letter.txt'])
  })

  it('says which program ended and what it said, and leaves none running', async () => {
    await using other = await temporaryFolder()
    if (!parts) throw new Error('the parts are built')
    const bad = join(other.path, 'parts')
    await run('cp', ['-r', parts.folder, bad])
    await rm(join(bad, 'kube-apiserver'))
    await writeFile(join(bad, 'kube-apiserver'), '#!/bin/sh\necho no room at the inn >&2\nexit 7\n', { mode: 0o755 })
    const site = join(other.path, 'nis')
    await expect(startControlPlane('nis', site, { ...parts, folder: bad })).rejects.toMatchObject({
      status: 3,
      message: expect.stringMatching(
        /kube-apiserver of the practice cluster nis did not start[\s\S]*no room at the inn/,
      ),
    })
    const { stdout } = await run('ps', ['-eo', 'args='])
    expect(stdout).not.toContain(bad)
  })
})
