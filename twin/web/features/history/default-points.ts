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

/** Of what has a battery: what it carries, and how long it can. */
const ORDER_WITH_BATTERY: readonly Quantity[] = ['power', 'charge', 'load', 'temperature']

/** More than two axes are not read. */
const MOST_QUANTITIES = 2
const MOST_OF_A_QUANTITY = 4

/**
 * The points that a chart begins with: of the first two quantities in ORDER that are measured, those with the shortest names
 * (`intake-top/temperature` before `server-3/cpu-1/temperature`, a rack PDU's total before its lines), and intakes before all others:
 * they are what the limits of the air class are about. Of a UPS its outputs, and the charge of its battery.
 */
export function defaultPoints(points: readonly PointView[]): readonly string[] {
  const chosen: string[] = []
  let quantities = 0
  const hasBattery = points.some(({ quantity }) => quantity === 'charge')
  for (const quantity of hasBattery ? ORDER_WITH_BATTERY : ORDER) {
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
  return weight(one) - weight(other) || one.localeCompare(other)
}

/** Intakes and outputs come first, a bypass, which carries nothing on most days, last. */
function weight(path: string): number {
  if (/\/(intake|output)(-[^/]+)?\/[^/]+$/.test(path)) return 0
  return /\/bypass(-[^/]+)?\/[^/]+$/.test(path) ? 2 : 1
}

function depth(path: string): number {
  return path.split('/').length
}
