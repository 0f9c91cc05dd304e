/** Amounts of one measure at one date: euros, or MW, racks and square metres, which are earned as they are handed over. */
export interface EarnedAmounts {
  /** All of the baseline: budget at completion. */
  readonly budget: number
  /** Of it, what was to be done by the date (PV). */
  readonly planned: number
  /** Of it, what is done (EV). */
  readonly earned: number
  /** What that cost (AC); undefined where nobody says it, and of measures that cost nothing by themselves. */
  readonly actual?: number | undefined
}

/**
 * Indices of earned value management as ISO 21508 and PMI's Practice Standard for Earned Value Management name them. Undefined is what nobody can know: a ratio
 * to nothing, or a cost that is not told.
 */
export interface EarnedValue extends EarnedAmounts {
  /** SV = EV − PV: less than nothing is behind. */
  readonly scheduleVariance: number
  /** SPI = EV / PV; it goes to 1 at the end even of what is late: shown beside SPI(t) only. */
  readonly schedulePerformance: number | undefined
  /** CV = EV − AC: less than nothing costs more than planned. */
  readonly costVariance: number | undefined
  /** CPI = EV / AC. */
  readonly costPerformance: number | undefined
  /** EAC = BAC / CPI: what all will have cost if the rest goes as that which is done. */
  readonly estimateAtCompletion: number | undefined
  /** ETC = EAC − AC. */
  readonly estimateToComplete: number | undefined
  /** VAC = BAC − EAC. */
  readonly varianceAtCompletion: number | undefined
  /** TCPI = (BAC − EV) / (BAC − AC): what the rest must reach to keep the budget; undefined where none of it is left. */
  readonly toCompletePerformance: number | undefined
}

/** @throws RangeError for amounts that are no numbers from nothing up, or more than the budget */
export function earnedValue({ actual, budget, earned, planned }: EarnedAmounts): EarnedValue {
  for (const [name, amount] of Object.entries({ budget, planned, earned, actual: actual ?? 0 })) {
    if (!Number.isFinite(amount) || amount < 0)
      throw new RangeError(`${name} is ${amount}; an amount is a number from 0 up`)
    if (name !== 'actual' && amount > budget)
      throw new RangeError(`${name} is ${amount}, which is more than the budget of ${budget}`)
  }
  const costPerformance = actual === undefined ? undefined : ratio(earned, actual)
  const estimateAtCompletion = costPerformance === undefined ? undefined : ratio(budget, costPerformance)
  const less = (of: number | undefined, what: number | undefined) =>
    of === undefined || what === undefined ? undefined : of - what
  return {
    ...{ budget, planned, earned, actual },
    scheduleVariance: earned - planned,
    schedulePerformance: ratio(earned, planned),
    costVariance: less(earned, actual),
    costPerformance,
    estimateAtCompletion,
    estimateToComplete: less(estimateAtCompletion, actual),
    varianceAtCompletion: less(budget, estimateAtCompletion),
    toCompletePerformance:
      actual === undefined || actual >= budget ? undefined : ratio(budget - earned, budget - actual),
  }
}

function ratio(of: number, to: number): number | undefined {
  return to > 0 ? of / to : undefined
}
