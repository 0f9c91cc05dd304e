import type { Room } from '../../model/things.ts'

export interface AirLimits {
  /** Dry-bulb temperature at the intake, °C. */
  readonly allowable: readonly [number, number]
  readonly recommended: readonly [number, number]
  /** Upper allowable relative humidity, %. */
  readonly humidityMost: number
  /** Upper allowable dew point, °C. Of this and `humidityMost` the drier holds, so going beyond either is beyond. */
  readonly dewPointMost: number
}

const RECOMMENDED = [18, 27] as const

/**
 * ASHRAE TC 9.9, Thermal Guidelines for Data Processing Environments, 5th edition (2021): air at the intake of the equipment. Class H1
 * (high-density, air-cooled) has a narrower recommended range.
 */
export const AIR_CLASS: Readonly<Record<Room['airClass'], AirLimits>> = {
  A1: { allowable: [15, 32], recommended: RECOMMENDED, humidityMost: 80, dewPointMost: 17 },
  A2: { allowable: [10, 35], recommended: RECOMMENDED, humidityMost: 80, dewPointMost: 21 },
  A3: { allowable: [5, 40], recommended: RECOMMENDED, humidityMost: 85, dewPointMost: 24 },
  A4: { allowable: [5, 45], recommended: RECOMMENDED, humidityMost: 90, dewPointMost: 24 },
  H1: { allowable: [5, 25], recommended: [18, 22], humidityMost: 80, dewPointMost: 17 },
}

/** For all classes: recommended from −9 °C to 15 °C dew point; allowable from −12 °C dew point or 8 %, whichever is more humid. */
export const RECOMMENDED_DEW_POINT = [-9, 15] as const
export const LEAST_DEW_POINT = -12
export const LEAST_HUMIDITY = 8
