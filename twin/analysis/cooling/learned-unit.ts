/** Supply temperature of a unit, °C, at the same moments as the others; NaN where it is not known. */
export interface UnitSeries {
  readonly unit: string
  readonly supply: readonly number[]
}

export interface LearnedUnit {
  readonly unit: string
  /** Pearson's r of the intake and the unit's supply, each less what all units have in common. */
  readonly correlation: number
  readonly samples: number
}

/** Assumed: what has to be seen before a unit is named. Two days of 15-minute means, and a supply that moves by itself. */
const LEAST_SAMPLES = 192
const LEAST_DEVIATION = 0.1
const LEAST_CORRELATION = 0.5
/** The best has to lead the second by this. */
const LEAST_LEAD = 0.15

/**
 * The unit whose supply temperature the intake of a rack follows. What all units do together (weather, water, load) is taken out first: it
 * tells none from another. Undefined where too little was recorded, supplies do not differ, or no unit stands out.
 * @param intake °C at the moments of the supplies; NaN where it is not known
 */
export function learnedUnit(intake: readonly number[], units: readonly UnitSeries[]): LearnedUnit | undefined {
  if (units.length < 2) return undefined
  const rows: number[] = []
  for (let row = 0; row < intake.length; row++) {
    if (isKnown(intake[row]) && units.every(({ supply }) => isKnown(supply[row]))) rows.push(row)
  }
  if (rows.length < LEAST_SAMPLES) return undefined
  const common = rows.map((row) => mean(units.map(({ supply }) => supply[row] ?? Number.NaN)))
  const own = rows.map((row, place) => (intake[row] ?? Number.NaN) - (common[place] ?? 0))
  const found = units.flatMap(({ unit, supply }) => {
    const moves = rows.map((row, place) => (supply[row] ?? Number.NaN) - (common[place] ?? 0))
    return deviation(moves) < LEAST_DEVIATION ? [] : [{ unit, correlation: correlation(own, moves) }]
  })
  const [best, second] = found.sort((one, other) => other.correlation - one.correlation)
  if (!best || !(best.correlation >= LEAST_CORRELATION)) return undefined
  if (second && best.correlation - second.correlation < LEAST_LEAD) return undefined
  return { ...best, samples: rows.length }
}

function isKnown(value: number | undefined): boolean {
  return value !== undefined && !Number.isNaN(value)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const middle = mean(one)
  const otherMiddle = mean(other)
  const together = mean(one.map((value, at) => (value - middle) * ((other[at] ?? 0) - otherMiddle)))
  return together / (deviation(one) * deviation(other))
}
