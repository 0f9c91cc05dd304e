import type { Estate } from '../../model/estate.ts'
import type { DeviceTable } from '../power/device-table.ts'
import { coolerHeat } from './cooler-heat.ts'
import { EstateCooling } from './estate-cooling.ts'
import { heatByRack } from './heat-split.ts'

/** What the chillers of an estate draw, by path, under one state of the devices' loads. */
export class ChillerLoads {
  readonly #cooling: EstateCooling
  /** With every cooler: each loss is held against it. */
  #whole: ReadonlyMap<string, number> | undefined
  #last: { readonly key: string; readonly watts: ReadonlyMap<string, number> } | undefined

  /** @param watts of each device of the table */
  constructor(
    private readonly estate: Estate,
    devices: DeviceTable,
    watts: Float64Array,
  ) {
    this.#cooling = new EstateCooling(estate, heatByRack(estate, devices, watts))
  }

  /** The heat that comes to each, never more than it can take, over its COP. @param dead coolers that give nothing */
  watts(dead: ReadonlySet<string>): ReadonlyMap<string, number> {
    if (dead.size === 0) {
      this.#whole ??= this.#without(dead)
      return this.#whole
    }
    const key = [...dead].sort().join(' ')
    if (this.#last?.key !== key) this.#last = { key, watts: this.#without(dead) }
    return this.#last.watts
  }

  #without(dead: ReadonlySet<string>): ReadonlyMap<string, number> {
    const heat = coolerHeat(this.estate, this.#cooling, (path) => dead.has(path))
    const chillers = this.estate.ofKind('chiller')
    return new Map(
      chillers.map(({ capacity, cop, path }): [string, number] => [
        path,
        dead.has(path) ? 0 : Math.min(heat.get(path) ?? 0, capacity) / cop,
      ]),
    )
  }

  /** Chillers to which heat comes that nobody knows: they draw at least what is said. */
  atLeast(): ReadonlySet<string> {
    return new Set(
      [...this.#cooling.units].flatMap(([room, units]) =>
        (this.#cooling.zones.get(room)?.unknown ?? 0) > 0 ? units.flatMap(({ chilledBy }) => chilledBy) : [],
      ),
    )
  }
}
