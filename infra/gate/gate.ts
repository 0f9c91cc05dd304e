import { type DeclaredLoads, declaredLoads } from '../../twin/analysis/power/declared-loads.ts'
import type { PowerLoads } from '../../twin/analysis/power/loads.ts'
import { type PowerGraph, powerGraph } from '../../twin/analysis/power/power-graph.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { isWithin } from '../../twin/model/path.ts'
import type { Topology } from '../labels/topology.ts'
import { Chain } from './chain.ts'
import { type ChainAfter, ChainUnderLoad } from './chain-under-load.ts'
import { asksAt } from './demand.ts'
import type { Fullest } from './fullest.ts'
import { loadsOfDevices } from './loads-of-devices.ts'
import { type Loss, lossesOf } from './loss.ts'
import type { Request } from './request.ts'
import { seated } from './seated.ts'
import { type Shortage, severity } from './shortage.ts'
import { HostsLeft, hostsOfEstate, type Supply, shareOf } from './supply.ts'
import { type Survivors, survivorsOf } from './survivors.ts'
import { nameOfWork, POOLS, type Pool, type Work } from './work.ts'

/** What a pool of a site must carry after a loss, and has. */
export interface PoolAfter {
  readonly site: string
  readonly pool: Pool
  readonly needed: Request
  readonly left: Request
  /** Rack units of hosts that would hold the work, and of all that are left. */
  readonly units: { readonly needed: number; readonly left: number }
  /** Watts of the hosts that the work fills, and of all that are left, by nameplate. */
  readonly watts: number
  readonly nameplate: number
}

/** Whether what must survive a loss fits. */
export interface AfterLoss {
  readonly loss: Loss
  /** What runs after it, and where. */
  readonly runs: readonly Work[]
  /** What another site takes over, as it was. */
  readonly moves: readonly Work[]
  /** Copies of work of one site that stop. */
  readonly stays: readonly Work[]
  /** What must move and has nowhere to. */
  readonly stranded: readonly Work[]
  readonly pools: readonly PoolAfter[]
  /** Of each UPS, hall and loop that the loss bears on: what is fullest of it. With nothing lost: of all. */
  readonly fullest: readonly Fullest[]
  /** The worst first; none where it fits. */
  readonly shortages: readonly Shortage[]
}

/** What devices draw before work moves, and what is lost already. */
export interface GateBasis {
  /** @default what the estate declares: the usual draw of a type, else its nameplate */
  readonly loads?: (graph: PowerGraph, declared: DeclaredLoads) => PowerLoads
  /** By path. */
  readonly lost?: readonly string[]
}

/** Sums of tenths are not exact. */
const ROUNDING = 1e-9
/** Of the shipped estate each holds some megabytes. */
const MOST_CHAINS = 8

/** Hosts that are left once some are down. */
interface Standing {
  readonly down: ReadonlySet<string>
  readonly left: HostsLeft
}

/** Judges work against the racks of an estate. */
export class Gate {
  readonly hosts: HostsLeft
  readonly losses: readonly Loss[]
  /** Those with a cluster, the largest first. */
  readonly sites: readonly string[]
  readonly #graph: PowerGraph
  readonly #numbers: ReadonlyMap<string, number>
  readonly #declared: DeclaredLoads
  readonly #loads: PowerLoads
  readonly #lost: readonly string[]
  readonly #chain: Chain
  readonly #base: ChainUnderLoad
  readonly #usual: ReadonlyMap<string, number>
  readonly #left = new Map<string, HostsLeft>()
  readonly #standing = new WeakMap<HostsLeft, Map<string, Standing>>()
  /** Of the loads that were asked for last: neighbours among losses, and steps of a search, ask for the same again. */
  readonly #others = new Map<string, ChainUnderLoad>()

  constructor(estate: Estate, topology: Pick<Topology, 'sites'>, { loads, lost = [] }: GateBasis = {}) {
    this.hosts = new HostsLeft(hostsOfEstate(estate, topology))
    this.losses = lossesOf(estate, this.hosts.hosts)
    const threads = (site: string) => this.hosts.of(site, 'servers').has.threads
    this.sites = topology.sites.map(({ site }) => site).sort((a, b) => threads(b) - threads(a))
    this.#graph = powerGraph(estate)
    this.#numbers = new Map(this.#graph.devices.devices.map(({ path }, number) => [path, number]))
    this.#declared = declaredLoads(estate, this.#graph)
    this.#loads = loads?.(this.#graph, this.#declared) ?? this.#declared
    this.#lost = lost
    this.#chain = new Chain(estate, this.#graph, lost)
    this.#base = new ChainUnderLoad(this.#chain, this.#loads)
    this.#usual = this.#leastUse()
  }

