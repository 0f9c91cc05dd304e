import type { ServiceName } from '../../model/estate.ts'
import type { DeviceType, Kind, Thing } from '../../model/things.ts'
import type { EstateFile } from '../schema/estate-file.ts'

/** A file that the schema has passed. */
export interface ParsedEstateFile {
  /** As people know it: `kragujevac.yaml`. */
  readonly name: string
  readonly document: EstateFile
}

/** A thing that has not got its index yet. */
export type DraftThing = Thing extends infer T ? (T extends Thing ? Omit<T, 'index'> : never) : never

/** Where something was written: `['things', 'kragujevac', 'things', 'hall-[1-4]']` of a file. */
export interface Origin {
  readonly file: string
  readonly path: readonly (string | number)[]
}

/** A thing, where it was written, and, of a rack, what stands in it. */
export interface Draft {
  readonly thing: DraftThing
  readonly origin: Origin
  readonly inside?: RackInside
  /** A rack that names a type which is not there: nobody knows how large it is and what stands in it. */
  readonly isUntyped?: boolean
}

/** What stands in a rack: its names are known, each thing is made when it is asked for, anew each time. */
export interface RackInside {
  /** Shared by all racks that hold the same: compare by identity. */
  readonly shape: RackShape
  /** Shared by racks whose things are the same in all but their paths: compare by identity. */
  readonly plan: {
    /** What its rack PDUs draw from may differ even between racks of one row. */
    readonly namesItsRack: boolean
  }
  /** @param slot from 0 to shape.names.length - 1 */
  make(slot: number): DraftThing
  /** What a rack PDU draws from, without making it: its `supplies[].from`; empty for other things. */
  suppliedFrom(slot: number): readonly string[]
  /** False where it names a type that is not there: nothing is known of its figures. */
  isTyped(slot: number): boolean
  /** How many cords a device is written with, whether they find an outlet or not. */
  writtenCords(slot: number): number
  origin(slot: number): Origin
}

export interface RackShape {
  /** Local names in file order: `pdu-a`, `intake-top`, `server-01`. */
  readonly names: readonly string[]
  readonly kinds: readonly Kind[]
}

/** Something in a file that cannot be expanded; what could be is in the expansion all the same. */
export interface ExpansionProblem {
  readonly origin: Origin
  /** `says hall-9/panel-a, which is nothing in the estate`. */
  readonly message: string
  readonly found?: string
  readonly allowed?: string
  /** Names among which the nearest one may be meant. */
  readonly candidates?: () => Iterable<string>
}

export interface Expansion {
  readonly name: string
  readonly nameSr?: string | undefined
  readonly services: Readonly<Partial<Record<string, ServiceName>>>
  /** In file order, what holds others before what it holds; without what is inside racks. */
  readonly drafts: readonly Draft[]
  readonly deviceTypes: readonly DeviceType[]
  readonly problems: readonly ExpansionProblem[]
}

/** A pattern that would make more is a problem, not a crash. */
export interface ExpansionLimits {
  /** With what is inside racks. */
  readonly things: number
  /** Names outside of racks. */
  readonly names: number
}
