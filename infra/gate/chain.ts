import { roomAround } from '../../twin/analysis/cooling/cooler-room.ts'
import { type Heat, heatByRack } from '../../twin/analysis/cooling/heat-split.ts'
import { lostOf } from '../../twin/analysis/failover/lost-of.ts'
import type { PowerGraph } from '../../twin/analysis/power/power-graph.ts'
import type { Estate } from '../../twin/model/estate.ts'
import type { FullestGroup } from './fullest.ts'
import type { Loss } from './loss.ts'

/** The power chain and the racks of an estate, whatever they carry: what many states of the loads have in common. */
export class Chain {
  readonly #out = new Map<string, ReturnType<typeof lostOf>>()
  #rackOf: readonly string[] | undefined
  #groups: readonly (FullestGroup | undefined)[] | undefined

  /** @param already what is lost before any loss, by path */
  constructor(
    readonly estate: Estate,
    readonly graph: PowerGraph,
    private readonly already: readonly string[],
  ) {}

  /** What is out of the chain after a loss. */
  outAfter({ kind, path }: Loss): ReturnType<typeof lostOf> {
    const known = this.#out.get(path)
    const out = known ?? lostOf(this.graph, [...this.already, ...(kind === 'nothing' ? [] : [path])])
    if (!known) this.#out.set(path, out)
    return out
  }

  /** What a node is looked at with when the fullest is told: each UPS by itself, what stands in a hall with the lines of that hall. */
  groupOf(node: number): FullestGroup | undefined {
    this.#groups ??= this.graph.nodes.map(({ thing }): FullestGroup | undefined => {
      if (thing.kind === 'ups') return { of: 'UPS', path: thing.path }
      const room = thing.kind === 'power-feed' || thing.kind === 'rack-pdu' ? roomAround(this.estate, thing) : undefined
      return room && { of: 'line', path: room.path }
    })
    return this.#groups[node]
  }

  /**
   * Heat by rack.
   * @param watts of each device
   * @param only of the racks of these devices
   */
  heat(watts: Float64Array, only?: readonly number[]): ReadonlyMap<string, Heat> {
    const { devices: table } = this.graph
    if (only === undefined) return heatByRack(this.estate, table, watts)
    this.#rackOf ??= table.devices.map((device) => this.estate.parent(device)?.path ?? '')
    const rackOf = this.#rackOf
    const racks = new Set(only.map((device) => rackOf[device]))
    const numbers = [...table.devices.keys()].filter((device) => racks.has(rackOf[device]))
    const devices = numbers.flatMap((device) => table.devices[device] ?? [])
    const draws = Float64Array.from(numbers, (device) => watts[device] ?? Number.NaN)
    return heatByRack(this.estate, { ...table, devices }, draws)
  }
}
