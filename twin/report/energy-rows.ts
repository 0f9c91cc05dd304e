import type { EnergyView } from '../protocol/energy.ts'
import type { ReportLanguage } from './report-language.ts'

/** Places that a reason names: the data has more. */
const MOST_NAMED = 2

interface EnergyRow {
  readonly name: string
  readonly value: string
  /** Qualifier, origin of a rate, or why there is no value. */
  readonly notes: readonly string[]
}

/** The energy figures of a period for people: each with what it rests on, or why it is absent. */
export function energyRows(told: EnergyView, language: ReportLanguage): readonly EnergyRow[] {
  const { figure, measured, page, say } = language
  const plain = (value: number | null, unit: string) => (value === null ? '–' : figure(value, unit, 3))
  const absence = (name: keyof EnergyView['absent']) => {
    const why = told.absent[name]
    return why ? [page(`energy.absent.${why.why}`, { paths: why.paths.slice(0, MOST_NAMED).join(', ') })] : []
  }
  const origin = (
    name: 'tariff' | 'emission-factor' | 'renewable',
    rate: { readonly assumed: boolean; readonly origins: readonly string[] } | null,
  ) => {
    if (!rate) return []
    return [
      rate.assumed
        ? say('assumed', { origin: page(`energy.origin.${name}`) })
        : say('origin', { origin: rate.origins.join('; ') }),
    ]
  }
  const category = told.category === null ? [] : [say('category', { category: told.category })]
  const interim = told.period === 'interim' ? [page('energy.interim')] : []
  const row = (name: keyof EnergyView['absent'], key: string, value: string, notes: readonly string[] = []) => ({
    ...{ name: page(key), value },
    notes: told.absent[name] ? absence(name) : notes,
  })
  const { renewable } = told
  return [
    row('pue', 'energy.pue', plain(told.pue, '1'), [...category, ...interim]),
    row('wue', 'energy.wue', plain(told.wue, 'l/kWh')),
    row('cue', 'energy.cue', plain(told.cue, 'kgCO₂e/kWh'), origin('emission-factor', told.emissionFactor)),
    row(
      'ref',
      'energy.ref',
      plain(told.ref, 'share'),
      origin('renewable', { ...renewable, origins: [renewable.origin] }),
    ),
    row(
      'cost',
      'energy.cost',
      told.cost === null ? '–' : `${language.count(told.cost)}\u00a0${told.tariff?.currency ?? ''}`,
      origin('tariff', told.tariff),
    ),
    row(
      'carbonKilograms',
      'energy.carbon',
      plain(told.carbonKilograms === null ? null : told.carbonKilograms / 1000, 'tCO₂e'),
      origin('emission-factor', told.emissionFactor),
    ),
    { name: page('energy.site'), value: measured(told.siteEnergy, 'Wh'), notes: [] },
    { name: page('energy.it'), value: measured(told.itEnergy, 'Wh'), notes: [] },
    {
      name: page('energy.coverage'),
      value: measured(told.coverage, 'share'),
      notes: told.coverage < 1 ? [say('coverageNote')] : [],
    },
  ]
}
