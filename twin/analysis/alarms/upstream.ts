import type { Estate } from '../../model/estate.ts'
import type { Crah, Thing } from '../../model/things.ts'
import { coolerRoom, roomAround } from '../cooling/cooler-room.ts'
import { nearestUnit } from '../cooling/served-by.ts'

/** What a thing rests on, by its path: the nearest first. The thing itself comes before all, where it is a part of the chain. */
export class Upstream {
  readonly #power = new Map<string, readonly string[]>()
  readonly #alone = new Map<string, ReadonlySet<string>>()
  readonly #cooling = new Map<string, readonly string[]>()
  #units: Map<string, Crah[]> | undefined

  constructor(private readonly estate: Estate) {}

  /** A meter rests on what it measures; a device on what all its cords have in common. */
  power(path: string): readonly string[] {
    const known = this.#power.get(path)
    if (known) return known
    const thing = this.estate.find(path)
    const found = thing ? this.#powerOf(thing) : []
    this.#power.set(path, found)
    return found
  }

  /**
   * What a thing rests on alone: the loss of any one of these takes its power away for good, whatever else it could draw from or change over
   * to. Of boards that could feed each other neither is a way to power for the other.
   */
  restsAlone(path: string): ReadonlySet<string> {
    const known = this.#alone.get(path)
    if (known) return known
    // While it is looked for it leads nowhere.
    this.#alone.set(path, new Set())
    const found = this.#aloneOf(this.estate.find(path))
    this.#alone.set(path, found)
    return found
  }

  /**
   * Of a probe at a rack: the unit that serves the rack, the other units of its room, then the chillers of all these. Of a unit: itself and its
   * chillers.
   */
  cooling(path: string): readonly string[] {
    const known = this.#cooling.get(path)
    if (known) return known
    const thing = this.estate.find(path)
    const found = thing ? this.#coolingOf(thing) : []
    this.#cooling.set(path, found)
    return found
  }

  #aloneOf(thing: Thing | undefined): ReadonlySet<string> {
    if (!thing) return new Set()
    if (thing.kind === 'meter') return this.restsAlone(thing.measures)
    const above = supplyingPaths(thing).map((from) => this.restsAlone(from))
    const [first = new Set<string>(), ...others] = above.filter((some) => some.size > 0)
    const common = [...first].filter((one) => others.every((other) => other.has(one)))
    return new Set(thing.kind === 'device' ? common : [thing.path, ...common])
  }

  #powerOf(thing: Thing): readonly string[] {
    if (thing.kind === 'meter') return this.power(thing.measures)
    if (thing.kind === 'device') {
      const [first = [], ...others] = [...new Set(thing.cords.map(({ pdu }) => pdu))].map((pdu) => this.power(pdu))
      return first.filter((one) => others.every((other) => other.includes(one)))
    }
    if (thing.kind === 'utility' || thing.kind === 'generator') return [thing.path]
    if (!('supplies' in thing)) return []
    const reached = new Set<string>([thing.path])
    for (const path of reached) {
      const at = this.estate.find(path)
      if (!at || !('supplies' in at)) continue
      for (const { from, role } of at.supplies) if (role === 'primary') reached.add(from)
    }
    return [...reached]
  }

  #coolingOf(thing: Thing): readonly string[] {
    if (thing.kind === 'crah') return [thing.path, ...thing.chilledBy]
    if (thing.kind === 'chiller') return [thing.path]
    const room = roomAround(this.estate, thing)
    const units = room ? this.#unitsOf(room.path) : []
    let rack: Thing | undefined = thing
    while (rack && rack.kind !== 'rack') rack = this.estate.parent(rack)
    const nearest = rack?.kind === 'rack' ? nearestUnit(this.estate, rack, units, false)?.unit : undefined
    const ordered = [...(nearest === undefined ? [] : [nearest]), ...units.map(({ path }) => path)]
    return [...new Set([...ordered, ...units.flatMap(({ chilledBy }) => chilledBy)])]
  }

  #unitsOf(room: string): readonly Crah[] {
    if (!this.#units) {
      this.#units = new Map()
      for (const unit of this.estate.ofKind('crah')) {
        const into = coolerRoom(this.estate, unit)?.path ?? ''
        this.#units.set(into, [...(this.#units.get(into) ?? []), unit])
      }
    }
    return this.#units.get(room) ?? []
  }
}

function supplyingPaths(thing: Thing): readonly string[] {
  if (thing.kind === 'device') return [...new Set(thing.cords.map(({ pdu }) => pdu))]
  return 'supplies' in thing ? thing.supplies.map(({ from }) => from) : []
}
