import type { Quantity } from '../../twin/model/quantity.ts'

/** In the kept unit. Voltage, current and power may be negative: batteries, direct current, power that is given back. */
const LEAST: Readonly<Partial<Record<Quantity, number>>> = {
  temperature: -273.15,
  'dew-point': -273.15,
  humidity: 0,
  'fan-speed': 0,
  'valve-position': 0,
  frequency: 0,
  'apparent-power': 0,
  'power-factor': -1,
  energy: 0,
  'apparent-energy': 0,
  load: 0,
  charge: 0,
  'state-of-health': 0,
  duration: 0,
  level: 0,
  illuminance: 0,
  particulates: 0,
  count: 0,
}

/** Below it the quantity does not exist, so that a -1 for «none» is no reading even where a profile does not list it. */
export function leastOf(quantity: Quantity): number {
  return LEAST[quantity] ?? Number.NEGATIVE_INFINITY
}
