import { wattHours } from '../../model/units.ts'
import type { MeasuredEnergy } from './measured-energy.ts'

/**
 * What several meters of one period measured together. Each is brought to the whole period by its own mean power; the coverage of the sum is the share of
 * that energy which was measured, so that a short gap of a small meter counts little. One that measured nothing makes the sum unknown: its coverage is then 0.
 */
export function sumEnergy(meters: readonly MeasuredEnergy[]): MeasuredEnergy {
  const measured = meters.reduce((sum, { energy }) => sum + energy, 0)
  const least = Math.min(1, ...meters.map(({ coverage }) => coverage))
  if (!(least > 0)) return { energy: wattHours(measured), coverage: 0 }
  const whole = meters.reduce((sum, { energy, coverage }) => sum + energy / coverage, 0)
  const most = Math.max(...meters.map(({ coverage }) => coverage))
  // A mean of the coverages, weighted by energy: rounding of the least energies never takes it beyond them.
  const coverage = whole > 0 ? Math.min(most, Math.max(least, measured / whole)) : least
  return { energy: wattHours(measured), coverage }
}
