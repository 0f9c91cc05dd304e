import {
  AppsV1Api,
  CoreV1Api,
  type KubeConfig,
  NetworkingV1Api,
  type V1Container,
  type V1Pod,
} from '@kubernetes/client-node'
import { expect, it } from 'vitest'
import { openPaths, type PodKind } from './open-paths.ts'

/** What of a cluster is not a service of the stacks. */
const OF_KUBERNETES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']
/** Pods that no stack makes, and that services talk to or might be asked by. */
const OTHERS: readonly PodKind[] = [
  { name: 'dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  { name: 'gateway', namespace: 'gateway', labels: { app: 'gateway' } },
]
/** One that has the labels of a service's, in another namespace. */
const PRETENDER = 'pretender'

export interface ProvenCluster {
  /** With the context of the cluster. Asked when a test runs. */
  readonly config: () => KubeConfig
  /** Namespace and workload whose quota is known. */
  readonly quota: {
    readonly namespace: string
    /** CPUs that are left in it. */
    readonly cpusLeft: number
    /** Memory of the largest container that is allowed. */
    readonly largestGiB: number
  }
  /** All that is meant to pass from and to the pods of services, as `openPaths` tells it. */
  readonly paths: readonly string[]
}

/** Tests of a cluster in which stacks are applied: what admission, quotas and network policies make of what the stacks say. */
export function itHolds({ config, quota, paths }: ProvenCluster): void {
  const core = () => config().makeApiClient(CoreV1Api)
  const networking = () => config().makeApiClient(NetworkingV1Api)
  const services = async () =>
    (await core().listNamespace()).items.filter(({ metadata }) => !OF_KUBERNETES.includes(metadata?.name ?? ''))
  const pods = async () =>
    (await core().listPodForAllNamespaces()).items.filter(
      ({ metadata }) => !OF_KUBERNETES.includes(metadata?.namespace ?? ''),
    )
  /** Admission says what it would say; nothing is kept. */
  const tried = (namespace: string, container: Partial<V1Container>) =>
    core().createNamespacedPod({ namespace, dryRun: 'All', body: restrictedPod(container) })

  it('have every pod that they ask for admitted under Pod Security restricted, and a bad one in none of their namespaces', async () => {
    const apps = config().makeApiClient(AppsV1Api)
    const wanted = [
      ...(await apps.listDeploymentForAllNamespaces()).items,
      ...(await apps.listStatefulSetForAllNamespaces()).items,
    ].reduce((sum, { spec }) => sum + (spec?.replicas ?? 1), 0)
    expect((await pods()).filter(({ status }) => status?.phase === 'Running')).toHaveLength(wanted)
    const namespaces = await services()
    expect(namespaces.length).toBeGreaterThan(0)
    for (const { metadata } of namespaces) {
      expect(metadata?.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' })
      const asRoot = tried(metadata?.name ?? '', { securityContext: { runAsUser: 0 } })
      await expect(asRoot).rejects.toThrow(/violates PodSecurity.*restricted/)
    }
  })

  it('have no workload of two copies or more on one rack or one power block', async () => {
    const nodes = new Map((await core().listNode()).items.map(({ metadata }) => [metadata?.name, metadata?.labels]))
    const all = await pods()
    const many = [...new Set(all.map(workloadOf))]
      .map((workload) => [workload, all.filter((pod) => workloadOf(pod) === workload)] as const)
      .filter(([, copies]) => copies.length > 1)
    expect(many.length).toBeGreaterThan(0)
    for (const [workload, copies] of many) {
      for (const label of ['topology.oblak.rs/rack', 'topology.oblak.rs/power']) {
        const places = new Set(copies.map(({ spec }) => nodes.get(spec?.nodeName)?.[label]))
        expect([workload, label, places.size > 1 && !places.has(undefined)]).toEqual([workload, label, true])
      }
    }
  })

  it('are held to their quotas: what is left is given, more is refused with the numbers', async () => {
    const { namespace, cpusLeft } = quota
    const asking = (cpus: number) => tried(namespace, { resources: resourcesOf(`${cpus}`, '1Gi') })
    await expect(asking(cpusLeft)).resolves.toMatchObject({ spec: { containers: [{ name: 'any' }] } })
    await expect(asking(cpusLeft + 1)).rejects.toThrow(
      new RegExp(`exceeded quota: quota, requested: requests.cpu=${cpusLeft + 1}`),
    )
    const gpu = { ...resourcesOf('1', '1Gi'), limits: { memory: '1Gi', 'nvidia.com/gpu': '1' } }
    await expect(tried(namespace, { resources: gpu })).rejects.toThrow(/exceeded quota.*requests\.nvidia\.com\/gpu=0/)
  })

  it('are held to limits of a container, and one that says nothing gets some', async () => {
    const { namespace, largestGiB } = quota
    await expect(tried(namespace, { resources: resourcesOf('1', `${largestGiB + 1}Gi`) })).rejects.toThrow(
      new RegExp(`maximum memory usage per Container is ${largestGiB}Gi, but limit is ${largestGiB + 1}Gi`),
    )
    const { spec } = await tried(namespace, {})
    expect(spec?.containers[0]?.resources).toEqual({
      limits: { memory: '512Mi', 'ephemeral-storage': '1Gi' },
      requests: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
    })
  })

  it('leave open the paths that the catalogue names, and none other', async () => {
    const kinds = kindsOf(await pods())
    const found = async () =>
      openPaths((await networking().listNetworkPolicyForAllNamespaces()).items, kinds).filter((path) =>
        /^\S+\/\S+ → | → \S+\/\S+:/.test(path),
      )
    expect(await found()).toEqual(paths.toSorted())
    const namespace = quota.namespace
    const extra = { metadata: { name: 'one-more', namespace }, spec: { podSelector: {}, ingress: [{}] } }
    await networking().createNamespacedNetworkPolicy({ namespace, body: extra })
    try {
      expect((await found()).filter((path) => !paths.includes(path))).toContain(`gateway → ${kinds[0]?.name}:any`)
    } finally {
      await networking().deleteNamespacedNetworkPolicy({ name: 'one-more', namespace })
    }
  })
}

/** The pods of services, one of each workload, and others. */
function kindsOf(pods: readonly V1Pod[]): readonly PodKind[] {
  const own = pods.map((pod) => {
    const { namespace = '', labels = {} } = pod.metadata ?? {}
    return { name: workloadOf(pod), namespace, labels }
  })
  const pretenders = own.map(({ labels }) => ({ name: PRETENDER, namespace: 'default', labels }))
  return [...new Map(own.map((kind) => [kind.name, kind])).values(), ...OTHERS, ...pretenders]
}

function workloadOf({ metadata }: V1Pod): string {
  return `${metadata?.namespace}/${metadata?.labels?.['app.kubernetes.io/name']}`
}

function resourcesOf(cpu: string, memory: string) {
  return {
    requests: { cpu, memory, 'ephemeral-storage': '1Gi' },
    limits: { memory, 'ephemeral-storage': '1Gi' },
  }
}

/** A pod that Pod Security `restricted` admits (Kubernetes' Pod Security Standards), but for what is given. */
function restrictedPod(container: Partial<V1Container>): V1Pod {
  const securityContext = {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  }
  return {
    metadata: { name: 'any' },
    spec: {
      containers: [{ name: 'any', image: 'registry.practice/any', securityContext, ...container }],
    },
  }
}
