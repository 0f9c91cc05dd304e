import type { Quantity } from '../../../model/quantity.ts'
import type { PointView } from '../../../protocol/rest.ts'

/** As many lines as can be told apart by dash and lightness. */
export const MOST_SERIES = 6

/** What people look at first. */
const ORDER: readonly Quantity[] = [
  'temperature',
  'power',
  'load',
  'charge',
  'humidity',
  'current',
  'voltage',
  'fan-speed',
]

/** More than two axes are not read. */
const MOST_QUANTITIES = 2
const MOST_OF_A_QUANTITY = 4

/**
 * The points that a chart begins with: of the first two quantities in ORDER that are measured, those with the shortest names
 * (`intake-top/temperature` before `server-3/cpu-1/temperature`, a rack PDU's total before its lines), and intakes before all others:
 * they are what the limits of the air class are about.
 */
export function defaultPoints(points: readonly PointView[]): readonly string[] {
  const chosen: string[] = []
  let quantities = 0
  for (const quantity of ORDER) {
    const paths = points.filter((point) => point.quantity === quantity).map(({ path }) => path)
    const shortest = Math.min(...paths.map(depth))
    const first = paths.filter((path) => depth(path) === shortest).sort(byName)
    if (first.length === 0) continue
    chosen.push(...first.slice(0, MOST_OF_A_QUANTITY))
    quantities++
    if (quantities === MOST_QUANTITIES) break
  }
  return chosen.slice(0, MOST_SERIES)
}

function byName(one: string, other: string): number {
  return Number(isIntake(other)) - Number(isIntake(one)) || one.localeCompare(other)
}

function isIntake(path: string): boolean {
  return /\/intake-[^/]+\/[^/]+$/.test(path)
}

function depth(path: string): number {
  return path.split('/').length
}
