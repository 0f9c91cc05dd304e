import type { CloudCluster, DeclaredCloud } from '../../model/cloud.ts'
import type { ClusterView } from '../../protocol/cloud.ts'
import { isPending, isRunning, type PlacedPods } from './placed-pods.ts'

const MOST_STRANGERS = 50

/** Of every site with racks that are nodes, and of every cluster that is watched. */
export function clusterViews(
  declared: Pick<DeclaredCloud, 'racks'>,
  clusters: readonly CloudCluster[],
  pods: PlacedPods,
): ClusterView[] {
  const sites = new Set([...declared.racks.map(({ site }) => site), ...clusters.map(({ site }) => site)])
  const known = new Set(declared.racks.flatMap(({ nodes }) => nodes))
  return [...sites].sort().map((site): ClusterView => {
    const cluster = clusters.find((one) => one.site === site)
    const own = pods.all.filter((pod) => pod.site === site)
    const strangers = (cluster?.nodes ?? []).filter(({ name, rack }) => rack === undefined && !known.has(name))
    return {
      site,
      state: cluster?.state ?? 'none',
      context: cluster?.context ?? null,
      since: cluster?.since ?? null,
      why: cluster?.why ?? null,
      practice: cluster?.practice ?? false,
      nodes: cluster?.nodes.length ?? 0,
      cordoned: (cluster?.nodes ?? []).filter(({ cordoned }) => cordoned).length,
      strangers: strangers.slice(0, MOST_STRANGERS).map(({ name }) => name),
      pods: own.length,
      running: own.filter(({ pod }) => isRunning(pod)).length,
      pending: own.filter(({ pod }) => isPending(pod)).length,
      others: own.filter(({ service }) => service === undefined).length,
      truncated: cluster?.truncated ?? false,
    }
  })
}
