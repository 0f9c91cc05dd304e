/**
 * Used where power is measured or declared in watts alone. Supplies with power factor correction are at 0.95 and above from half
 * their load (80 PLUS asks 0.9 at full load, 0.95 from Platinum on at half).
 */
export const ASSUMED_POWER_FACTOR = 0.95

/** What devices and coolers draw, in the order of the graph's tables. */
export interface PowerLoads {
  /** Watts of each device; NaN where nobody knows. */
  readonly devices: Float64Array
  /** What each cord carries while all have power, as weights: living cords share by them. Absent: alike. */
  readonly cordWeights?: Float64Array
  /** Watts that each node uses itself (a cooler's fans and compressors). NaN where nobody knows. */
  readonly own: Float64Array
  /** Nodes that use more than `own` says, nobody knows how much. */
  readonly ownAtLeast?: ReadonlySet<number>
  /** What chillers draw when some coolers give nothing; made when first asked for. Absent: what is lost leaves the others as they are. */
  readonly chillers?: () => Chillers
  /** By the node of what has several primaries what each of those gives it, as weights: living ones share by them. Absent: alike. */
  readonly primaryWeights?: ReadonlyMap<number, ReadonlyMap<number, number>>
  /** Watts that each bank of outlets carries beside its devices' cords. Absent: none. */
  readonly onBanks?: Float64Array
  readonly powerFactor: number
  /** What a device does with some living supplies, but fewer than it needs; by its number in the table. */
  whenShort(device: number): WhenShort
}

export interface Chillers {
  /** Watts of each, by path. @param dead paths of coolers that give nothing */
  watts(dead: ReadonlySet<string>): ReadonlyMap<string, number>
}

/** What a device does with too few living supplies: nothing any more, or what the living ones give. */
export type WhenShort = 'stops' | 'throttles'
