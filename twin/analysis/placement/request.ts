import type { Use } from '../power/use.ts'

/** Devices alike that are to be placed. */
export interface PlacementRequest {
  readonly count: number
  /** Rack units of each, in halves; they take the rack's full depth. */
  readonly units: number
  /** Watts that each draws. */
  readonly watts: number
  /** Rack PDUs, each on a feed of its own, that each is corded to; one of them suffices for it to live. */
  readonly feeds: number
  /** Of each cord. */
  readonly phase: 'single' | 'three'
  /** Kilograms; what is left of racks is not looked at where it is left out. */
  readonly weight?: number
  /** Network ports; not looked at where they are left out. */
  readonly ports?: number
  /** What no two of them may share. */
  readonly spread?: 'rack' | 'row' | 'feed'
  /** A rack, or what holds racks; the whole estate where it is left out. */
  readonly within?: string
}

/** Why a rack takes no more; the first that applies, in this order. */
export type RefusalCode =
  | 'spread'
  | 'space'
  | 'weight not known'
  | 'weight'
  | 'floor load'
  | 'ports'
  | 'cords'
  | 'phase'
  | 'outlets'
  | 'rack limit'
  | 'IT capacity'
  | 'rating not known'
  | 'power'
  | 'cooling'

/** Racks that take no more for the same reason. */
export interface Refusal {
  readonly code: RefusalCode
  /** For people: `power feed of side b beyond its limit after the loss of a UPS`. */
  readonly reason: string
  readonly racks: number
  /** The first of them. */
  readonly example: string
}

/** Where one of the devices goes. */
export interface Place {
  readonly rack: string
  /** Its lowest rack unit. */
  readonly position: number
  readonly cords: readonly { readonly pdu: string; readonly bank?: string }[]
  /** What it rests on with its greatest use after any single loss, with it and all that was placed before it; the fullest first. */
  readonly rests: readonly { readonly path: string; readonly bank?: string; readonly use: Use }[]
  /** What takes all of its cords away by its own loss, the nearest; undefined where nothing does, or it has one cord. */
  readonly restsOn?: string
  /** The greatest of these shares. */
  readonly fullest: number
  /** Largest free run that is left, rack units. */
  readonly unitsLeft: number
  /** Watts of air cooling left without the greatest unit; undefined where no unit is known to cool it. */
  readonly coolingLeft: number | undefined
  /** Kilograms left of the rack's limit; NaN where nobody knows it or what stands there. */
  readonly weightLeft: number
  /** Network ports left in the rack; below zero where devices want more than there are. */
  readonly portsLeft: number
}

export interface PlacementAnswer {
  readonly request: PlacementRequest
  /** All of them have a place. */
  readonly fits: boolean
  /**
   * No more of them could have a place, and no other places leave what is fullest more than 5 % emptier. False where there were too many combinations
   * to try them all.
   */
  readonly isExact: boolean
  /** One a device, in the order in which they were found, the best first. */
  readonly places: readonly Place[]
  /** Racks that were looked at. */
  readonly racks: number
  /** Where all have a place, racks that would not take even one; else racks that take no more with these in place. The most frequent reason first. */
  readonly refusals: readonly Refusal[]
}

/** A device in the outlets that it is to have. */
export interface Corded {
  /** That it will have. */
  readonly path: string
  readonly rack: string
  readonly cords: readonly { readonly pdu: string; readonly outlet: number }[]
}

/** A device that power or cooling does not bear where it is to stand. */
export interface Unborne {
  readonly path: string
  readonly code: RefusalCode
  readonly reason: string
}
