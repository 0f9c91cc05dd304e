import type { WaterBill } from '../../model/energy-terms.ts'
import type { Site } from '../../model/things.ts'
import { type EpochMs, wattHours } from '../../model/units.ts'
import { ASSUMED_TERMS } from './assumed-terms.ts'
import { type EnergyFigures, energyFigures, type SiteEnergy } from './energy-figures.ts'
import { startOfDayIn } from './local-time.ts'
import { energyOfPower, type MeasuredEnergy, type PowerSpan } from './measured-energy.ts'
import { emissionFactorOver, type NamedRate, tariffOver } from './rates.ts'
import type { EnergyMeter, ItMetering, SiteMetering } from './site-metering.ts'
import { sumEnergy } from './sum-energy.ts'

const HOUR_MS = 3_600_000
const LITRES_OF_CUBIC_METRE = 1000
const MOST_NAMED = 5
/** Of less than half of a period no sums are told: they would be made up for the most part. Ratios are. */
const LEAST_COVERAGE = 0.5

/** Why there is no figure. */
export type Absence = (typeof ABSENCES)[number]
export const ABSENCES = [
  'day-to-come',
  'no-time',
  'no-grid',
  'grid-not-metered',
  'grid-without-readings',
  'solar-not-metered',
  'generation-without-readings',
  'no-racks',
  'it-not-metered',
  'it-without-readings',
  'it-draws-nothing',
  'less-than-it',
  'water-not-set',
  'little-measured',
  'price-not-valid-yet',
  'factor-not-valid-yet',
] as const
export type FigureName = 'pue' | 'wue' | 'cue' | 'ref' | 'cost' | 'carbonKilograms'

/** What is assumed in a site's figures. */
export const ASSUMPTIONS = ['tariff', 'emission-factor', 'renewable', 'generators-stood-still', 'gaps-filled'] as const
export type Assumption = (typeof ASSUMPTIONS)[number]

/** The figures of a site over a period, what they rest on, and why those that are null are. */
export interface SiteFigures extends Omit<EnergyFigures, 'assumed'> {
  readonly imported: number | null
  readonly generated: number | null
  readonly exported: number | null
  readonly absent: Readonly<Partial<Record<FigureName, { readonly why: Absence; readonly paths: readonly string[] }>>>
  readonly assumed: readonly Assumption[]
  readonly tariff: (NamedRate & { readonly currency: string }) | null
  readonly emissionFactor: NamedRate | null
  readonly renewable: { readonly share: number; readonly assumed: boolean; readonly origin: string }
  readonly waterLitres: number | null
  readonly meters: { readonly imported: number; readonly generated: number; readonly it: number }
}

/**
 * Energy figures of a site from what its meters read.
 * @param spansOf the mean power of a meter through the period: positive is what is taken in, or made; at a grid less than zero is export
 */
