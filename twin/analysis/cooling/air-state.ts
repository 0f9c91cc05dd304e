import { type AirLimits, LEAST_DEW_POINT, LEAST_HUMIDITY, RECOMMENDED_DEW_POINT } from '../alarms/air-class.ts'
import { dewPoint } from '../alarms/dew-point.ts'

/** Where air is against its class: recommended, only allowable, or beyond what is allowable on one side. */
export type AirState = 'recommended' | 'allowable' | 'too-warm' | 'too-cold' | 'too-humid' | 'too-dry'

/**
 * The state of air at an intake (ASHRAE TC 9.9, 2021). Temperature is judged before humidity. Undefined where the temperature is not
 * known; where the humidity is not, the temperature alone is judged.
 * @param celsius @param humidity % @param humidityLimit upper recommended %, a setting of the room
 */
export function airState(
  celsius: number,
  humidity: number,
  limits: AirLimits,
  humidityLimit: number,
): AirState | undefined {
  if (Number.isNaN(celsius)) return undefined
  const [coldest, warmest] = limits.allowable
  if (celsius > warmest) return 'too-warm'
  if (celsius < coldest) return 'too-cold'
  const [cool, warm] = limits.recommended
  const isMild = celsius >= cool && celsius <= warm
  const dew = dewPoint(celsius, humidity)
  if (Number.isNaN(dew)) return isMild ? 'recommended' : 'allowable'
  if (dew > limits.dewPointMost || humidity > limits.humidityMost) return 'too-humid'
  // Whichever is more humid: air has to keep both.
  if (dew < LEAST_DEW_POINT || humidity < LEAST_HUMIDITY) return 'too-dry'
  const [driest, dampest] = RECOMMENDED_DEW_POINT
  return isMild && dew >= driest && dew <= dampest && humidity <= humidityLimit ? 'recommended' : 'allowable'
}
