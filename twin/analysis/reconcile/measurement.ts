import { ASSUMED_POWER_FACTOR } from '../power/loads.ts'

/** What an instrument of the power chain says, in SI units; absent where it does not say it. */
export interface Measurement {
  /** A node of the power chain or a device. */
  readonly path: string
  /** The name of a bank of that rack PDU, or the number of an outlet, where it is of these. */
  readonly bank?: string
  readonly outlet?: number
  readonly watts?: number
  readonly voltAmperes?: number
  /** Amperes of each line that is measured. */
  readonly amperes?: readonly number[]
  readonly ageSeconds: number
  /** Of a UPS or a transformer: which side of its losses. `output` where left out. */
  readonly side?: 'input' | 'output'
}

/** A measurement older than this is not taken: three polls of a slow device. */
export const STALE_AFTER_SECONDS = 300

export interface Metered {
  readonly watts: number
  /** Watts more or less. */
  readonly uncertainty: number
  readonly ageSeconds: number
}

/** Of a meter of class 1 (IEC 62053-21): one per cent, never less than the watts below. */
export const OF_WATTS = 0.01
export const LEAST_WATTS = 2
/** Power factor assumed beside volt-amperes: 0.90 to 1.00 (80 PLUS). */
const OF_VOLT_AMPERES = 0.05
/** Voltage assumed too: EN 50160 gives ±10 %, within a building half of it, in quadrature with the power factor. */
const OF_AMPERES = 0.07

/** What the amperes of a measurement flow through. */
export interface Conductors {
  /** Volts of each measured line: to the neutral, or to the other line where there is none. NaN where nobody knows. */
  readonly volts: number
  /** One current leaves by a line and comes back by another: two figures are the same one twice. */
  readonly isBetweenLines: boolean
}

/**
 * Watts of a measurement: its own, else volt-amperes by the assumed power factor, else amperes by the voltage as well. Undefined where
 * it says none of them, a negative one, or amperes where nobody knows the voltage.
 */
export function meteredOf(measurement: Measurement, { isBetweenLines, volts }: Conductors): Metered | undefined {
  const { ageSeconds, amperes, voltAmperes, watts } = measurement
  const of = (value: number, share: number): Metered | undefined =>
    Number.isFinite(value) && value >= 0
      ? { watts: value, uncertainty: Math.max(LEAST_WATTS, value * share), ageSeconds }
      : undefined
  if (watts !== undefined) return of(watts, OF_WATTS)
  if (voltAmperes !== undefined) return of(voltAmperes * ASSUMED_POWER_FACTOR, OF_VOLT_AMPERES)
  if (amperes === undefined || amperes.length === 0) return undefined
  const sum = amperes.reduce((total, line) => total + line, 0)
  return of((isBetweenLines ? sum / amperes.length : sum) * volts * ASSUMED_POWER_FACTOR, OF_AMPERES)
}
