import type { Generator, Ups } from '../../model/things.ts'

/** How a discharge at constant power shortens with the power: t ∝ P^−k. Of sealed lead batteries between 5 and 60 minutes about 1.25 (assumed). */
const DISCHARGE_EXPONENT = 1.25

export interface Runtime {
  readonly seconds: number
  /** What it was computed from, for people. */
  readonly how: string
}

/** At the end of its design life a lead battery holds 80 % (IEEE 1188); to there it falls evenly, and on beyond it, to half at least (assumed). */
const LEFT_AT_END_OF_LIFE = 0.8
/** Design life of a sealed lead battery of the class long life (EUROBAT, 10 to 12 years). */
const DESIGN_LIFE_YEARS = 10
const LEAST_LEFT = 0.5
/** Where nobody says how old a battery is: half of its design life. */
const ASSUMED_YEARS = DESIGN_LIFE_YEARS / 2

/** The share of its capacity that a battery has left after so many years in service. */
export function agedCapacity(years: number): number {
  return Math.max(LEAST_LEFT, 1 - ((1 - LEFT_AT_END_OF_LIFE) * years) / DESIGN_LIFE_YEARS)
}

/**
 * How long a battery carries a load. Through the point that the estate gives (its autonomy at full load, new) a constant-power curve is laid; its
 * energy is the bound towards small loads. Time shrinks with the capacity that its years have left. Of a UPS without a rating it is not known (NaN).
 *
 * @param load watts at the output
 */
export function batteryRuntime(ups: Ups, load: number): Runtime {
  const { autonomyAtFullLoad, capacity, yearsInService } = ups.battery
  if (load <= 0) return { seconds: Number.POSITIVE_INFINITY, how: 'nothing to carry' }
  if (ups.rating === undefined) return { seconds: Number.NaN, how: 'its rating is not known' }
  const left = agedCapacity(yearsInService ?? ASSUMED_YEARS)
  const byCurve = autonomyAtFullLoad * (ups.rating / load) ** DISCHARGE_EXPONENT
  const byEnergy = ((capacity * ups.efficiency) / load) * 3600
  const bound = byCurve <= byEnergy ? 'autonomy at full load, constant-power curve' : 'energy of the battery'
  const age = yearsInService === undefined ? `assumed ${ASSUMED_YEARS}` : `${yearsInService}`
  return {
    seconds: Math.min(byCurve, byEnergy) * left,
    how: `${bound}, ${Math.round(left * 100)} % left after ${age} years`,
  }
}

/** The share of its full rate that a diesel set burns without load (assumed; makers' curves lie between 7 and 15 %). */
const IDLE_SHARE = 0.1

/** Seconds that the fuel of a generator lasts at a load in watts; undefined where the estate gives no fuel or no rating. */
export function fuelRuntime(generator: Generator, load: number): number | undefined {
  if (!generator.fuel || generator.rating === undefined) return undefined
  const { litres, litresPerHourAtFullLoad } = generator.fuel
  const share = IDLE_SHARE + (1 - IDLE_SHARE) * (load / generator.rating)
  return (litres / (litresPerHourAtFullLoad * share)) * 3600
}
