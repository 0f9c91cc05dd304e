import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Site } from '../../model/things.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'
import type { ChainFigure } from '../answers/planner.ts'
import { emissionFactorOver, type NamedRate, tariffOver } from './rates.ts'

const HOUR_MS = 3_600_000
const HOURS_OF_YEAR = 8_760
const MOST_NAMED = 5
/** Where power is used; all else hands it on. */
const DRAWN_BY: ReadonlySet<string> = new Set(['rack-pdu', 'crah', 'chiller'])

/** What is taken for granted in what a site is planned to use. */
export const PLANNED_ASSUMPTIONS = [
  'constant-draw',
  'tariff',
  'emission-factor',
  'rates-of-today',
  'no-own-generation',
  'lossless',
] as const
type PlannedAssumption = (typeof PLANNED_ASSUMPTIONS)[number]

/** What a site is reckoned to draw on a day to come, in W, and what that comes to in a year. Null where nobody knows it. */
export interface PlannedEnergy {
  readonly it: number | null
  readonly cooling: number | null
  /** What is drawn from the grid and is neither. */
  readonly losses: number | null
  readonly site: number | null
  /** Power over power, the least where `atLeast`: no PUE, which is measured over a period. Null where the draw of IT is not known whole. */
  readonly ratio: number | null
  /** There is more whose draw nobody knows. */
  readonly atLeast: boolean
  /** Some of that. */
  readonly unknown: readonly string[]
  /** Wh. */
  readonly energyPerYear: number | null
  readonly costPerYear: number | null
  readonly carbonKilogramsPerYear: number | null
  readonly assumed: readonly PlannedAssumption[]
  /** Some of those that lose power and do not say how much: they are taken to lose none. */
  readonly lossless: readonly string[]
  readonly tariff: (NamedRate & { readonly currency: string }) | null
  readonly emissionFactor: NamedRate | null
}

/**
 * Reckons what a site draws by its power chain: what goes into its rack PDUs, what its cooling units and chillers draw, and what comes out of the grid for it with the losses that UPS and
 * transformers declare. Devices draw as they usually do, all of the year.
 * @param chain the figures of every node of the site's chain
 * @param day of the site, whose prices and emission factor hold
 */
export function plannedEnergy(
  estate: Estate,
  site: Site,
  chain: readonly ChainFigure[],
  day: { readonly from: EpochMs; readonly to: EpochMs },
): PlannedEnergy {
  const own = chain.filter(({ path }) => isWithin(path, site.path))
  const kindOf = (path: string) => estate.find(path)?.kind
  const sum = (...kinds: readonly string[]) => {
    const nodes = own.filter(({ path }) => kinds.includes(kindOf(path) ?? ''))
    return nodes.length === 0 ? null : nodes.reduce((watts, node) => watts + node.watts, 0)
  }
  const [it, cooling, grid] = [sum('rack-pdu'), sum('crah', 'chiller'), sum('utility')]
  const atLeast = own.some((node) => node.atLeast)
  const unknown = own.flatMap((node) => (node.atLeast && DRAWN_BY.has(kindOf(node.path) ?? '') ? [node.path] : []))
  const isItKnown = !unknown.some((path) => kindOf(path) === 'rack-pdu')
  const drawn = grid !== null && grid > 0 ? grid : null
  const perYear = drawn === null ? null : drawn * HOURS_OF_YEAR
  const spans = hoursOf(day, drawn ?? 0)
  const terms = site.energy ?? {}
  const tariff = tariffOver(terms.tariff, site.utcOffsetName, spans)
  const factor = emissionFactorOver(terms.emissionFactors, site.utcOffsetName, spans)
  const atRate = (rate: NamedRate | undefined) =>
    perYear === null || !rate ? null : (perYear / 1000) * rate.perKilowattHour
  const lossless = own.flatMap(({ path }) => {
    const thing = estate.find(path)
    return (thing?.kind === 'ups' || thing?.kind === 'transformer') && thing.efficiency === undefined ? [path] : []
  })
  const hasSolar = estate.ofKind('solar').some(({ path }) => isWithin(path, site.path))
  return {
    ...{ it, cooling, site: drawn, atLeast, energyPerYear: perYear },
    losses: drawn === null ? null : Math.max(0, drawn - (it ?? 0) - (cooling ?? 0)),
    ratio: drawn === null || !isItKnown || it === null || it <= 0 || drawn < it ? null : drawn / it,
    costPerYear: atRate(tariff),
    carbonKilogramsPerYear: atRate(factor),
    assumed: [
      'constant-draw',
      ...(tariff?.assumed ? (['tariff'] as const) : []),
      ...(factor?.assumed ? (['emission-factor'] as const) : []),
      ...(tariff?.assumed === false || factor?.assumed === false ? (['rates-of-today'] as const) : []),
      ...(hasSolar ? (['no-own-generation'] as const) : []),
      ...(lossless.length > 0 ? (['lossless'] as const) : []),
    ],
    lossless: lossless.slice(0, MOST_NAMED),
    unknown: unknown.slice(0, MOST_NAMED),
    tariff: tariff ?? null,
    emissionFactor: factor ?? null,
  }
}

/** The same draw through all hours of a day: so that each price of the day weighs as long as it holds. */
function hoursOf({ from, to }: { readonly from: EpochMs; readonly to: EpochMs }, watts: number) {
  return Array.from({ length: Math.ceil((to - from) / HOUR_MS) }, (_, hour) => ({
    from: epochMs(from + hour * HOUR_MS),
    to: epochMs(Math.min(to, from + (hour + 1) * HOUR_MS)),
    watts,
  }))
}
