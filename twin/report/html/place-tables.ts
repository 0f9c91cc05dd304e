import type { ForecastView } from '../../protocol/forecast.ts'
import type { ReportPlace } from '../capacity-report.ts'
import type { ReportLanguage } from '../report-language.ts'
import { type Cell, escapeHtml, table } from './html-parts.ts'

const DAYS_OF_MONTH = 30
const MOST_CONSTRAINTS = 3

/** Used, reserved and free of places, what is used up first, and what cannot be used because of that. */
export function capacityTable(places: readonly ReportPlace[], language: ReportLanguage): string {
  const { measured, say } = language
  const title = (
    group: 'space' | 'power' | 'cooling',
    word: 'used' | 'reserved' | 'free' | 'freeAfter' | 'capacity',
  ) => ({
    title: `${say(group)}: ${say(word)}`,
    isNumber: true,
  })
  const units = (value: number | undefined | null) =>
    value === undefined || value === null ? '–' : language.figure(value, '', 4).trim()
  const columns = [
    { title: say('place') },
    { title: say('racks'), isNumber: true },
    ...(['used', 'reserved', 'free'] as const).map((word) => title('space', word)),
    ...(['used', 'reserved', 'freeAfter'] as const).map((word) => title('power', word)),
    ...(['capacity', 'free'] as const).map((word) => title('cooling', word)),
    { title: say('binds') },
    { title: say('stranded'), isNumber: true },
  ]
  const rows = places.map((place) => {
    const { binding, cooling, power, racks, reserved, space, stranded } = place
    const drawn = measured(power.draws, 'W')
    return [
      placeName(place, language),
      language.count(racks),
      units(space.taken),
      units(reserved?.units),
      units(space.free),
      escapeHtml(power.unknown > 0 ? say('atLeast', { value: drawn }) : drawn),
      escapeHtml(measured(reserved?.watts, 'W')),
      escapeHtml(measured(power.free, 'W')),
      escapeHtml(measured(cooling?.capacity, 'W')),
      escapeHtml(measured(cooling?.free, 'W')),
      escapeHtml(say(`binding_${binding}`)),
      binding === 'unknown' ? '–' : `${escapeHtml(measured(stranded.watts, 'W'))}<br>${units(stranded.units)} U`,
    ]
  })
  const fullest = places.flatMap((place) => fullestOf(place, language))
  return `${table(columns, rows)}<ul class="quiet">${fullest.join('')}</ul><p class="quiet">${escapeHtml(`${say('afterNote')} ${say('reservedNote')}`)}</p>`
}

/** When each place is full, what runs out first in front. */
export function whenTable(places: readonly ReportPlace[], language: ReportLanguage): string {
  const { say } = language
  const nameAt = (path: string) => {
    const named = places.find((place) => place.path === path)
    return named ? language.nameOf(named) : path
  }
  const columns = [
    { title: say('place') },
    { title: say('constraint') },
    { title: say('limit'), isNumber: true },
    { title: say('growth'), isNumber: true },
    ...(['p10', 'p50', 'p90'] as const).map((word) => ({ title: say(word) })),
  ]
  const rows = places.flatMap((place): Cell[][] => {
    const name = placeName(place, language)
    const told = place.forecast
    if (!told) return [[name, escapeHtml(say('noHistory')), '–', '–', '–', '–', '–']]
    // What runs out first, and in any case the rack units.
    const shown = told.constraints.filter(({ kind }, place) => place < MOST_CONSTRAINTS || kind === 'space')
    return shown.map((constraint, row) => [row === 0 ? name : '', ...whenCells(told, constraint, nameAt, language)])
  })
  return `${table(columns, rows)}<p class="quiet">${escapeHtml(say('fanNote'))}</p>`
}

/** The date of what runs out first, for the overview. */
export function firstDate(place: ReportPlace, language: ReportLanguage): string {
  const told = place.forecast
  const first = told?.constraints.find(({ kind, place: at }) => kind === told.first?.kind && at === told.first.place)
  if (!told) return language.say('noHistory')
  if (first?.full) return first.full.isFull ? language.say('full') : dated(first.full.p50, language)
  const refused = told.uses.find(({ forecast }) => forecast.kind === 'refused')
  return refused ? refusal(refused.forecast, language) : language.say('never')
}

export function placeName(
  place: { readonly path: string; readonly name: string; readonly nameSr?: string | undefined },
  language: ReportLanguage,
): string {
  return `${escapeHtml(language.nameOf(place))}<span class="path">${escapeHtml(place.path)}</span>`
}

function fullestOf({ power: { full }, ...place }: ReportPlace, language: ReportLanguage): string[] {
  if (!full || full.worst === null) return []
  const { figure, nameOf, say } = language
  const values = { path: full.path, share: figure(full.worst, 'share', 3) }
  const text = full.by === null ? say('fullestNow', values) : say('fullest', { ...values, by: full.by })
  return [`<li>${escapeHtml(`${nameOf(place)}: ${text}`)}</li>`]
}

function whenCells(
  told: ForecastView,
  { full, kind, limit, none, place, unit, use }: ForecastView['constraints'][number],
  nameAt: (path: string) => string,
  language: ReportLanguage,
): Cell[] {
  const { measured, say } = language
  const forecast = told.uses[use]?.forecast
  const what = escapeHtml(say(`constraint_${kind}`, { place: nameAt(place) }))
  const most =
    limit === null
      ? escapeHtml(say(none === 'declared-is-less' ? 'declaredIsLess' : 'noLimit'))
      : escapeHtml(measured(limit, unit))
  if (full?.isFull)
    return [what, most, '–', { html: `<span class="warned">${escapeHtml(say('full'))}</span>`, columns: 3 }]
  if (!forecast || forecast.kind === 'refused')
    return [what, most, '–', { html: forecast ? escapeHtml(refusal(forecast, language)) : '–', columns: 3 }]
  const growth = escapeHtml(measured(forecast.perDay * DAYS_OF_MONTH, unit))
  const dates = full
    ? [full.p10, full.p50, full.p90].map((at) => escapeHtml(at === null ? say('never') : language.shortDay(at)))
    : ['–', '–', '–']
  return [what, most, growth, ...dates]
}

function refusal(forecast: ForecastView['uses'][number]['forecast'], { count, say }: ReportLanguage): string {
  if (forecast.kind !== 'refused' || forecast.reason === 'cannot-be-back-tested') return say('untested')
  return say('refused', { measured: count(forecast.measuredDays), needed: count(forecast.neededDays) })
}

function dated(at: number | null, { day, say }: ReportLanguage): string {
  return at === null ? say('never') : day(new Date(at).toISOString().slice(0, 10))
}
