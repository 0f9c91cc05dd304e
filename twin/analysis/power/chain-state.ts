import { coolersWithout, ownWithout } from './cooler-shift.ts'
import { DEAD, type Energised, energise, unpowered } from './energise.ts'
import { emptyFlow, flow, type PowerFlow, type Touched } from './flow.ts'
import { LOAD_COLUMNS } from './line-loads.ts'
import type { PowerLoads } from './loads.ts'
import { downstream, type PowerGraph } from './power-graph.ts'

/** What is out of the power chain. */
export interface Outage {
  readonly nodes: ReadonlySet<number>
  readonly banks: ReadonlySet<number>
  /** Cords that carry nothing: of a device, an outlet or a supply that is lost, with the path of what that is. */
  readonly cords?: ReadonlyMap<number, string>
  /** UPS that get nothing from what they draw from. */
  readonly inputs?: ReadonlySet<number>
  /** Whether UPS have a charged battery, but for the empty ones. */
  readonly batteries: boolean
  /** UPS whose batteries are empty. */
  readonly empty?: ReadonlySet<number>
}

/** What has power and what it carries. */
export interface ChainState {
  readonly energised: Energised
  readonly flow: PowerFlow
}

const NOWHERE = (): readonly number[] => []
const NO_CORDS: ReadonlyMap<number, string> = new Map()

/** The state of the whole chain. */
export function chainState(graph: PowerGraph, loads: PowerLoads, outage: Outage): ChainState {
  const energised = unpowered(graph)
  const carried = emptyFlow(graph)
  const nodes = [...graph.nodes.keys()]
  energise(graph, outage, nodes, energised)
  const touched = { devices: [...graph.devices.devices.keys()], nodes }
  const own = ownWithout(graph, loads, coolersWithout(graph, energised, outage.nodes, nodes))
  flow(graph, energised, loads, { ...outage, own }, touched, NOWHERE, carried)
  return { energised, flow: carried }
}

/** A copy that a `WorkingState` may change. */
function copyOf({ energised, flow: carried }: ChainState): ChainState {
  return {
    energised: { state: energised.state.slice(), drawsFrom: [...energised.drawsFrom] },
    flow: {
      nodes: carried.nodes.slice(),
      banks: carried.banks.slice(),
      banksUnknown: carried.banksUnknown.slice(),
      cords: carried.cords.slice(),
      devices: carried.devices.slice(),
      livingCords: carried.livingCords.slice(),
    },
  }
}

/**
 * One state of the chain, made into others by taking things out, and back: only what is downstream of a loss, and what that draws
 * from, is computed, so thousands of losses in an estate of a million devices take as long as what they touch.
 */
export class WorkingState implements ChainState {
  readonly energised: Energised
  readonly flow: PowerFlow
  /** Coolers without power in the base, and what chillers draw for that. */
  readonly #deadInBase: ReadonlySet<number>
  readonly #ownInBase: ReadonlyMap<number, number>
  /** Nodes downstream of what is out: what they rest on may differ. */
  changed: readonly number[] = []
  /** Nodes and devices that may differ from the state that it was made from. */
  touched: Touched = { devices: [], nodes: [] }

  /** @param base with what is out in it */
  constructor(
    private readonly graph: PowerGraph,
    private readonly loads: PowerLoads,
    private readonly base: ChainState,
    private readonly baseOutage: Outage,
  ) {
    const { energised, flow: carried } = copyOf(base)
    this.energised = energised
    this.flow = carried
    this.#deadInBase = coolersWithout(graph, base.energised, baseOutage.nodes, graph.nodes.keys())
    this.#ownInBase = ownWithout(graph, loads, this.#deadInBase)
  }

