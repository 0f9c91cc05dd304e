/** Something about the power chain, or the floor that racks stand on, that a person should look at. What it is about comes first in `paths`. */
export type PowerFinding =
  /** A and B of racks rest on one thing. */
  | { readonly kind: 'false-2n'; readonly restsOn: string; readonly paths: readonly string[] }
  | { readonly kind: 'three-phase-on-single-phase'; readonly feed: string; readonly paths: readonly string[] }
  /** More than two cords, and an odd number: one side has more of them, and may be the one that is lost. */
  | {
      readonly kind: 'odd-cords'
      readonly cords: Readonly<Record<'a' | 'b' | 'single', number>>
      /** Supplies that it needs. */
      readonly needed: number
      /** Sides whose loss it does not survive whole. */
      readonly fallsWith: readonly ('a' | 'b' | 'single')[]
      readonly paths: readonly string[]
    }
  /** Things that can feed each other around, by a tie breaker or a transfer switch. */
  | { readonly kind: 'tie-loop'; readonly paths: readonly string[] }
  /** Things of which nobody says what they may carry, or devices of a type that says no draw. */
  | { readonly kind: 'missing-rating'; readonly what: string; readonly paths: readonly string[] }
  /** A cooler that the estate gives no supply: no loss of power ever takes it down, which is no answer. */
  | { readonly kind: 'no-supply'; readonly paths: readonly string[] }
  /** A rack lays more on the floor, in kg/m², or on one foot, in kilograms, than that bears. */
  | {
      readonly kind: 'floor-load'
      readonly what: 'floor' | 'foot'
      readonly value: number
      readonly limit: number
      readonly paths: readonly string[]
    }
  /** Several primaries of a thing do not share its load alike, as their meters say. */
  | {
      readonly kind: 'uneven-primaries'
      readonly shares: readonly { readonly path: string; readonly watts: number }[]
      readonly paths: readonly string[]
    }
  | {
      readonly kind: 'unaccounted'
      readonly bank?: string
      readonly measured: number
      readonly below: number
      /** Watts that nothing below draws; less than zero where more is drawn below. */
      readonly watts: number
      readonly paths: readonly string[]
    }
