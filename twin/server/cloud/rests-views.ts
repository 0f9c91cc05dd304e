import type { CloudCluster, CloudRack, DeclaredCloud } from '../../model/cloud.ts'
import type {
  CloudRacksView,
  CloudRackView,
  CloudServiceDetailView,
  CloudServiceView,
  PodView,
} from '../../protocol/cloud.ts'
import type { DeclaredRacks } from './declared-racks.ts'
import { isRunning, type PlacedPod, type PlacedPods, podView } from './placed-pods.ts'
import { isKnown } from './service-views.ts'

type SiteDetail = CloudServiceDetailView['sites'][number]

/** The racks of a service at each of its sites, and what these rest on. */
export function serviceSites(
  service: CloudServiceView,
  declared: DeclaredCloud,
  racks: DeclaredRacks,
  clusters: readonly CloudCluster[],
  pods: PlacedPods,
): readonly SiteDetail[] {
  const workloads = declared.services.find(({ name }) => name === service.name)?.workloads ?? []
  return service.sites.map(({ site }): SiteDetail => {
    const cluster = clusters.find((one) => one.site === site)
    const own = pods.ofService(service.name).filter((pod) => pod.site === site)
    const pools = new Set(workloads.flatMap((one) => (one.site === site ? one.spread.pool : [])))
    const eligible = [...pools].flatMap((pool) => racks.ofPool(site, pool))
    const onRacks = new Map<string, PodView[]>()
    const unplaced: PodView[] = []
    for (const pod of own) {
      const view = podView(pod)
      if (pod.rack === undefined) unplaced.push(view)
      else onRacks.set(pod.rack, [...(onRacks.get(pod.rack) ?? []), view])
    }
    const isLive = cluster !== undefined && isKnown(cluster)
    const resting = isLive ? [...onRacks.keys()].flatMap((path) => racks.at(path) ?? []) : eligible
    return {
      site,
      state: cluster?.state ?? 'none',
      racks: [...onRacks].map(([rack, there]) => ({ rack, pods: there })).sort((a, b) => order(a.rack, b.rack)),
      unplaced,
      eligible: {
        racks: eligible.length,
        halls: [...new Set(eligible.flatMap(({ hall }) => hall ?? []))].sort(),
      },
      restsOn: { of: isLive ? 'live pods' : 'eligible racks', ...restsOn(resting) },
    }
  })
}

/** Racks with pods, for the colours of the scene. */
export function racksWithPods(pods: PlacedPods): CloudRacksView['racks'] {
  return [...pods.racks()].map((rack) => {
    const there = pods.onRack(rack)
    return {
      rack,
      pods: there.length,
      running: there.filter(({ pod }) => isRunning(pod)).length,
      services: [...new Set(there.flatMap(({ service }) => service ?? []))].sort(),
    }
  })
}

/** What runs on one rack, with where it is declared. */
export function rackServices(
  path: string,
  declared: DeclaredCloud,
  pods: PlacedPods,
): Pick<CloudRackView, 'services' | 'others'> {
  const there = pods.onRack(path)
  const services = declared.services.flatMap((service): CloudRackView['services'] => {
    const own = there.filter((pod) => pod.service === service.name)
    if (own.length === 0) return []
    const names = [...new Set(own.map(({ workload }) => workload ?? ''))].sort()
    return [
      {
        name: service.name,
        title: service.title,
        workloads: names.map((name) => {
          const site = own[0]?.site
          const known = service.workloads.find((one) => one.name === name && one.site === site)
          return {
            name,
            constructPath: known?.constructPath ?? null,
            source: known?.source ?? service.source,
            copies: known?.copies ?? 0,
            pods: own.filter(({ workload }) => (workload ?? '') === name).map(podView),
          }
        }),
      },
    ]
  })
  return { services, others: there.filter((pod: PlacedPod) => pod.service === undefined).map(podView) }
}

function restsOn(racks: readonly CloudRack[]): Omit<SiteDetail['restsOn'], 'of'> {
  const counted = (of: (rack: CloudRack) => readonly string[]) => {
    const counts = new Map<string, number>()
    for (const rack of racks) for (const path of of(rack)) counts.set(path, (counts.get(path) ?? 0) + 1)
    return [...counts].map(([path, count]) => ({ path, racks: count })).sort((a, b) => order(a.path, b.path))
  }
  const blocks = new Map<string, { readonly ups: string[]; racks: number }>()
  for (const { block } of racks) {
    if (block.length === 0) continue
    const known = blocks.get(block.join('\n')) ?? { ups: [...block], racks: 0 }
    known.racks++
    blocks.set(block.join('\n'), known)
  }
  return { feeds: counted(({ feeds }) => feeds), ups: counted(({ ups }) => ups), blocks: [...blocks.values()] }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
