import type { AirLimits } from '../alarms/air-class.ts'

export interface RackCoolingIndex {
  /** %, 100 where no intake is warmer than recommended. Not clamped: it falls below 0. */
  readonly high: number
  /** %, 100 where no intake is colder than recommended. Not clamped. */
  readonly low: number
  /** How many intakes it is of. */
  readonly intakes: number
}

/**
 * Rack Cooling Index (Herrlin, ASHRAE Transactions 111(2), 2005) of the intakes of a room: what they are beyond the recommended range, over
 * what they would be with every one at the end of the allowable range. Undefined without a known intake temperature: nothing is measured
 * then, which is not 100 %.
 * @param intakes °C; NaN where a probe gives nothing
 */
export function rackCoolingIndex(intakes: readonly number[], limits: AirLimits): RackCoolingIndex | undefined {
  const known = intakes.filter((celsius) => !Number.isNaN(celsius))
  if (known.length === 0) return undefined
  const [coldest, warmest] = limits.allowable
  const [cool, warm] = limits.recommended
  const over = known.reduce((sum, celsius) => sum + Math.max(0, celsius - warm), 0)
  const under = known.reduce((sum, celsius) => sum + Math.max(0, cool - celsius), 0)
  return {
    high: (1 - over / ((warmest - warm) * known.length)) * 100,
    low: (1 - under / ((cool - coldest) * known.length)) * 100,
    intakes: known.length,
  }
}
