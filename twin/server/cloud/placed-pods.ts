import type { CloudCluster, CloudPod, CloudRack, DeclaredCloud, DeclaredService } from '../../model/cloud.ts'
import type { PodView } from '../../protocol/cloud.ts'

/** A pod with the site, the rack and the service that it belongs to, as far as anybody knows. */
export interface PlacedPod {
  readonly pod: CloudPod
  readonly site: string
  readonly rack: string | undefined
  /** Undefined where it is of no service of the catalogue. */
  readonly service: string | undefined
  readonly workload: string | undefined
}

/** Every pod of the watched clusters where it stands, by service and by rack. */
export class PlacedPods {
  readonly all: readonly PlacedPod[]
  readonly #ofService: ReadonlyMap<string, readonly PlacedPod[]>
  readonly #onRack: ReadonlyMap<string, readonly PlacedPod[]>

  constructor(declared: DeclaredCloud, clusters: readonly CloudCluster[]) {
    const serviceOf = serviceFinder(declared.services)
    const rackByNode = new Map(
      declared.racks.flatMap((one) => one.nodes.map((node): [string, CloudRack] => [node, one])),
    )
    this.all = clusters.flatMap((cluster) => {
      const rackOf = new Map(cluster.nodes.map(({ name, rack }) => [name, rack]))
      return cluster.pods.map((pod): PlacedPod => {
        const service = serviceOf(pod)
        return {
          pod,
          site: cluster.site,
          rack: pod.node === undefined ? undefined : (rackOf.get(pod.node) ?? rackByNode.get(pod.node)?.rack),
          service,
          workload: service === undefined ? undefined : pod.workload,
        }
      })
    })
    this.#ofService = grouped(this.all, ({ service }) => service)
    this.#onRack = grouped(this.all, ({ rack }) => rack)
  }

  ofService(name: string): readonly PlacedPod[] {
    return this.#ofService.get(name) ?? []
  }

  onRack(path: string): readonly PlacedPod[] {
    return this.#onRack.get(path) ?? []
  }

  /** Racks with pods. */
  racks(): Iterable<string> {
    return this.#onRack.keys()
  }
}

/** It serves, and stays. */
export function isRunning({ leaving, phase, ready }: CloudPod): boolean {
  return phase === 'Running' && ready && !leaving
}

/** It waits for a node, or is not ready yet. */
export function isPending({ leaving, phase, ready }: CloudPod): boolean {
  return !leaving && (phase === 'Pending' || (phase === 'Running' && !ready))
}

export function podView({ pod, rack, service, workload }: PlacedPod): PodView {
  const { leaving, name, namespace, node = null, phase, ready, why = null } = pod
  return {
    name,
    namespace,
    service: service ?? '',
    workload: workload ?? '',
    phase,
    ready,
    leaving,
    node,
    rack: rack ?? null,
    why,
  }
}

/** By its label, else by its namespace: a service has one of its name, and one for each who brings work to it. */
function serviceFinder(services: readonly DeclaredService[]): (pod: CloudPod) => string | undefined {
  const byNamespace = new Map(
    services.flatMap(({ name, namespaces }) =>
      [name, ...namespaces].map((namespace): [string, string] => [namespace, name]),
    ),
  )
  const names = new Set(services.map(({ name }) => name))
  return ({ namespace, service }) =>
    service !== undefined && names.has(service) ? service : byNamespace.get(namespace)
}

function grouped(
  pods: readonly PlacedPod[],
  keyOf: (pod: PlacedPod) => string | undefined,
): ReadonlyMap<string, readonly PlacedPod[]> {
  const groups = new Map<string, PlacedPod[]>()
  for (const pod of pods) {
    const key = keyOf(pod)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(pod)
    else groups.set(key, [pod])
  }
  return groups
}
