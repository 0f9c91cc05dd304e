import { EstateCooling } from '../../twin/analysis/cooling/estate-cooling.ts'
import type { Heat } from '../../twin/analysis/cooling/heat-split.ts'
import { Losses, type Settled, type SettledAfter, settledWith } from '../../twin/analysis/failover/settled.ts'
import { DEAD } from '../../twin/analysis/power/energise.ts'
import type { PowerLoads } from '../../twin/analysis/power/loads.ts'
import { bankUse, nodeUse, type Use } from '../../twin/analysis/power/use.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { isWithin } from '../../twin/model/path.ts'
import type { Chain } from './chain.ts'
import { type Fullest, FullestOfEach } from './fullest.ts'
import type { Loss } from './loss.ts'
import type { Shortage } from './shortage.ts'

/** What power and cooling are after a loss. */
export interface ChainAfter {
  readonly shortages: readonly Shortage[]
  /** Devices, by path, that live on fewer supplies than they need, or on none. */
  readonly down: ReadonlySet<string>
  readonly fullest: readonly Fullest[]
}

/** A little beyond a limit is arithmetic, not load. */
const ROUNDING = 1e-9

/**
 * The power chain and the cooling of an estate under one state of the loads. What flows where after a loss is the failover arithmetic of the twin; so is
 * what zones and loops of cooling give without their greatest unit.
 */
export class ChainUnderLoad {
  readonly #before: Settled
  readonly #losses: Losses
  #standing: { readonly shortages: readonly Shortage[]; readonly fullest: FullestOfEach } | undefined
  /** Other work is asked of the same loads. */
  readonly #known = new Map<string, ChainAfter>()
  /** With nothing lost: of most losses every device draws what it did. */
  #heat: ReadonlyMap<string, Heat> | undefined
  #cooled: EstateCooling | undefined
  readonly #down: ReadonlySet<string>

  constructor(
    private readonly chain: Chain,
    loads: PowerLoads,
  ) {
    const { graph } = chain
    this.#before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: false })
    this.#losses = new Losses(graph, loads, this.#before)
    this.#down = new Set(this.#shortOf([...graph.devices.devices.keys()], this.#before))
  }

  /**
   * The chain at rest after a loss, with batteries empty and generators started.
   * @param isBase whether what is beyond its limits without the loss is told elsewhere
   */
  after(loss: Loss, isBase: boolean): ChainAfter {
    const known = this.#known.get(loss.path)
    const answer = known ?? this.#answer(loss, isBase)
    if (!known) this.#known.set(loss.path, answer)
    return answer
  }

