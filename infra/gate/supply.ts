import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import { hostsOfNode, type RackNode, type Topology } from '../labels/topology.ts'
import { copiesIn, NOTHING, type Request, together } from './request.ts'
import type { Pool, Work } from './work.ts'

/** A server or GPU system of a site's cluster. */
export interface Host {
  readonly path: ThingPath
  readonly site: string
  /** That of the node that it is part of. */
  readonly pool: Pool
  /** What it computes with; nothing where its type does not say it. */
  readonly has: Request
  /** Rack units that it takes. */
  readonly units: number
  /** Watts that it draws at most; where no nameplate is given its usual draw, NaN where nothing is. */
  readonly nameplate: number
  readonly isKnown: boolean
}

/** All hosts of an estate. */
export function hostsOfEstate(estate: Estate, { sites }: Pick<Topology, 'sites'>): readonly Host[] {
  return sites.flatMap(({ site, nodes }) =>
    nodes.filter(isFirst).flatMap((node) =>
      hostsOfNode(estate, node).map((device): Host => {
        const type = estate.deviceType(device.type)
        return {
          path: device.path,
          site,
          pool: node.hasGpu ? 'gpus' : 'servers',
          has: type?.compute ?? NOTHING,
          units: type?.height ?? 0,
          nameplate: type?.power ?? type?.typicalPower ?? Number.NaN,
          isKnown: type?.compute !== undefined,
        }
      }),
    ),
  )
}

/** A device whose machines are nodes is one host, counted with the first of them. */
function isFirst({ machine }: RackNode): boolean {
  return machine === undefined || machine.number === 1
}

/** Hosts of one pool of a site together. */
export interface Supply {
  readonly has: Request
  readonly units: number
  /** Watts of nameplates that are known. */
  readonly nameplate: number
}

/** The hosts that are there, or are left. */
export class HostsLeft {
  #supplies: Map<string, Supply> | undefined
  /** How many hosts are alike, by what they have, which all of a type share. */
  #alike: Map<string, Map<Request, number>> | undefined
  /** By what a copy asks, which all copies of a workload share. */
  readonly #seats = new Map<string, WeakMap<Request, number>>()

  constructor(readonly hosts: readonly Host[]) {}

  /** Those of them that pass; the same where all do. */
  without(isOut: (host: Host) => boolean): HostsLeft {
    const left = this.hosts.filter((host) => !isOut(host))
    return left.length === this.hosts.length ? this : new HostsLeft(left)
  }

  /** Of one pool of a site together. */
  of(site: string, pool: Pool): Supply {
    this.#supplies ??= suppliesOf(this.hosts)
    return this.#supplies.get(`${site} ${pool}`) ?? NO_HOSTS
  }

  /** How many copies its hosts could take, were there no other work: no copy stands on two hosts. */
  seats({ each, pool, site }: Pick<Work, 'each' | 'pool' | 'site'>): number {
    const key = `${site} ${pool}`
    const known = this.#seats.get(key) ?? new WeakMap<Request, number>()
    const told = known.get(each)
    if (told !== undefined) return told
    this.#alike ??= alikeOf(this.hosts)
    const alike = this.#alike.get(key) ?? new Map<Request, number>()
    const seats = [...alike].reduce((sum, [has, hosts]) => sum + hosts * copiesIn(each, has), 0)
    this.#seats.set(key, known.set(each, seats))
    return seats
  }
}

const NO_HOSTS: Supply = { has: NOTHING, units: 0, nameplate: 0 }

function suppliesOf(hosts: readonly Host[]): Map<string, Supply> {
  const supplies = new Map<string, Supply>()
  for (const { site, pool, has, units, nameplate } of hosts) {
    const key = `${site} ${pool}`
    const sum = supplies.get(key) ?? NO_HOSTS
    supplies.set(key, {
      has: together(sum.has, has),
      units: sum.units + units,
      nameplate: sum.nameplate + (Number.isNaN(nameplate) ? 0 : nameplate),
    })
  }
  return supplies
}

function alikeOf(hosts: readonly Host[]): Map<string, Map<Request, number>> {
  const alike = new Map<string, Map<Request, number>>()
  for (const { site, pool, has } of hosts) {
    const key = `${site} ${pool}`
    const counts = alike.get(key) ?? new Map<Request, number>()
    counts.set(has, (counts.get(has) ?? 0) + 1)
    alike.set(key, counts)
  }
  return alike
}

/**
 * The share of a pool that work takes: of its GPUs by GPUs, of its other hosts by threads. Assumed: copies are spread over hosts in proportion to what
 * these have, so that it is the share of each host, too. At most 1: what is beyond finds no host. None of hosts that say nothing of what they have.
 */
export function shareOf({ threads, gpus }: Request, { has }: Supply, pool: Pool): number {
  const [asks, of] = pool === 'gpus' ? [gpus, has.gpus] : [threads, has.threads]
  if (asks === 0) return 0
  return of > 0 ? Math.min(1, asks / of) : 0
}
