/**
 * What a node of the power chain carries, as sums that add up from the outlets to the grid: watts in all, volt-amperes between
 * each pair of conductors, and how many loads nobody knows. Sums of volt-amperes are arithmetic, as if all power factors were
 * equal: never below what the vectors would give.
 */
export const LOAD_COLUMNS = 8

/** Watts in all; then volt-amperes of L1-N, L2-N, L3-N, L1-L2, L2-L3, L3-L1; then the number of unknown loads. */
export const WATTS = 0
export const LINE_TO_NEUTRAL = 1
export const LINE_TO_LINE = 4
export const UNKNOWN = 7

/** Where a bank of outlets or a single-phase supply is connected. */
export type Connection = 'l1' | 'l2' | 'l3' | 'l1-l2' | 'l2-l3' | 'l3-l1'

const COLUMN_OF: Readonly<Record<Connection, number>> = { l1: 1, l2: 2, l3: 3, 'l1-l2': 4, 'l2-l3': 5, 'l3-l1': 6 }

/** The column of volt-amperes of a connection. */
export function columnOf(connection: Connection): number {
  return COLUMN_OF[connection]
}

/** A view of one node's columns. */
export interface Columns {
  readonly [column: number]: number
}

/** Volt-amperes in all of the node whose columns begin at `at`. */
export function apparentOf(loads: Columns, at: number): number {
  let sum = 0
  for (let column = LINE_TO_NEUTRAL; column < UNKNOWN; column++) sum += loads[at + column] ?? 0
  return sum
}

const COS_30 = Math.sqrt(3) / 2
const SIN_30 = 0.5

/**
 * Current of a line in amperes. What is between line and neutral is in phase with the line; what is between lines leads or lags
 * it by 30°: with nothing to the neutral this is √(I12² + I31² + I12·I31) (domain.md, delta banks).
 *
 * @param line 0, 1 or 2 for L1, L2, L3
 * @param lineToNeutral volts
 * @param at where the node's columns begin
 */
export function lineCurrent(loads: Columns, at: number, line: number, lineToNeutral: number): number {
  const lineToLine = lineToNeutral * Math.sqrt(3)
  const own = (loads[at + LINE_TO_NEUTRAL + line] ?? 0) / lineToNeutral
  const leading = (loads[at + LINE_TO_LINE + line] ?? 0) / lineToLine
  const lagging = (loads[at + LINE_TO_LINE + ((line + 2) % 3)] ?? 0) / lineToLine
  if (leading === 0 && lagging === 0) return own
  return Math.hypot(own + (leading + lagging) * COS_30, (leading - lagging) * SIN_30)
}

/** Current of the neutral in amperes for what the lines carry against it; without harmonics. √(a² + b² + c² − ab − bc − ca). */
export function neutralCurrent(a: number, b: number, c: number): number {
  return Math.sqrt(Math.max(0, a * a + b * b + c * c - a * b - b * c - c * a))
}

/** How far the line furthest from the mean is from it, as a share of the mean; 0 where nothing flows. */
export function imbalance(currents: readonly number[]): number {
  const mean = currents.reduce((sum, current) => sum + current, 0) / currents.length
  return mean === 0 ? 0 : Math.max(...currents.map((current) => Math.abs(current - mean))) / mean
}
