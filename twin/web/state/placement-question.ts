import { type Day, readDay } from '../../model/day.ts'
import { isPath } from '../../model/path.ts'

/** What no two of the devices may share. */
export const SPREADS = ['rack', 'row', 'feed'] as const

/** Devices alike for which a place is sought, as the address and GET /api/place have them. */
export interface PlacementQuestion {
  /** Path of what holds the racks that are looked at. */
  readonly within: string
  readonly count: number
  readonly units: number
  readonly watts: number
  readonly feeds: number
  /** Of each cord. */
  readonly phase: 1 | 3
  /** Kilograms; not looked at where it is left out. */
  readonly weight?: number
  /** Network ports; not looked at where they are left out. */
  readonly ports?: number
  readonly spread?: (typeof SPREADS)[number]
  /** The first day on which they are needed; today where it is left out. */
  readonly at?: Day
  /** The first day on which they are needed no more; without end where it is left out. */
  readonly until?: Day
}

/** Numbers that are asked, with what the server takes; those without a first value may be left out. */
export const ASKED_NUMBERS = [
  { name: 'count', least: 1, most: 1_000, step: 1, first: 1 },
  { name: 'units', least: 0.5, most: 60, step: 0.5, first: 2 },
  { name: 'watts', least: 1, most: 1_000_000, step: 1, first: 1_800 },
  { name: 'feeds', least: 1, most: 8, step: 1, first: 2 },
  { name: 'weight', least: 1, most: 10_000, step: 1, first: undefined },
  { name: 'ports', least: 0, most: 1_000, step: 1, first: undefined },
] as const

/** The question of an address's parameters; undefined where none is asked, or one that the server would not take. */
export function readPlacementQuestion(query: URLSearchParams): PlacementQuestion | undefined {
  const within = query.get('fit')
  if (within === null || !isPath(within)) return undefined
  const numbers: Partial<Record<(typeof ASKED_NUMBERS)[number]['name'], number>> = {}
  for (const { first, least, most, name, step } of ASKED_NUMBERS) {
    const text = query.get(name) ?? ''
    const value = text === '' ? first : Number(text)
    if (value === undefined) continue
    if (!(value >= least && value <= most) || value % step !== 0) return undefined
    numbers[name] = value
  }
  const { count = 1, units = 1, watts = 1, feeds = 1, ...optional } = numbers
  const spread = SPREADS.find((word) => word === query.get('spread'))
  const phase = query.get('phase') === '3' ? 3 : 1
  const [at, until] = [readDay(query.get('from') ?? ''), readDay(query.get('until') ?? '')]
  const days = { ...(at && { at }), ...(until && (!at || at < until) && { until }) }
  return { within, count, units, watts, feeds, phase, ...optional, ...(spread && { spread }), ...days }
}

/** The parameters of GET /api/place. */
export function placementParameters({ within, ...asked }: PlacementQuestion): URLSearchParams {
  const parameters = new URLSearchParams({ in: within })
  for (const [name, value] of Object.entries(asked)) parameters.set(name, String(value))
  return parameters
}

/** Writes the question into an address's parameters, to be read again; there `at` is the day of the whole page. */
export function writePlacementQuestion({ within, at, ...asked }: PlacementQuestion, query: URLSearchParams): void {
  query.set('fit', within)
  if (at !== undefined) query.set('from', at)
  for (const [name, value] of Object.entries(asked)) query.set(name, String(value))
}
