/**
 * Moist air at sea-level pressure. Magnus formula over water with the constants 17.62 and 243.12 °C (WMO Guide to
 * Instruments, WMO-No. 8, annex 4.B), the same as the dew point of the analysis.
 */

/** Heat to warm one cubic metre of air by one kelvin, J/(m³·K): 1.2 kg/m³ × 1,005 J/(kg·K). Constant by intention: mass and volume balances are then one. */
export const AIR_HEAT = 1.2 * 1005
const AIR_PRESSURE = 101_325

/** Saturation vapour pressure in Pa. */
export function saturationPressure(celsius: number): number {
  return 611.2 * Math.exp((17.62 * celsius) / (243.12 + celsius))
}

/** kg of water per kg of dry air. */
export function humidityRatio(celsius: number, relativeHumidity: number): number {
  const vapour = (saturationPressure(celsius) * relativeHumidity) / 100
  return (0.622 * vapour) / (AIR_PRESSURE - vapour)
}

/** In %, 0 to 100. */
export function relativeHumidity(celsius: number, ratio: number): number {
  const vapour = (AIR_PRESSURE * ratio) / (0.622 + ratio)
  return Math.min(100, (100 * vapour) / saturationPressure(celsius))
}

/** In °C. */
export function dewPoint(ratio: number): number {
  const vapour = (AIR_PRESSURE * ratio) / (0.622 + ratio)
  const g = Math.log(vapour / 611.2)
  return (243.12 * g) / (17.62 - g)
}
