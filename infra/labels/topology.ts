import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { Device, Rack, Thing } from '../../twin/model/things.ts'
import { noNodes, refusedNames } from '../errors.ts'
import { nameOfPath, nameOfPaths } from './label-value.ts'
import { NameRegister } from './name-register.ts'
import { powerBlocks } from './power-block.ts'

/**
 * Keys of the labels of a node. The first two are Kubernetes' own: a region is a site, a zone is a hall. Kubernetes asks that a zone's name occurs in no
 * other region, and a pod is spread by equal values: so every value names its thing from the site down.
 */
export const TOPOLOGY_LABELS = {
  region: 'topology.kubernetes.io/region',
  zone: 'topology.kubernetes.io/zone',
  hall: 'topology.oblak.rs/hall',
  row: 'topology.oblak.rs/row',
  rack: 'topology.oblak.rs/rack',
  power: 'topology.oblak.rs/power',
} as const

/** What NVIDIA's device plugin and its users expect on nodes with GPUs: only pods that ask for one come there. */
export const GPU_TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' } as const

/** A rack, or a machine in one, as a node of its site's cluster. */
export interface RackNode {
  readonly rack: ThingPath
  /** Where each machine of the rack is a node: the device, and which of its machines; counted from one. */
  readonly machine?: { readonly device: ThingPath; readonly number: number; readonly of: number }
  /** Of the node: a DNS-1123 label. */
  readonly name: string
  /** By key. */
  readonly labels: Readonly<Record<string, string>>
  /** Whether it has a GPU system, or is one. */
  readonly hasGpu: boolean
}

export interface SiteTopology {
  readonly site: string
  /** In the order of their names. */
  readonly nodes: readonly RackNode[]
}

/** A label that a node does not get, because the estate does not say what it would be. */
export interface LabelGap {
  readonly rack: ThingPath
  readonly label: string
  readonly why: string
}

export interface Topology {
  /** Sites with nodes, in the order of their names. */
  readonly sites: readonly SiteTopology[]
  readonly gaps: readonly LabelGap[]
}

/**
 * What the estate says of the nodes of each site's cluster. A rack is a node where at least one server or GPU system stands in it; where it says so
 * (`nodes: machine`) each of their machines is one, with the labels of its rack.
 *
 * @throws InfraError `names` where a name is too long or two things would share one, `no-nodes` where no rack is a node
 */
export function topologyOf(estate: Estate): Topology {
  const blockOf = powerBlocks(estate)
  const names = new NameRegister()
  const gaps: LabelGap[] = []
  const sites = new Map<string, RackNode[]>()
  for (const rack of estate.ofKind('rack')) {
    const hosts = hostsOf(estate, rack.path)
    if (hosts.length === 0) continue
    const labels: Record<string, string> = {}
    for (const { key, stands } of [...placesOf(estate, rack), { key: TOPOLOGY_LABELS.power, stands: blockOf(hosts) }]) {
      if ('why' in stands) gaps.push({ rack: rack.path, label: key, why: stands.why })
      else {
        const value = nameOfPaths(stands.of)
        names.note(key, value, stands.of.join(' and '))
        labels[key] = value
      }
    }
    const site = siteOf(rack)
    const nodes = sites.get(site) ?? []
    sites.set(site, nodes)
    for (const { machine, hosts: own } of nodesOf(estate, rack, hosts)) {
      const path = machine?.device ?? rack.path
      const number = machine && machine.of > 1 ? `-${machine.number}` : ''
      const name = `${nameOfPath(path)}${number}`
      names.note('node', name, `${path}${number}`)
      nodes.push({
        rack: rack.path,
        ...(machine && { machine }),
        name,
        labels,
        hasGpu: own.some((host) => roleOf(estate, host) === 'gpu'),
      })
    }
  }
  if (names.problems.length > 0) throw refusedNames(names.problems)
  if (sites.size === 0) throw noNodes(estate.name)
  return {
    sites: [...sites]
      .map(([site, nodes]) => ({ site, nodes: nodes.sort((a, b) => order(a.name, b.name)) }))
      .sort((a, b) => order(a.site, b.site)),
    gaps,
  }
}

type Stands = { readonly of: readonly string[] } | { readonly why: string }

function placesOf(estate: Estate, rack: Rack): readonly { readonly key: string; readonly stands: Stands }[] {
  const above: Thing[] = []
  for (let thing = estate.parent(rack); thing; thing = estate.parent(thing)) above.push(thing)
  const nearest = (kind: Thing['kind']): Stands => {
    const found = above.find((thing) => thing.kind === kind)
    return found ? { of: [found.path] } : { why: `it stands in no ${kind}` }
  }
  const hall = nearest('room')
  return [
    { key: TOPOLOGY_LABELS.region, stands: { of: [siteOf(rack)] } },
    { key: TOPOLOGY_LABELS.zone, stands: hall },
    { key: TOPOLOGY_LABELS.hall, stands: hall },
    { key: TOPOLOGY_LABELS.row, stands: nearest('row') },
    { key: TOPOLOGY_LABELS.rack, stands: { of: [rack.path] } },
  ]
}

/** A site is the first word of every path. */
function siteOf(rack: Rack): string {
  return rack.path.split('/', 1)[0] ?? rack.path
}

/** What of a rack is a node: all of it, or each machine. */
function nodesOf(
  estate: Estate,
  { nodes }: Rack,
  hosts: readonly Device[],
): readonly { readonly machine?: NonNullable<RackNode['machine']>; readonly hosts: readonly Device[] }[] {
  if (nodes !== 'machine') return [{ hosts }]
  return hosts.flatMap((host) => {
    const of = estate.deviceType(host.type)?.compute?.hosts ?? 1
    return Array.from({ length: of }, (_, at) => ({
      machine: { device: host.path, number: at + 1, of },
      hosts: [host],
    }))
  })
}

/** The servers and GPU systems that a node is, or is a machine of. */
export function hostsOfNode(estate: Estate, { rack, machine }: Pick<RackNode, 'rack' | 'machine'>): readonly Device[] {
  return hostsOf(estate, rack).filter(({ path }) => machine === undefined || path === machine.device)
}

/** The servers and GPU systems in a rack. */
function hostsOf(estate: Estate, rack: ThingPath): readonly Device[] {
  return estate
    .children(rack)
    .filter((thing): thing is Device => thing.kind === 'device')
    .filter((device) => ['server', 'gpu'].includes(roleOf(estate, device) ?? ''))
}

function roleOf(estate: Estate, device: Device) {
  return estate.deviceType(device.type)?.role
}

/** By code units: the same everywhere, whatever the language of the machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
