import { type EpochMs, type WattHours, wattHours } from '../../model/units.ts'
import type { MeasuredEnergy } from './measured-energy.ts'

/** A year is 365 days here: a figure over less is an interim one. */
const YEAR_MS = 365 * 86_400_000

/** By where IT energy is metered (ISO/IEC 30134-2): 1 UPS output, 2 PDU output, 3 IT input. */
export type PueCategory = 1 | 2 | 3

/** What a site took, made and gave back in a period. Absent: nobody measures it. */
export interface SiteEnergy {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly imported: MeasuredEnergy
  /** Own generation: solar of the roof, generators. Absent where the site has none. */
  readonly generated?: MeasuredEnergy
  readonly exported?: MeasuredEnergy
  readonly it: MeasuredEnergy
  /** Null where no level is metered whole. */
  readonly category: PueCategory | null
  readonly waterLitres?: number
  /** Renewable energy of own plants, or bought with certificates that are kept. */
  readonly renewable?: WattHours
  /** kgCO₂e a kWh imported. */
  readonly carbonFactor?: EnergyRate
  /** Money a kWh imported. */
  readonly tariff?: EnergyRate
}

/** So much a kWh, and whether anybody has set it. */
export interface EnergyRate {
  readonly perKilowattHour: number
  readonly assumed: boolean
}

/** Figures of ISO/IEC 30134; null where what they need is not measured. */
export interface EnergyFigures {
  /** `year`: needs no qualifier. `interim`: of less than a year. */
  readonly period: 'year' | 'interim'
  /** The least share of the period that any of the meters covers, 0 to 1. */
  readonly coverage: number
  readonly siteEnergy: WattHours | null
  readonly itEnergy: WattHours | null
  readonly pue: number | null
  readonly category: PueCategory | null
  readonly wue: number | null
  readonly cue: number | null
  readonly ref: number | null
  readonly cost: number | null
  readonly carbonKilograms: number | null
  /** Rates that nobody has set. */
  readonly assumed: readonly ('carbonFactor' | 'tariff')[]
}

/**
 * Figures of a site over a period. E_DC = import + own generation − export, so that solar of the roof counts and the ratio does not fall below 1. Each
 * meter's energy is brought to the whole period by its mean power, and `coverage` says how much of it was measured.
 */
export function energyFigures(site: SiteEnergy): EnergyFigures {
  const imported = wholePeriod(site.imported)
  const siteEnergy = positive(imported + wholePeriod(site.generated) - wholePeriod(site.exported))
  const itEnergy = positive(wholePeriod(site.it))
  const meters = [site.imported, site.generated, site.exported, site.it].filter((meter) => meter !== undefined)
  const carbonKilograms = timesRate(imported, site.carbonFactor)
  const itKilowattHours = itEnergy === null ? Number.NaN : itEnergy / 1000
  const renewable = site.renewable === undefined || siteEnergy === null ? null : site.renewable / siteEnergy
  return {
    period: site.to - site.from >= YEAR_MS ? 'year' : 'interim',
    coverage: Math.min(...meters.map(({ coverage }) => coverage)),
    siteEnergy,
    itEnergy,
    pue: finite((siteEnergy ?? Number.NaN) / (itEnergy ?? Number.NaN)),
    category: site.category,
    wue: finite((site.waterLitres ?? Number.NaN) / itKilowattHours),
    cue: finite((carbonKilograms ?? Number.NaN) / itKilowattHours),
    ref: renewable === null ? null : Math.min(1, renewable),
    cost: timesRate(imported, site.tariff),
    carbonKilograms,
    assumed: (['carbonFactor', 'tariff'] as const).filter((rate) => site[rate]?.assumed),
  }
}

/** PUE of an instant: power over power. It says nothing of a year and is shown with its own label. */
export interface InstantPue {
  readonly period: 'instant'
  readonly at: EpochMs
  readonly pue: number
  readonly category: PueCategory
}

/** Ratio of the powers of an instant, in W; null where the IT draws nothing or something is unknown. */
export function instantPue(
  at: EpochMs,
  power: { readonly imported: number; readonly generated: number; readonly exported: number; readonly it: number },
  category: PueCategory,
): InstantPue | null {
  const pue = power.it > 0 ? finite((power.imported + power.generated - power.exported) / power.it) : null
  return pue === null ? null : { period: 'instant', at, pue, category }
}

function wholePeriod(meter: MeasuredEnergy | undefined): number {
  if (meter === undefined) return 0
  return meter.coverage > 0 ? meter.energy / meter.coverage : Number.NaN
}

function timesRate(energy: number, rate: EnergyRate | undefined): number | null {
  return finite((energy / 1000) * (rate?.perKilowattHour ?? Number.NaN))
}

function positive(energy: number): WattHours | null {
  return energy > 0 ? wattHours(energy) : null
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