  #answer(loss: Loss, isBase: boolean): ChainAfter {
    const out = this.chain.outAfter(loss)
    const after = this.#losses.settled(out.nodes, false, out)
    const standsAlone = loss.kind === 'nothing' || !isBase
    const rest = standsAlone ? this.#atRest() : undefined
    const fullest = new FullestOfEach(rest?.fullest)
    const short = [
      ...(rest?.shortages ?? []).filter(({ where }) => !isWithin(where, loss.path)),
      ...this.#overloads(after, fullest),
      ...(standsAlone || this.#losesCooling(after, out.nodes) ? this.#cooling(after, loss, fullest) : []),
    ]
    return {
      shortages: short,
      fullest: fullest.all.filter(({ where }) => loss.kind === 'nothing' || !isWithin(where, loss.path)),
      down: new Set([...this.#down, ...this.#shortOf(after.touchedDevices, after)]),
    }
  }

  #shortOf(devices: readonly number[], { flow }: Settled): readonly string[] {
    const { devices: placed, needed } = this.chain.graph.devices
    const isShort = (device: number) => (flow.livingCords[device] ?? 0) < (needed[device] ?? 1)
    return devices.filter(isShort).flatMap((device): string | readonly string[] => placed[device]?.path ?? [])
  }

  /** With nothing lost. */
  #atRest(): { readonly shortages: readonly Shortage[]; readonly fullest: FullestOfEach } {
    if (this.#standing) return this.#standing
    const fullest = new FullestOfEach()
    const shortages = [
      ...this.#before.trips.flatMap((trip) => this.#shortage(trip.node, trip.bank, trip.use, fullest)),
      ...this.chain.graph.nodes.flatMap((_, number) => this.#at(number, this.#before, fullest)),
    ]
    this.#standing = { shortages, fullest }
    return this.#standing
  }

  #overloads(after: SettledAfter, fullest: FullestOfEach): readonly Shortage[] {
    return [
      ...after.trips.flatMap((trip) => this.#shortage(trip.node, trip.bank, trip.use, fullest)),
      ...after.touchedNodes.flatMap((number) => this.#at(number, after, fullest)),
    ]
  }

  #at(number: number, { flow }: Settled, fullest: FullestOfEach): readonly Shortage[] {
    const banks = this.chain.graph.devices.banksOf.get(number) ?? []
    return [
      ...this.#shortage(number, undefined, nodeUse(this.chain.graph, flow, number), fullest),
      ...banks.flatMap((bank) => this.#shortage(undefined, bank, bankUse(this.chain.graph, flow, bank), fullest)),
    ]
  }

  #shortage(
    node: number | undefined,
    bank: number | undefined,
    use: Use | undefined,
    fullest: FullestOfEach,
  ): readonly Shortage[] {
    if (!use) return []
    const placed = bank === undefined ? undefined : this.chain.graph.devices.banks[bank]
    const number = placed?.pdu ?? node ?? -1
    const isOver = use.share > 1 + ROUNDING
    const group = this.chain.groupOf(number)
    if (!isOver && !fullest.isFuller(group, use.share)) return []
    const thing = this.chain.graph.nodes[number]?.thing
    const where = placed ? `${thing?.path}, bank ${placed.bank.name}` : `${thing?.path}`
    const carried: Shortage = { what: 'power', where, by: use.by, needed: use.value, left: use.limit, unit: use.unit }
    fullest.take(group, use.share, carried)
    return isOver ? [carried] : []
  }

  #losesCooling({ changed, energised }: SettledAfter, lost: ReadonlySet<number>): boolean {
    return [...lost, ...changed].some((number) => {
      const kind = this.chain.graph.nodes[number]?.thing.kind
      return (kind === 'crah' || kind === 'chiller') && (lost.has(number) || energised.state[number] === DEAD)
    })
  }

  /** Zones and loops: what lives of them, and never more than they give without their greatest unit. */
  #cooling(after: SettledAfter, loss: Loss, fullest: FullestOfEach): readonly Shortage[] {
    const { estate, graph } = this.chain
    const { energised, out } = after
    const cooling = this.#heatedBy(after)
    const isDead = (path: string) => {
      const number = graph.at.get(path)
      return number !== undefined && (out.nodes.has(number) || energised.state[number] === DEAD)
    }
    const short = (
      where: string,
      heat: number,
      withoutGreatest: number,
      units: readonly string[],
    ): readonly Shortage[] => {
      const lives = units.filter((path) => !isDead(path)).reduce((sum, path) => sum + capacityOf(estate, path), 0)
      const left = Math.min(withoutGreatest, lives)
      const cooled: Shortage = { what: 'cooling', where, needed: heat, left, unit: 'W' }
      if (left > 0) fullest.take({ of: 'cooling', path: where }, heat / left, cooled)
      return heat > left * (1 + ROUNDING) ? [cooled] : []
    }
    const zones = [...cooling.zones.values()].flatMap(({ air, liquid, room }) =>
      [air, liquid].flatMap((side) => (side ? short(room, side.heat, side.withoutGreatest, side.units) : [])),
    )
    const loops = cooling.loops.flatMap(({ chillers, heat, withoutGreatest }) =>
      short(chillers[0] ?? '', heat, withoutGreatest, chillers),
    )
    return [...zones, ...loops].filter(({ where }) => loss.kind === 'nothing' || !isWithin(where, loss.path))
  }

  #heatedBy({ flow, touchedDevices }: SettledAfter): EstateCooling {
    const { devices } = this.#before.flow
    const others = touchedDevices.filter((device) => !Object.is(flow.devices[device], devices[device]))
    this.#heat ??= this.chain.heat(devices)
    if (others.length > 0) {
      return new EstateCooling(this.chain.estate, new Map([...this.#heat, ...this.chain.heat(flow.devices, others)]))
    }
    this.#cooled ??= new EstateCooling(this.chain.estate, this.#heat)
    return this.#cooled
  }
}

function capacityOf(estate: Estate, path: string): number {
  const thing = estate.find(path)
  return thing?.kind === 'crah' || thing?.kind === 'chiller' ? thing.capacity : 0
}