  /** Hosts of a site that do not say what they compute with: they take no work. */
  silentHosts(site: string): number {
    return this.hosts.hosts.filter((host) => host.site === site && !host.isKnown).length
  }

  /** Every loss, in the order of `losses`. */
  afterAll(work: readonly Work[]): readonly AfterLoss[] {
    return this.losses.map((loss) => this.after(work, loss))
  }

  /**
   * A lesser loss than a site's is the site's to bear, or the other site's: work whose pool has no room left for it moves as if the site were lost.
   */
  after(work: readonly Work[], loss: Loss): AfterLoss {
    const stays = this.#settled(survivorsOf(work, loss, this.sites), loss)
    const full = fullPools(stays.shortages, loss)
    if (full.size === 0) return stays
    const moves = this.#settled(survivorsOf(work, loss, this.sites, full), loss)
    return worst(moves) < worst(stays) ? moves : stays
  }

  /** Whether what must survive fits. */
  fits(work: readonly Work[], loss: Loss): boolean {
    return this.hasRoom(work, loss) && this.after(work, loss).shortages.length === 0
  }

  /** Whether hosts have room for it, staying or moving. What has none does not fit, and that is known without a look at power. */
  hasRoom(work: readonly Work[], loss: Loss): boolean {
    const left = this.#leftAfter(loss)
    const shortages = (survivors: Survivors) => {
      const { runs } = seated(survivors, left)
      return [...strandedOf(survivors), ...shortOf(this.#pools(runs, left), runs, left)]
    }
    const short = shortages(survivorsOf(work, loss, this.sites))
    if (short.length === 0) return true
    const full = fullPools(short, loss)
    return full.size > 0 && shortages(survivorsOf(work, loss, this.sites, full)).length === 0
  }

  /** Hosts that lose their power leave their work to the others, which draw more then: until nothing changes. */
  #settled(survivors: Survivors, loss: Loss): AfterLoss {
    let left = this.#leftAfter(loss)
    for (;;) {
      const { runs, stays } = seated(survivors, left)
      const pools = this.#pools(runs, left)
      const { down, fullest, shortages: ofChain } = this.#chainAfter(loss, pools)
      const still = down.size === 0 ? left : this.#withoutDown(left, loss, down)
      if (still === left) {
        const shortages = [...strandedOf(survivors), ...shortOf(pools, runs, left), ...ofChain]
        const { moves, stranded } = survivors
        return { loss, runs, moves, stays, stranded, pools, fullest, shortages: worstFirst(shortages) }
      }
      left = still
    }
  }

  /** Hosts that are not lost themselves. */
  #leftAfter(loss: Loss): HostsLeft {
    const places = [...this.#lost, ...(loss.kind === 'site' || loss.kind === 'hall' ? [loss.path] : [])]
    const key = places.join()
    const known = this.#left.get(key)
    if (known) return known
    const left = places.length === 0 ? this.hosts : this.hosts.without(({ path }) => isIn(path, places))
    this.#left.set(key, left)
    return left
  }

  /** Other work finds the same hosts down after the same loss. */
  #withoutDown(left: HostsLeft, loss: Loss, down: ReadonlySet<string>): HostsLeft {
    const ofThese = this.#standing.get(left) ?? new Map<string, Standing>()
    const known = ofThese.get(loss.path)
    if (known?.down.size === down.size && [...down].every((path) => known.down.has(path))) return known.left
    const still = left.without(({ path }) => down.has(path))
    this.#standing.set(left, ofThese.set(loss.path, { down, left: still }))
    return still
  }

