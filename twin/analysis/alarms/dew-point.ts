/**
 * Dew point in °C from dry-bulb temperature in °C and relative humidity in %, by Magnus (coefficients 17.62 and 243.12 °C, WMO
 * Guide to Instruments, −45 to 60 °C). NaN for a humidity of 0 or less, which no air has.
 */
export function dewPoint(temperature: number, humidity: number): number {
  if (!(humidity > 0)) return Number.NaN
  const g = Math.log(humidity / 100) + (17.62 * temperature) / (243.12 + temperature)
  return (243.12 * g) / (17.62 - g)
}
