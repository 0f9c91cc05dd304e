import { setTimeout as sleep } from 'node:timers/promises'
import { ApiException, CoreV1Api, KubeConfig, type V1PersistentVolumeClaim } from '@kubernetes/client-node'

/** On every disk that is played. */
const PLAYED = 'oblak.rs/played-disk'
/** Set by the scheduler when it has chosen a node for the first pod of a claim. */
const CHOSEN_NODE = 'volume.kubernetes.io/selected-node'
/** Set by the controllers: who is to make the disk. */
const PROVISIONER = 'volume.kubernetes.io/storage-provisioner'
const ASK_AGAIN_MS = 500

/**
 * Plays the storage systems of a practice cluster, as kwok plays its machines: a claim whose pod has been given a node gets a disk, and a disk whose claim is gone
 * goes. Nothing is stored. Goes on until it is told to end.
 */
export async function playDisks(kubeconfig: string, context: string, signal: AbortSignal): Promise<void> {
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  config.setCurrentContext(context)
  const api = config.makeApiClient(CoreV1Api)
  while (!signal.aborted) {
    // A cluster that is away for a moment is asked again.
    await round(api).catch(() => undefined)
    await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function round(api: CoreV1Api): Promise<void> {
  const [claims, disks] = await Promise.all([
    api.listPersistentVolumeClaimForAllNamespaces(),
    api.listPersistentVolume({ labelSelector: PLAYED }),
  ])
  const known = new Set(disks.items.map(({ metadata }) => metadata?.name))
  for (const claim of claims.items) {
    const { annotations = {}, uid } = claim.metadata ?? {}
    const name = `played-${uid}`
    if (claim.status?.phase !== 'Pending' || known.has(name) || annotations[CHOSEN_NODE] === undefined) continue
    await api.createPersistentVolume({ body: diskFor(claim, name) }).catch(unless(409))
  }
  for (const { metadata, status } of disks.items) {
    if (status?.phase === 'Released')
      await api.deletePersistentVolume({ name: metadata?.name ?? '' }).catch(unless(404))
  }
}

function diskFor({ metadata = {}, spec = {} }: V1PersistentVolumeClaim, name: string) {
  return {
    metadata: {
      name,
      labels: { [PLAYED]: 'true' },
      annotations: { 'pv.kubernetes.io/provisioned-by': metadata.annotations?.[PROVISIONER] ?? 'played' },
    },
    spec: {
      capacity: { storage: spec.resources?.requests?.storage ?? '1Gi' },
      accessModes: spec.accessModes ?? ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      ...(spec.storageClassName !== undefined && { storageClassName: spec.storageClassName }),
      ...(spec.volumeMode !== undefined && { volumeMode: spec.volumeMode }),
      hostPath: { path: `/played/${name}` },
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        name: metadata.name ?? '',
        namespace: metadata.namespace ?? '',
        uid: metadata.uid ?? '',
      },
    },
  }
}

function unless(code: number) {
  return (error: unknown) => {
    if (!(error instanceof ApiException && error.code === code)) throw error
  }
}