  #pools(runs: readonly Work[], left: HostsLeft): readonly PoolAfter[] {
    const sites = new Set([...this.sites, ...runs.map(({ site }) => site)])
    return [...sites].flatMap((site) =>
      POOLS.flatMap((pool): readonly PoolAfter[] => {
        const needed = asksAt(runs, site, pool)
        const supply = left.of(site, pool)
        const { has, nameplate } = supply
        if (needed.threads + needed.memory + needed.gpus + has.threads === 0) return []
        const units = { needed: unitsFor(needed, supply, pool), left: supply.units }
        return [{ site, pool, needed, left: has, units, watts: shareOf(needed, supply, pool) * nameplate, nameplate }]
      }),
    )
  }

  /** A host draws what it is taken to draw, or the share of its nameplate that work takes of it, whichever is more. */
  #chainAfter(loss: Loss, pools: readonly PoolAfter[]): ChainAfter {
    const busy = pools.filter(({ site, pool, watts, nameplate }) => {
      return watts > nameplate * (this.#usual.get(`${site} ${pool}`) ?? 0)
    })
    if (busy.length === 0) return this.#base.after(loss, true)
    return this.#chainUnder(busy).after(loss, false)
  }

  #chainUnder(busy: readonly PoolAfter[]): ChainUnderLoad {
    const key = busy.map(({ site, pool, watts, nameplate }) => `${site} ${pool} ${watts / nameplate}`).join()
    const known = this.#others.get(key)
    const chain = known ?? new ChainUnderLoad(this.#chain, this.#loadsUnder(busy))
    this.#others.delete(key)
    this.#others.set(key, chain)
    const [oldest] = this.#others.keys()
    if (oldest !== undefined && this.#others.size > MOST_CHAINS) this.#others.delete(oldest)
    return chain
  }

  #loadsUnder(busy: readonly PoolAfter[]): PowerLoads {
    return loadsOfDevices(this.#graph, this.#declared, this.#loads, this.#devicesUnder(busy))
  }

  #devicesUnder(busy: readonly PoolAfter[]): Float64Array {
    const devices = this.#loads.devices.slice()
    for (const { site, pool, watts, nameplate } of busy) {
      for (const host of this.hosts.hosts) {
        const number = host.site === site && host.pool === pool ? this.#numbers.get(host.path) : undefined
        if (number === undefined || !(host.nameplate > 0)) continue
        devices[number] = Math.max(devices[number] ?? 0, (host.nameplate * watts) / nameplate)
      }
    }
    return devices
  }

  /** The least share of its nameplate that any host of a pool draws already: work that takes no more changes nothing. */
  #leastUse(): ReadonlyMap<string, number> {
    const least = new Map<string, number>()
    for (const { path, site, pool, nameplate } of this.hosts.hosts) {
      const draws = this.#loads.devices[this.#numbers.get(path) ?? -1]
      if (draws === undefined || !(nameplate > 0)) continue
      const key = `${site} ${pool}`
      least.set(key, Math.min(least.get(key) ?? Number.POSITIVE_INFINITY, draws / nameplate))
    }
    return least
  }
}

/** Of hosts such as are left, as many as the work would fill: more than there are where it is too much; none are known where none are left. */
function unitsFor({ threads, gpus }: Request, { has, units }: Supply, pool: Pool): number {
  const [asks, of] = pool === 'gpus' ? [gpus, has.gpus] : [threads, has.threads]
  return of > 0 ? (asks / of) * units : 0
}

/** Pools of the site of a lesser loss that have no room left for their work. */
function fullPools(shortages: readonly Shortage[], loss: Loss): ReadonlySet<Pool> {
  if (loss.kind === 'nothing' || loss.kind === 'site') return new Set()
  return new Set(shortages.flatMap(({ pool, where }) => (pool && isWithin(loss.path, where) ? pool : [])))
}

/** Work that must move and can go nowhere, all of a site together. */
function strandedOf({ stranded }: Survivors): readonly Shortage[] {
  return [...new Set(stranded.map(({ site }) => site))].flatMap((where): readonly Shortage[] => {
    const needed = stranded.reduce((sum, { copies, site }) => (site === where ? sum + copies : sum), 0)
    return needed > 0 ? [{ what: 'another site', where, needed, left: 0, unit: 'copies' }] : []
  })
}

function shortOf(pools: readonly PoolAfter[], runs: readonly Work[], hosts: HostsLeft): readonly Shortage[] {
  return pools.flatMap(({ site, pool, needed, left }) => {
    // Where as much is short of several, GPUs are what is hardest to come by.
    const sums: readonly Shortage[] = [
      { what: 'GPUs', where: site, pool, needed: needed.gpus, left: left.gpus, unit: 'GPU' },
      { what: 'vCPU', where: site, pool, needed: needed.threads, left: left.threads, unit: 'vCPU' },
      { what: 'memory', where: site, pool, needed: needed.memory, left: left.memory, unit: 'B' },
    ]
    const short = sums.filter((one) => one.needed > one.left * (1 + ROUNDING))
    if (short.length > 0) return short
    return runs
      .filter((work) => work.site === site && work.pool === pool)
      .map((work) => ({ work, seats: hosts.seats(work) }))
      .filter(({ seats, work }) => work.copies > seats)
      .map(({ seats, work }): Shortage => {
        const { copies } = work
        return {
          what: 'hosts that are large enough',
          where: site,
          pool,
          work: nameOfWork(work),
          needed: copies,
          left: seats,
          unit: 'copies',
        }
      })
  })
}

/** 0 where all fits. */
function worst({ shortages }: AfterLoss): number {
  return shortages[0] ? severity(shortages[0]) : 0
}

function worstFirst(shortages: readonly Shortage[]): readonly Shortage[] {
  return [...shortages].sort((a, b) => severity(b) - severity(a))
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => isWithin(path, place))
}