export function siteFigures(
  site: Site,
  metering: SiteMetering,
  spansOf: (meter: EnergyMeter) => readonly PowerSpan[],
  from: EpochMs,
  to: EpochMs,
): SiteFigures {
  const energyOf = (spans: readonly PowerSpan[]) => energyOfPower(spans, from, to)
  const grid = metering.imported.meters.map((meter) => spansOf(meter))
  const importedSpans = grid.map((spans) => spans.map((span) => ({ ...span, watts: Math.max(0, span.watts) })))
  const imported = grid.length > 0 ? allOf(metering.imported.unmetered, importedSpans.map(energyOf)) : UNKNOWN
  const exports = grid.some((spans) => spans.some(({ watts }) => watts < 0))
  const exported = sumEnergy(
    grid.map((spans) => energyOf(spans.map((span) => ({ ...span, watts: Math.max(0, -span.watts) })))),
  )
  const madeBy = (meters: readonly EnergyMeter[]) => meters.map((meter) => energyOf(spansOf(meter)))
  const solar = allOf(metering.solar.unmetered, madeBy(metering.solar.meters))
  const makers = metering.solar.meters.length + metering.generators.meters.length + metering.solar.unmetered.length
  const generated = sumEnergy([solar, ...madeBy(metering.generators.meters)])
  const it = itEnergy(metering.it, (meter) => energyOf(spansOf(meter)))

  const terms = site.energy ?? {}
  const tariff = tariffOver(terms.tariff, site.utcOffsetName, importedSpans.flat())
  const emissionFactor = emissionFactorOver(terms.emissionFactors, site.utcOffsetName, importedSpans.flat())
  const renewable = terms.renewable
    ? { ...terms.renewable, assumed: false }
    : { ...ASSUMED_TERMS.renewable, assumed: true }
  const water = terms.water && waterOf(terms.water, site.utcOffsetName, from, to)
  const waterLitres = water && water.coverage > 0 ? water.energy / water.coverage : undefined
  const input: SiteEnergy = {
    ...{ from, to, imported, it: it.energy, category: it.category },
    ...(makers > 0 && { generated }),
    ...(exports && { exported }),
    ...(waterLitres !== undefined && { waterLitres }),
    renewable: wattHours(whole(solar) + renewable.share * whole(imported)),
    ...(emissionFactor && { carbonFactor: emissionFactor }),
    ...(tariff && { tariff }),
  }
  const { assumed: _, ...figures } = energyFigures(input)
  const unlikely = figures.pue !== null && figures.pue < 1
  const gaps = figures.coverage > 0 && figures.coverage < 1
  const fewImports = imported.coverage < LEAST_COVERAGE
  const fewOfSite = fewImports || (makers > 0 && generated.coverage < LEAST_COVERAGE)
  const fewOfIt = it.energy.coverage < LEAST_COVERAGE
  const idle = metering.generators.unmetered.length > 0
  return {
    ...figures,
    pue: unlikely ? null : figures.pue,
    ref: finite(figures.ref),
    siteEnergy: fewOfSite ? null : figures.siteEnergy,
    itEnergy: fewOfIt ? null : figures.itEnergy,
    wue: fewOfIt ? null : figures.wue,
    cost: fewImports ? null : figures.cost,
    carbonKilograms: fewImports ? null : figures.carbonKilograms,
    imported: fewImports ? null : whole(imported),
    generated: makers === 0 ? 0 : generated.coverage < LEAST_COVERAGE ? null : whole(generated),
    exported: !exports ? 0 : fewImports ? null : whole(exported),
    absent: absences({ metering, it, imported, generated, unlikely, hasWater: waterLitres !== undefined }, from < to, {
      ...{ tariff, emissionFactor },
    }),
    assumed: [
      ...(tariff?.assumed ? (['tariff'] as const) : []),
      ...(emissionFactor?.assumed ? (['emission-factor'] as const) : []),
      ...(renewable.assumed ? (['renewable'] as const) : []),
      ...(idle ? (['generators-stood-still'] as const) : []),
      ...(gaps ? (['gaps-filled'] as const) : []),
    ],
    tariff: tariff ?? null,
    emissionFactor: emissionFactor ?? null,
    renewable,
    waterLitres: waterLitres ?? null,
    meters: {
      imported: metering.imported.meters.length,
      generated: metering.solar.meters.length + metering.generators.meters.length,
      it: it.meters,
    },
  }
}

interface ItEnergy {
  readonly category: SiteEnergy['category']
  readonly energy: MeasuredEnergy
  readonly meters: number
  readonly why: Absence | undefined
  readonly paths: readonly string[]
}

/** The deepest level whose meters cover all IT and of which each read something. */
function itEnergy(levels: readonly ItMetering[], energyOf: (meter: EnergyMeter) => MeasuredEnergy): ItEnergy {
  const none: Omit<ItEnergy, 'why' | 'paths'> = { category: null, energy: UNKNOWN, meters: 0 }
  let silent: string[] | undefined
  for (const { category, meters, unmetered } of levels) {
    if (unmetered.length > 0 || meters.length === 0) continue
    const energies = meters.map(energyOf)
    const energy = sumEnergy(energies)
    if (energy.coverage > 0) return { category, energy, meters: meters.length, why: undefined, paths: [] }
    silent ??= meters.flatMap(({ path }, place) => (energies[place]?.coverage === 0 ? [path] : []))
  }
  if (silent) return { ...none, why: 'it-without-readings', paths: silent }
  const gap = levels.find(({ category, unmetered }) => category === 2 && unmetered.length > 0)
  return gap ? { ...none, why: 'it-not-metered', paths: gap.unmetered } : { ...none, why: 'no-racks', paths: [] }
}

