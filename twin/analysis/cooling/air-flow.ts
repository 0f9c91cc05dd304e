/** Heat that warms one cubic metre of air by one kelvin, J/(m³·K): 1.2 kg/m³ × 1,005 J/(kg·K), at 20 °C and sea level. */
export const AIR_HEAT = 1.2 * 1005

/** K from intake to exhaust where nobody measures it: what air-cooled servers are built for, assumed. */
export const ASSUMED_RISE = 12

/** m³/s of air that carry these watts away with this rise in kelvin. NaN where there is no rise to carry them. */
export function airflowOf(watts: number, rise: number): number {
  return rise > 0 ? watts / (AIR_HEAT * rise) : Number.NaN
}

/** Heat that equipment gives to its air. */
export interface AirHeat {
  readonly watts: number
  /** From intake to exhaust, K. */
  readonly rise: number
}

/**
 * Rise of all equipment together, weighted by airflow: ΣP / Σ(P/ΔT). What has no known draw or no rise is left out. NaN where nothing
 * is left.
 */
export function equipmentRise(equipment: readonly AirHeat[]): number {
  let watts = 0
  let flow = 0
  for (const one of equipment) {
    if (!(one.watts > 0 && one.rise > 0)) continue
    watts += one.watts
    flow += one.watts / one.rise
  }
  return flow > 0 ? watts / flow : Number.NaN
}
