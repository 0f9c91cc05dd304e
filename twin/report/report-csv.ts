import { toCsv } from '../web/ui/csv.ts'
import type { CapacityReport, ReportPlace, ReportSite } from './capacity-report.ts'

type Cell = string | number | null | undefined

/** A column: its name with its unit, and what a place says there. Energy and alarms are the site's. */
const COLUMNS: readonly (readonly [string, (place: ReportPlace, site: ReportSite, report: CapacityReport) => Cell])[] =
  [
    ['month', (_, __, { month }) => month],
    ['made_at', (_, __, { madeAt }) => new Date(madeAt).toISOString()],
    ['loads', (_, __, { basis }) => basis.loads],
    ['simulated', (_, __, { simulated }) => String(simulated)],
    ['site', (_, { path }) => path],
    ['path', ({ path }) => path],
    ['name', ({ name }) => name],
    ['kind', ({ kind }) => kind],
    ['racks', ({ racks }) => racks],
    ['space_U', ({ space }) => space.units],
    ['space_used_U', ({ space }) => space.taken],
    ['space_reserved_U', ({ reserved }) => reserved?.units],
    ['space_free_U', ({ space }) => space.free],
    ['largest_free_run_U', ({ space }) => space.largestRun],
    ['power_used_W', ({ power }) => power.draws],
    ['power_devices_not_known', ({ power }) => power.unknown],
    ['power_reserved_W', ({ reserved }) => reserved?.watts],
    ['power_free_after_any_loss_W', ({ power }) => power.free],
    ['fullest', ({ power }) => power.full?.path],
    ['fullest_after_worst_loss_share', ({ power }) => power.full?.worst],
    ['fullest_worst_loss', ({ power }) => power.full?.by],
    ['cooling_capacity_W', ({ cooling }) => cooling?.capacity],
    ['cooling_free_W', ({ cooling }) => cooling?.free],
    ['binding', ({ binding }) => binding],
    ['stranded_W', ({ stranded }) => stranded.watts],
    ['stranded_U', ({ stranded }) => stranded.units],
    ['first_full', ({ forecast }) => forecast?.first?.kind],
    ['full_p10', (place) => day(firstOf(place)?.full?.p10)],
    ['full_p50', (place) => day(firstOf(place)?.full?.p50)],
    ['full_p90', (place) => day(firstOf(place)?.full?.p90)],
    ['forecast_refused', ({ forecast }) => refusal(forecast)],
    ['energy_from', atSite(({ energy }) => energy && new Date(energy.from).toISOString())],
    ['energy_to', atSite(({ energy }) => energy && new Date(energy.to).toISOString())],
    ['energy_coverage', atSite(({ energy }) => energy?.coverage)],
    ['pue', atSite(({ energy }) => energy?.pue)],
    ['pue_category', atSite(({ energy }) => energy?.category)],
    ['pue_period', atSite(({ energy }) => energy?.period)],
    ['wue_l_per_kWh', atSite(({ energy }) => energy?.wue)],
    ['cue_kgCO2e_per_kWh', atSite(({ energy }) => energy?.cue)],
    ['ref', atSite(({ energy }) => energy?.ref)],
    ['site_energy_Wh', atSite(({ energy }) => energy?.siteEnergy)],
    ['it_energy_Wh', atSite(({ energy }) => energy?.itEnergy)],
    ['cost', atSite(({ energy }) => energy?.cost)],
    ['currency', atSite(({ energy }) => energy?.tariff?.currency)],
    ['carbon_kgCO2e', atSite(({ energy }) => energy?.carbonKilograms)],
    ['assumed', atSite(({ energy }) => energy?.assumed.join(' '))],
    ['alarms_critical', atSite(({ alarms }) => alarms?.critical)],
    ['alarms_warning', atSite(({ alarms }) => alarms?.warning)],
  ]

/** The report as CSV: a line a place, SI units, ISO times; what is not known is empty. */
export function reportCsv(report: CapacityReport): string {
  const lines = report.sites.flatMap((site) =>
    site.places.map((place) => COLUMNS.map(([, of]) => of(place, site, report))),
  )
  return toCsv([COLUMNS.map(([name]) => name), ...lines])
}

function atSite(of: (site: ReportSite) => Cell): (place: ReportPlace, site: ReportSite) => Cell {
  return (place, site) => (place.path === site.path ? of(site) : undefined)
}

function firstOf({ forecast }: ReportPlace) {
  return forecast?.constraints.find(
    ({ kind, place }) => kind === forecast.first?.kind && place === forecast.first.place,
  )
}

function refusal(forecast: ReportPlace['forecast']): Cell {
  const refused = forecast?.uses.find((use) => use.unit === 'W' && use.forecast.kind === 'refused')?.forecast
  return refused?.kind === 'refused' ? refused.reason : undefined
}

function day(at: number | null | undefined): Cell {
  return at === null || at === undefined ? undefined : new Date(at).toISOString().slice(0, 10)
}
