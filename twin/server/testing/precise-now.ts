/** Epoch milliseconds with fractions, for latencies below a millisecond. */
export const preciseNow = () => performance.timeOrigin + performance.now()
