import { declaredLoads } from '../../twin/analysis/power/declared-loads.ts'
import { powerGraph } from '../../twin/analysis/power/power-graph.ts'
import { failingRacks } from '../../twin/analysis/survival/failing-racks.ts'
import { restsOn } from '../../twin/analysis/survival/rests-on.ts'
import type {
  CloudPowerFailure,
  CloudRack,
  CloudRecovery,
  DeclaredCloud,
  DeclaredService,
  DeclaredWorkload,
} from '../../twin/model/cloud.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { parentPath, type ThingPath } from '../../twin/model/path.ts'
import { type CatalogueLines, catalogueLines } from '../catalogue/catalogue-lines.ts'
import { type Placement, placementsOf } from '../catalogue/placements.ts'
import { CLOUD_SITES, type Duty, type Recovery } from '../catalogue/recovery.ts'
import { recoveryOf, type Service, tierOf } from '../catalogue/service.ts'
import { meansOf, type SiteMeans } from '../catalogue/site-means.ts'
import { InfraError } from '../errors.ts'
import { catalogueWork } from '../gate/catalogue-work.ts'
import { demandAt } from '../gate/demand.ts'
import { type Host, HostsLeft, hostsOfEstate } from '../gate/supply.ts'
import { powerBlocks } from '../labels/power-block.ts'
import { type Topology, topologyOf } from '../labels/topology.ts'
import { constructPathOf } from './construct-path.ts'

/**
 * What the catalogue declares for the racks of an estate: services with their workloads at each site, the racks that are nodes with what they rest on, and which of
 * them stop when power fails. No CDKTF is loaded for it. An estate that gives no nodes, or no names for them, declares nothing and says why.
 */
export function declaredCloud(estate: Estate, catalogue: readonly Service[]): DeclaredCloud {
  try {
    return declaredBy(estate, topologyOf(estate), catalogue)
  } catch (error) {
    if (!(error instanceof InfraError)) throw error
    return { services: [], racks: [], powerFailures: [], why: error.message }
  }
}

function declaredBy(estate: Estate, topology: Topology, catalogue: readonly Service[]): DeclaredCloud {
  const isOurs = topology.sites.some(({ site }) => CLOUD_SITES.some((known) => known === site))
  const power = poweredRacks(estate, topology)
  return {
    ...power,
    services: isOurs ? servicesOf(estate, topology, catalogue) : [],
    why: isOurs ? null : `the services of the catalogue run at ${CLOUD_SITES.join(' and ')}, which this estate has not`,
  }
}

function servicesOf(estate: Estate, topology: Topology, catalogue: readonly Service[]): readonly DeclaredService[] {
  const means = meansOf(topology)
  const placements = placementsOf(catalogue, means).filter(({ site }) => means.some((known) => known.site === site))
  const lineOf = catalogueLines()
  const hosts = new HostsLeft(hostsOfEstate(estate, topology))
  const work = catalogueWork(catalogue, means)
  return catalogue.map((service) => {
    const own = placements.filter((placement) => placement.service === service)
    const sites = [...new Set(own.map(({ site }) => site))]
    return {
      name: service.name,
      title: titleOf(estate, service),
      workloadClass: service.workloadClass,
      tier: service.tier.value,
      dataClass: service.dataClass.value,
      assumed: {
        tier: service.tier.source === 'assumed',
        dataClass: service.dataClass.source === 'assumed',
        recovery: service.recovery.source === 'assumed',
      },
      source: lineOf(service.name) ?? null,
      namespaces: (service.tenants?.value ?? []).map(({ name }) => `${service.name}-${name}`),
      sites: sites.map((site) => {
        const here = work.filter((one) => one.service === service.name)
        const { watts } = demandAt(here, hosts, site)
        const isActive = own.some((placement) => placement.site === site && placement.duty === 'active')
        return {
          site,
          recovery: recoveryAt(service.recovery.value, isActive ? 'active' : 'standby'),
          watts: hosts.hosts.some((host) => host.site === site && host.nameplate > 0) ? watts : null,
        }
      }),
      workloads: own.map((placement) => workloadAt(placement, means, lineOf)),
    }
  })
}

/** As all of the product calls it: by the estate's name, where that has one. */
function titleOf({ services }: Estate, { name, title }: Service): DeclaredService['title'] {
  const known = services?.[name]
  return known ? { sr: known.nameSr ?? known.name, en: known.name } : title
}

