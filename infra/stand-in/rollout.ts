import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiKind } from './api-schema.ts'
import type { ClusterClient } from './cluster-client.ts'
import { conditionsOf, type LiveObject } from './live-object.ts'

const ASK_AGAIN_MS = 500
const MOST_WORDS = 3

/** Whether a kind has pods of its own that are to be waited for. */
export function rollsOut({ kind }: ApiKind): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet'
}

/**
 * Waits until all pods of a workload are those of its newest template and run, as the provider does.
 * @param signal stops the wait
 * @throws Error with what the cluster says of it where that is not so in time, or when it was stopped
 */
export async function untilRolledOut(
  client: ClusterClient,
  kind: ApiKind,
  path: string,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const live = await client.ask<LiveObject>(path)
    const { wanted, ready, isDone } = progressOf(kind, live)
    if (isDone) return
    const stuck = conditionsOf(live).find(({ reason }) => reason === 'ProgressDeadlineExceeded')
    if (stuck || signal.aborted || Date.now() > deadline) {
      const { name, namespace = 'default' } = live.metadata
      const words = await complaints(client, live, namespace)
      const lasted = stuck
        ? (stuck.message ?? 'no progress')
        : signal.aborted
          ? 'when it was stopped'
          : `after ${Math.round(withinMs / 1000)} s`
      throw new Error(
        `${kind.kind} ${namespace}/${name}: ${wanted} replicas wanted, ${ready} ready ${lasted}${words.length > 0 ? `. The cluster says: ${words.join('; ')}` : ''}`,
      )
    }
    await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined)
  }
}

function progressOf({ kind }: ApiKind, { metadata, spec, status }: LiveObject) {
  const count = (field: string) => Number(status?.[field] ?? 0)
  const isSeen = count('observedGeneration') >= (metadata.generation ?? 0)
  if (kind === 'DaemonSet') {
    const wanted = count('desiredNumberScheduled')
    const ready = count('numberAvailable')
    return { wanted, ready, isDone: isSeen && count('updatedNumberScheduled') >= wanted && ready >= wanted }
  }
  const wanted = Number(spec?.replicas ?? 1)
  const ready = kind === 'Deployment' ? count('availableReplicas') : count('readyReplicas')
  const updated = count('updatedReplicas')
  return { wanted, ready, isDone: isSeen && updated >= wanted && ready >= wanted && count('replicas') <= updated }
}

interface Event {
  readonly type: string
  readonly message: string
  readonly involvedObject: { readonly name: string }
}

/** What the cluster says against a workload and its pods: quotas, Pod Security, nodes that do not fit. */
async function complaints(client: ClusterClient, live: LiveObject, namespace: string): Promise<readonly string[]> {
  const { name } = live.metadata
  const failed = conditionsOf(live).filter(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
  const { items } = await client
    .ask<{ readonly items: readonly Event[] }>(`/api/v1/namespaces/${namespace}/events`)
    .catch(() => ({ items: [] }))
  const warned = items.filter(
    ({ type, involvedObject }) =>
      type === 'Warning' && (involvedObject.name === name || involvedObject.name.startsWith(`${name}-`)),
  )
  const words = [...failed.map(({ message = '' }) => message), ...warned.map(({ message }) => message)]
  // The same is said of each pod: names of pods are taken out before what is equal is told once.
  const known = new Map(words.map((text) => [text.replaceAll(/"[^"]*"|\b[a-z0-9-]+-[a-z0-9]{5}\b/g, ''), text]))
  return [...known.values()].slice(0, MOST_WORDS)
}