  /** Makes it the state with this out, whatever it was before. What the base has out must be among it. */
  become(outage: Outage): void {
    this.restore()
    const { base, baseOutage, energised, graph } = this
    const lost = [...outage.nodes].filter((number) => !baseOutage.nodes.has(number))
    for (const number of outage.inputs ?? []) if (!baseOutage.inputs?.has(number)) lost.push(number)
    this.changed = downstream(graph, [...lost, ...this.#withoutBatteries(outage)])
    energise(graph, outage, this.changed, energised)
    const nodes = this.changed.filter(
      (number) =>
        energised.state[number] !== base.energised.state[number] ||
        !alike(energised.drawsFrom[number] ?? [], base.energised.drawsFrom[number] ?? []),
    )
    const devices = this.#devicesBehind(nodes, outage)
    const before = (number: number) => base.energised.drawsFrom[number] ?? []
    const own = this.#ownNow(outage)
    const looked = { devices, nodes: [...nodes, ...this.#moved(own)] }
    this.touched = flow(graph, energised, this.loads, { ...outage, own }, looked, before, this.flow)
  }

  /** Makes it the base again. */
  restore(): void {
    const { base, energised, graph, touched } = this
    const { banksOf, firstCord } = graph.devices
    for (const number of this.changed) {
      energised.state[number] = base.energised.state[number] ?? DEAD
      energised.drawsFrom[number] = base.energised.drawsFrom[number] ?? []
    }
    for (const number of touched.nodes) {
      const [from, to] = [number * LOAD_COLUMNS, (number + 1) * LOAD_COLUMNS]
      for (let at = from; at < to; at++) this.flow.nodes[at] = base.flow.nodes[at] ?? 0
      for (const bank of banksOf.get(number) ?? []) {
        this.flow.banks[bank] = base.flow.banks[bank] ?? 0
        this.flow.banksUnknown[bank] = base.flow.banksUnknown[bank] ?? 0
      }
    }
    for (const device of touched.devices) {
      this.flow.devices[device] = base.flow.devices[device] ?? 0
      this.flow.livingCords[device] = base.flow.livingCords[device] ?? 0
      for (let cord = firstCord[device] ?? 0; cord < (firstCord[device + 1] ?? 0); cord++) {
        this.flow.cords[cord] = base.flow.cords[cord] ?? 0
      }
    }
    this.changed = []
    this.touched = { devices: [], nodes: [] }
  }

  /** What chillers draw for coolers that have no power now. */
  #ownNow({ nodes }: Outage): ReadonlyMap<number, number> {
    const dead = new Set(this.#deadInBase)
    for (const number of this.changed) dead.delete(number)
    for (const number of coolersWithout(this.graph, this.energised, nodes, this.changed)) dead.add(number)
    const isAsBefore = dead.size === this.#deadInBase.size && [...dead].every((number) => this.#deadInBase.has(number))
    return isAsBefore ? this.#ownInBase : ownWithout(this.graph, this.loads, dead)
  }

  /** Chillers that draw something else than in the base. */
  #moved(own: ReadonlyMap<number, number>): readonly number[] {
    const before = this.#ownInBase
    if (own === before) return []
    return [...new Set([...own.keys(), ...before.keys()])].filter((number) => own.get(number) !== before.get(number))
  }

  /** UPS on their batteries in the base that have none now. */
  *#withoutBatteries({ batteries, empty }: Outage): Iterable<number> {
    yield* empty ?? []
    if (batteries || !this.baseOutage.batteries) return
    for (const [number, { thing }] of this.graph.nodes.entries()) {
      if (thing.kind === 'ups' && (this.base.energised.drawsFrom[number]?.length ?? 0) === 0) yield number
    }
  }

  /** Devices with a cord that lives and did not, or the other way round: by its rack PDU, its bank, or itself. */
  #devicesBehind(nodes: readonly number[], { banks, cords = NO_CORDS }: Outage): readonly number[] {
    const { cordBank, cordDevice, cordsOf, banks: placed } = this.graph.devices
    const found = new Set<number>()
    const add = (cords: readonly number[]) => {
      for (const cord of cords) found.add(cordDevice[cord] ?? 0)
    }
    for (const number of nodes) {
      const [is, was] = [this.energised.state[number] === DEAD, this.base.energised.state[number] === DEAD]
      if (is !== was) add(cordsOf.get(number) ?? [])
    }
    for (const bank of banks) {
      if (this.baseOutage.banks.has(bank)) continue
      add((cordsOf.get(placed[bank]?.pdu ?? -1) ?? []).filter((cord) => cordBank[cord] === bank))
    }
    add([...cords.keys()].filter((cord) => this.baseOutage.cords?.has(cord) !== true))
    return [...found]
  }
}

function alike(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((number, place) => number === other[place]))
}
