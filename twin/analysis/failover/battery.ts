import type { Generator, Ups } from '../../model/things.ts'

/** How a discharge at constant power shortens with the power: t ∝ P^−k. Of sealed lead batteries between 5 and 60 minutes about 1.25 (assumed). */
const DISCHARGE_EXPONENT = 1.25

export interface Runtime {
  readonly seconds: number
  /** What it was computed from, for people. */
  readonly how: string
}

/**
 * How long a battery carries a load. Through the point that the estate gives (its autonomy at full load) a constant-power curve is laid; its energy is
 * the bound towards small loads.
 *
 * @param load watts at the output
 * @param health state of health, 0 to 1; 1 for a new battery. Time shrinks with the capacity that is left.
 */
export function batteryRuntime(ups: Ups, load: number, health = 1): Runtime {
  const { capacity, autonomyAtFullLoad } = ups.battery
  if (load <= 0) return { seconds: Number.POSITIVE_INFINITY, how: 'nothing to carry' }
  const byCurve = autonomyAtFullLoad * (ups.rating / load) ** DISCHARGE_EXPONENT
  const byEnergy = ((capacity * ups.efficiency) / load) * 3600
  const least = Math.min(byCurve, byEnergy)
  return {
    seconds: least * health,
    how: `${byCurve <= byEnergy ? 'autonomy at full load, constant-power curve' : 'energy of the battery'}, ${Math.round(health * 100)} % health`,
  }
}

/** The share of its full rate that a diesel set burns without load (assumed; makers' curves lie between 7 and 15 %). */
const IDLE_SHARE = 0.1

/** Seconds that the fuel of a generator lasts at a load in watts; undefined where the estate gives no fuel. */
export function fuelRuntime(generator: Generator, load: number): number | undefined {
  if (!generator.fuel) return undefined
  const { litres, litresPerHourAtFullLoad } = generator.fuel
  const share = IDLE_SHARE + (1 - IDLE_SHARE) * (load / generator.rating)
  return (litres / (litresPerHourAtFullLoad * share)) * 3600
}
