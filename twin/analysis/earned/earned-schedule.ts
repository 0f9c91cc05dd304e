/** How far in the plan the work is, in periods of the curve, and what that says of its time. */
export interface EarnedSchedule {
  /** ES: when what is earned was to be earned. */
  readonly earned: number
  /** AT: when it is. */
  readonly actual: number
  /** PD: when all was to be earned. */
  readonly planned: number
  /** SV(t) = ES − AT: less than nothing is late by so many periods; nothing while neither planned nor earned is anything. */
  readonly variance: number
  /** SPI(t) = ES / AT; undefined before anything can be earned. */
  readonly performance: number | undefined
  /** IEAC(t) = PD / SPI(t): how long all will have taken if the rest goes as that which is done; undefined while nothing is earned. */
  readonly estimate: number | undefined
}

/**
 * Earned schedule after Lipke: ES = C + (EV − PV_C) / (PV_C+1 − PV_C), C the last period by which no more was planned than is earned. On a plateau that is its
 * end: nothing was to be earned meanwhile, so none of it is lost. When all is earned ES is the period by which all was to be.
 *
 * @param planned the cumulative plan at the end of each period, from nothing at the first place on; never falling
 * @param earned cumulative, in the measure of the plan
 * @param actual periods that have gone by
 * @throws RangeError for a curve that is no plan
 */
export function earnedSchedule(planned: readonly number[], earned: number, actual: number): EarnedSchedule {
  const budget = planned.at(-1)
  if (budget === undefined || budget <= 0 || planned[0] !== 0)
    throw new RangeError('a plan begins with nothing and ends with something')
  for (const [period, amount] of planned.entries()) {
    if (!(amount >= (planned[period - 1] ?? 0))) throw new RangeError(`the plan falls in period ${period}: ${amount}`)
  }
  if (!(earned >= 0)) throw new RangeError(`earned is ${earned}; an amount is a number from 0 up`)
  const end = planned.indexOf(budget)
  const place = earned >= budget ? end : placeOf(planned, earned)
  const isBefore = earned === 0 && plannedBy(planned, actual) === 0
  const performance = actual > 0 && !isBefore ? place / actual : undefined
  return {
    ...{ earned: place, actual, planned: end },
    variance: isBefore ? 0 : place - actual,
    performance,
    estimate: performance === undefined || performance === 0 ? undefined : end / performance,
  }
}

/** What was to be earned when so many periods have gone by. */
function plannedBy(planned: readonly number[], periods: number): number {
  const last = Math.floor(periods)
  const before = planned[last] ?? planned.at(-1) ?? 0
  const after = planned[last + 1] ?? before
  return before + (after - before) * (periods - last)
}

function placeOf(planned: readonly number[], earned: number): number {
  const last = planned.findLastIndex((amount) => amount <= earned)
  const before = planned[last] ?? 0
  const after = planned[last + 1] ?? before
  return last + (earned - before) / (after - before)
}