function workloadAt(placement: Placement, means: readonly SiteMeans[], lineOf: CatalogueLines): DeclaredWorkload {
  const { copies, duty, least, service, site, workload } = placement
  const at = means.find((known) => known.site === site)
  const pool = workload.kind === 'gpu' ? 'gpus' : 'servers'
  const blocks = pool === 'gpus' ? at?.gpuPowerBlocks : at?.powerBlocks
  return {
    site,
    name: workload.name,
    kind: workload.kind,
    copies,
    // Who has one copy needs it, whatever may be taken away on purpose.
    needed: Math.max(least, Math.min(copies, 1)),
    tier: tierOf(service, workload),
    recovery: recoveryAt(recoveryOf(service, workload), duty),
    cpus: workload.size.value.cpus,
    memoryGiB: workload.size.value.memoryGiB,
    gpus: workload.kind === 'gpu' ? workload.gpus : 0,
    assumed: workload.size.source === 'assumed' || isAssumed(workload),
    constructPath: constructPathOf(placement),
    source: lineOf(service.name, workload.name) ?? null,
    spread: { pool, overRacks: true, overPower: (blocks ?? 1) > 1 },
  }
}

function isAssumed(workload: Placement['workload']): boolean {
  if (workload.kind === 'nightly') return false
  const { copies } = workload
  return 'value' in copies
    ? copies.source === 'assumed'
    : [copies.peak, copies.perReplica].some(({ source }) => source === 'assumed')
}

function recoveryAt(recovery: Recovery, role: Duty): CloudRecovery {
  const isPassive = recovery.kind === 'active-passive'
  return {
    class: recovery.kind,
    role,
    rpo: isPassive ? recovery.rpo : null,
    rto: isPassive ? recovery.rto : null,
    reason: recovery.kind === 'single-site' ? recovery.reason : null,
  }
}

function poweredRacks(estate: Estate, topology: Topology): Pick<DeclaredCloud, 'racks' | 'powerFailures'> {
  const graph = powerGraph(estate)
  const blockOf = powerBlocks(estate)
  const rest = restsOn(graph)
  const hosts = new Map<string, readonly string[]>()
  const machines = new Map<string, Host[]>()
  for (const host of hostsOfEstate(estate, topology)) {
    const rack = parentPath(host.path)
    machines.set(rack, [...(machines.get(rack) ?? []), host])
  }
  const racks = topology.sites.flatMap(({ nodes, site }) =>
    [...new Set(nodes.map(({ rack }) => rack))].map((rack): CloudRack => {
      const own = machines.get(rack) ?? []
      const paths = own.map(({ path }) => path)
      hosts.set(rack, paths)
      const block = blockOf(paths.map((path) => estate.find(path)).filter((thing) => thing?.kind === 'device'))
      return {
        rack,
        site,
        nodes: nodes.filter((node) => node.rack === rack).map(({ name }) => name),
        pools: [...new Set(own.map(({ pool }) => pool))],
        row: placeOf(estate, rack, 'row'),
        hall: placeOf(estate, rack, 'room'),
        block: 'of' in block ? block.of : [],
        ...rest(paths),
      }
    }),
  )
  const failures = new Map<string, { readonly site: string; readonly of: readonly string[] }>()
  const note = (site: string, of: readonly string[]) => {
    if (of.length > 0) failures.set(of.join('\n'), { site, of })
  }
  for (const { block, feeds, site, ups } of racks) {
    note(site, block)
    for (const path of [...ups, ...feeds]) note(site, [path])
  }
  const listed = [...failures.values()]
  const answers = failingRacks(
    graph,
    declaredLoads(estate, graph),
    hosts,
    listed.map(({ of }) => of),
  )
  const powerFailures = [...answers].flatMap((answer, at): readonly CloudPowerFailure[] => {
    const site = listed[at]?.site
    return site === undefined || answer.racks.length === 0 ? [] : [{ site, ...answer }]
  })
  return { racks, powerFailures }
}

function placeOf(estate: Estate, rack: ThingPath, kind: 'row' | 'room'): string | null {
  for (let thing = estate.find(rack); thing; thing = estate.parent(thing)) if (thing.kind === kind) return thing.path
  return null
}
