import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import { hostsOf, type Topology } from '../labels/topology.ts'
import { NOTHING, type Request, together } from './request.ts'
import type { Pool } from './work.ts'

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
    nodes.flatMap(({ rack, hasGpu }) =>
      hostsOf(estate, rack).map((device): Host => {
        const type = estate.deviceType(device.type)
        return {
          path: device.path,
          site,
          pool: hasGpu ? 'gpus' : 'servers',
          has: type?.compute ?? NOTHING,
          units: type?.height ?? 0,
          nameplate: type?.power ?? type?.typicalPower ?? Number.NaN,
          isKnown: type?.compute !== undefined,
        }
      }),
    ),
  )
}

/** Hosts of one pool of a site together. */
export interface Supply {
  readonly has: Request
  readonly units: number
  /** Watts of nameplates that are known. */
  readonly nameplate: number
}

export function supplyOf(hosts: readonly Host[], site: string, pool: Pool): Supply {
  let supply: Supply = { has: NOTHING, units: 0, nameplate: 0 }
  for (const host of hosts) {
    if (host.site !== site || host.pool !== pool) continue
    supply = {
      has: together(supply.has, host.has),
      units: supply.units + host.units,
      nameplate: supply.nameplate + (Number.isNaN(host.nameplate) ? 0 : host.nameplate),
    }
  }
  return supply
}

/**
 * The share of a pool that work takes: of its GPUs by GPUs, of its other hosts by threads. Assumed: copies are spread over hosts in proportion to what
 * these have, so that it is the share of each host, too. At most 1: what is beyond finds no host.
 */
export function shareOf({ threads, gpus }: Request, { has }: Supply, pool: Pool): number {
  const [asks, of] = pool === 'gpus' ? [gpus, has.gpus] : [threads, has.threads]
  if (asks === 0) return 0
  return of > 0 ? Math.min(1, asks / of) : 1
}
