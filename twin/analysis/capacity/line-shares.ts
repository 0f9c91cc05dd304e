import { ALL_LINES } from '../power/device-table.ts'
import { LINE_TO_LINE, LINE_TO_NEUTRAL } from '../power/line-loads.ts'

/** Of a watt that is added, what each line carries more, in watts of that line to the neutral. */
export type LineShares = readonly [number, number, number]

/** Spread evenly over three lines. */
export function evenShares(): LineShares {
  return [1 / 3, 1 / 3, 1 / 3]
}

/**
 * Of a connection by its column of line-loads. What is between two lines is in both of them: of a watt each has V_LN / V_LL = 1/√3, added as a
 * number to what it carries, which is never too little.
 */
export function lineShares(column: number): LineShares {
  if (column === ALL_LINES) return evenShares()
  const shares: [number, number, number] = [0, 0, 0]
  if (column < LINE_TO_LINE) shares[column - LINE_TO_NEUTRAL] = 1
  else for (const line of [column - LINE_TO_LINE, (column - LINE_TO_LINE + 1) % 3]) shares[line] = 1 / Math.sqrt(3)
  return shares
}