const UNKNOWN: MeasuredEnergy = { energy: wattHours(0), coverage: 0 }

/** Of meters that should be all there are; unknown where one has none. */
function allOf(unmetered: readonly string[], energies: readonly MeasuredEnergy[]): MeasuredEnergy {
  return unmetered.length > 0 ? UNKNOWN : sumEnergy(energies)
}

function whole({ energy, coverage }: MeasuredEnergy): number {
  return coverage > 0 ? energy / coverage : Number.NaN
}

/** Litres of the bills that reach into the period, each taken to flow evenly, with the share of the period that they cover. */
function waterOf(bills: readonly WaterBill[], timeZone: string, from: EpochMs, to: EpochMs): MeasuredEnergy {
  const spans = bills.map((bill) => {
    const [start, end] = [startOfDayIn(timeZone, bill.from), startOfDayIn(timeZone, bill.to)]
    const perHour = (bill.cubicMetres * LITRES_OF_CUBIC_METRE * HOUR_MS) / (end - start)
    return { from: start, to: end, watts: perHour }
  })
  return energyOfPower(spans, from, to)
}

interface Found {
  readonly metering: SiteMetering
  readonly it: ItEnergy
  readonly imported: MeasuredEnergy
  readonly generated: MeasuredEnergy
  readonly unlikely: boolean
  readonly hasWater: boolean
}

function absences(
  found: Found,
  hasTime: boolean,
  rates: { readonly tariff: unknown; readonly emissionFactor: unknown },
) {
  const { metering, it, imported, generated, unlikely, hasWater } = found
  const cause = (why: Absence, paths: readonly string[] = []) => ({ why, paths: paths.slice(0, MOST_NAMED) })
  const noTime = hasTime ? undefined : cause('no-time')
  const noGrid = noTime ?? gridCause(metering.imported, imported, cause)
  const roofs = metering.solar.unmetered
  const silent = generated.coverage === 0 && metering.solar.meters.length + metering.generators.meters.length > 0
  const noMaking =
    roofs.length > 0 ? cause('solar-not-metered', roofs) : silent ? cause('generation-without-readings') : undefined
  const noIt =
    noTime ?? (it.why ? cause(it.why, it.paths) : it.energy.energy > 0 ? undefined : cause('it-draws-nothing'))
  const noSite = noGrid ?? noMaking
  const little = ({ coverage }: MeasuredEnergy) => (coverage < LEAST_COVERAGE ? cause('little-measured') : undefined)
  const noFactor = noGrid ?? (rates.emissionFactor ? undefined : cause('factor-not-valid-yet'))
  const why = {
    pue: noSite ?? noIt ?? (unlikely ? cause('less-than-it') : undefined),
    wue: noIt ?? (hasWater ? little(it.energy) : cause('water-not-set')),
    cue: noFactor ?? noIt,
    ref: noSite,
    cost: noGrid ?? (rates.tariff ? little(imported) : cause('price-not-valid-yet')),
    carbonKilograms: noFactor ?? little(imported),
  }
  const names = Object.keys(why) as FigureName[]
  return Object.fromEntries(
    names.flatMap((name) => {
      const reason = why[name]
      return reason ? [[name, reason]] : []
    }),
  ) as SiteFigures['absent']
}

function gridCause<T>(
  { meters, unmetered }: SiteMetering['imported'],
  imported: MeasuredEnergy,
  cause: (why: Absence, paths?: readonly string[]) => T,
): T | undefined {
  if (unmetered.length > 0) return cause('grid-not-metered', unmetered)
  if (meters.length === 0) return cause('no-grid')
  return imported.coverage > 0
    ? undefined
    : cause(
        'grid-without-readings',
        meters.map(({ path }) => path),
      )
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}
