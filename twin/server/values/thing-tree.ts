import type { Estate } from '../../model/estate.ts'
import { STRUCTURE_KINDS } from '../../model/kinds.ts'
import type { Kind, Thing } from '../../model/things.ts'

const NONE = -1

/** Kinds that are measured by themselves: without a reading they are unknown, and so is what holds them. */
const MEASURED: ReadonlySet<Kind> = new Set(['probe', 'rack-pdu', 'ups', 'crah', 'chiller', 'meter', 'monitor'])

/** What a thing is to that which holds it; numbers, since sums over children are the hot loop of every tick. */
export const PART = { other: 0, holder: 1, intake: 2, roomProbe: 3, cooler: 4, rackPdu: 5, device: 6 } as const

function partOf(thing: Thing): number {
  switch (thing.kind) {
    case 'rack':
    case 'row':
    case 'room':
    case 'building':
    case 'site':
      return PART.holder
    case 'probe':
      return thing.role === 'intake' ? PART.intake : thing.role === 'room' ? PART.roomProbe : PART.other
    case 'crah':
      return PART.cooler
    case 'rack-pdu':
      return PART.rackPdu
    case 'device':
      return PART.device
    default:
      return PART.other
  }
}

/**
 * The tree of things in arrays by thing index, for values that climb it. Holds everything but devices; a device joins
 * when its first point comes.
 */
export class ThingTree {
  readonly parent: Int32Array
  readonly depth: Uint8Array
  /** A value of PART. */
  readonly part: Uint8Array
  /** How many things are in it: grows when a device joins. */
  size = 0
  readonly #children: (number[] | undefined)[] = []
  readonly #things: (Thing | undefined)[] = []

  constructor(private readonly estate: Estate) {
    this.parent = new Int32Array(estate.extent).fill(NONE)
    this.depth = new Uint8Array(estate.extent)
    this.part = new Uint8Array(estate.extent)
    for (const kind of STRUCTURE_KINDS) for (const thing of estate.ofKind(kind)) this.add(thing)
  }

  /** Joins a thing, and what is above it. */
  add(thing: Thing): void {
    if (this.#things[thing.index] !== undefined) return
    this.#things[thing.index] = thing
    this.part[thing.index] = partOf(thing)
    this.size++
    const parent = this.estate.parent(thing)
    if (!parent) return
    this.add(parent)
    this.parent[thing.index] = parent.index
    this.depth[thing.index] = (this.depth[parent.index] ?? 0) + 1
    const siblings = this.#children[parent.index]
    if (siblings) siblings.push(thing.index)
    else this.#children[parent.index] = [thing.index]
  }

  thing(index: number): Thing | undefined {
    return this.#things[index]
  }

  children(index: number): readonly number[] {
    return this.#children[index] ?? NO_CHILDREN
  }

  /** Is it of a kind that ought to have readings? */
  isMeasured(index: number): boolean {
    const thing = this.#things[index]
    return thing !== undefined && MEASURED.has(thing.kind)
  }

  /** Every thing in the tree. */
  things(): readonly (Thing | undefined)[] {
    return this.#things
  }
}

const NO_CHILDREN: readonly number[] = []
