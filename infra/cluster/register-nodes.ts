import { ApiException, CoreV1Api, KubeConfig, type V1Node } from '@kubernetes/client-node'
import { RACK_ANNOTATION } from './node-objects.ts'
import { readQuantity } from './quantity.ts'

/** What registering changed. */
export interface Registered {
  readonly added: number
  readonly changed: number
  /** Nodes that came from an estate, and are none of it now. */
  readonly removed: number
}

/** Questions under way at a time: one API server answers a thousand in seconds, and is not drowned. */
const AT_A_TIME = 16

/**
 * Has the nodes of a cluster be those of the estate: adds those that are not there, gives the others their labels, taints and hardware, and takes away those that came
 * from an estate before. Nodes of other origin are left alone, as are labels and taints that others put on.
 *
 * @throws the error of the client, where the API server cannot be reached or refuses
 */
export async function registerNodes(kubeconfig: string, nodes: readonly V1Node[]): Promise<Registered> {
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  const api = config.makeApiClient(CoreV1Api)
  const there = new Map((await api.listNode()).items.map((node) => [node.metadata?.name ?? '', node]))
  const wanted = new Set(nodes.map((node) => node.metadata?.name ?? ''))
  const added = nodes.filter((node) => !there.has(node.metadata?.name ?? ''))
  const changed = nodes.flatMap((node) => {
    const now = there.get(node.metadata?.name ?? '')
    return now && !holds(now, node) ? [{ now, node }] : []
  })
  const removed = [...there].filter(
    ([name, node]) => node.metadata?.annotations?.[RACK_ANNOTATION] !== undefined && !wanted.has(name),
  )
  await eachOf(added, (node) => api.createNode({ body: node }))
  await eachOf(changed, ({ now, node }) => change(api, now, node))
  await eachOf(removed, async ([name]) => {
    await api.deleteNode({ name }).catch((error: unknown) => {
      if (!(error instanceof ApiException && error.code === 404)) throw error
    })
  })
  return { added: added.length, changed: changed.length, removed: removed.length }
}

/** Whether a node has all that it should: what others added to it does not matter. */
function holds(now: V1Node, node: V1Node): boolean {
  const isIn = (part: Readonly<Record<string, string>> = {}, whole: Readonly<Record<string, string>> = {}) =>
    Object.entries(part).every(([key, value]) => whole[key] === value)
  // The API server writes quantities in its own manner: 262144Mi is 256Gi there.
  const amounts = (resources: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(resources).map(([key, amount]) => [key, `${readQuantity(amount)}`]))
  return (
    isIn(node.metadata?.labels, now.metadata?.labels) &&
    isIn(node.metadata?.annotations, now.metadata?.annotations) &&
    isIn(amounts(node.status?.allocatable), amounts(now.status?.allocatable)) &&
    (node.spec?.taints ?? []).every(({ key }) => now.spec?.taints?.some((taint) => taint.key === key))
  )
}

async function change(api: CoreV1Api, now: V1Node, node: V1Node): Promise<void> {
  const name = node.metadata?.name ?? ''
  const keys = new Set(node.spec?.taints?.map(({ key }) => key))
  const taints = [...(now.spec?.taints ?? []).filter(({ key }) => !keys.has(key)), ...(node.spec?.taints ?? [])]
  const body: V1Node = {
    ...now,
    metadata: {
      ...now.metadata,
      labels: { ...now.metadata?.labels, ...node.metadata?.labels },
      annotations: { ...now.metadata?.annotations, ...node.metadata?.annotations },
    },
    spec: { ...now.spec, ...(taints.length > 0 && { taints }) },
  }
  const replaced = await api.replaceNode({ name, body })
  await api.replaceNodeStatus({
    name,
    body: {
      ...replaced,
      status: { ...replaced.status, ...node.status },
    },
  })
}

async function eachOf<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await act(item)
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
}
