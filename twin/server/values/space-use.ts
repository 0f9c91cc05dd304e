import { rackSpace } from '../../analysis/space/rack-space.ts'
import type { Estate } from '../../model/estate.ts'
import type { ThingTree } from './thing-tree.ts'

/**
 * Share of the rack units that is taken, of a rack and of all racks below a thing. Declared, so it never moves while the server
 * runs; worked out when first asked for, since it is the one figure that walks all devices.
 */
export class SpaceUse {
  readonly #known = new Map<number, { readonly taken: number; readonly units: number }>()

  constructor(
    private readonly estate: Estate,
    private readonly tree: ThingTree,
  ) {}

  /** 0 to 1; NaN where there is no rack. */
  of(index: number): number {
    const { taken, units } = this.#count(index)
    return units === 0 ? Number.NaN : taken / units
  }

  #count(index: number): { readonly taken: number; readonly units: number } {
    const known = this.#known.get(index)
    if (known) return known
    const thing = this.tree.thing(index)
    let taken = 0
    let units = 0
    if (thing?.kind === 'rack') {
      const devices = this.estate.children(thing.path).filter((child) => child.kind === 'device')
      taken = rackSpace(thing, devices, (slug) => this.estate.deviceType(slug)).taken
      units = thing.units
    } else {
      for (const child of this.tree.children(index)) {
        const below = this.#count(child)
        taken += below.taken
        units += below.units
      }
    }
    const counted = { taken, units }
    this.#known.set(index, counted)
    return counted
  }
}
