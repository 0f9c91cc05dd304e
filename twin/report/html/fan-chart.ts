import type { ForecastView } from '../../protocol/forecast.ts'
import type { ReportLanguage } from '../report-language.ts'
import { escapeHtml } from './html-parts.ts'
import { niceTop } from './nice-top.ts'

const [WIDTH, HEIGHT] = [720, 220]
const PLOT = { left: 64, right: 708, top: 10, bottom: 176 } as const
const DAY_MS = 86_400_000
const MOST_PAST_DAYS = 400
/** Beyond the date with even chances, or in all where there is none. */
const SHOWN_AHEAD_MS = 730 * DAY_MS
const SLACK_MS = 120 * DAY_MS
const STEPS = 4

/** Past, fan and limit of what runs out first at a place, as SVG; undefined where no day is measured. */
export function fanChart(told: ForecastView, placeName: string, language: ReportLanguage): string | undefined {
  const shown =
    told.constraints.find(({ kind, place }) => kind === told.first?.kind && place === told.first.place) ??
    told.constraints.find(({ unit }) => unit === 'W')
  const use = shown && told.uses[shown.use]
  if (!shown || !use || use.history.days.every((value) => value === null)) return undefined
  const skipped = Math.max(0, use.history.days.length - MOST_PAST_DAYS)
  const past = use.history.days.slice(skipped).map((value, day) => ({
    at: use.history.from + (skipped + day) * DAY_MS,
    value,
  }))
  const ahead = use.forecast.kind === 'forecast' ? use.forecast.days : []
  const until = shown.full?.p90 ?? shown.full?.p50 ?? told.at + SHOWN_AHEAD_MS
  const fan = ahead.filter(({ at }) => at <= Math.max(until, told.at) + SLACK_MS)
  const from = past[0]?.at ?? told.at
  const to = fan.at(-1)?.at ?? past.at(-1)?.at ?? told.at
  const most = Math.max(shown.limit ?? 0, ...past.map(({ value }) => value ?? 0), ...fan.map(({ p90 }) => p90))
  const top = niceTop(most)
  const x = (at: number) => PLOT.left + ((at - from) / Math.max(1, to - from)) * (PLOT.right - PLOT.left)
  const y = (value: number) => PLOT.bottom - (Math.max(0, value) / top) * (PLOT.bottom - PLOT.top)
  const point = (at: number, value: number) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`
  const lines = Array.from({ length: STEPS + 1 }, (_, step) => {
    const value = (top * step) / STEPS
    return `<path class="axis" d="M${PLOT.left} ${y(value).toFixed(1)}H${PLOT.right}"/><text x="${PLOT.left - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${escapeHtml(language.figure(value, shown.unit, 3))}</text>`
  })
  const dates = Array.from({ length: STEPS + 1 }, (_, step) => {
    const at = from + ((to - from) * step) / STEPS
    const side = step === 0 ? 'start' : step === STEPS ? 'end' : 'middle'
    return `<text x="${x(at).toFixed(1)}" y="${PLOT.bottom + 16}" text-anchor="${side}">${new Date(at).toISOString().slice(0, 7)}</text>`
  })
  const band =
    fan.length > 1
      ? [...fan.map(({ at, p90 }) => point(at, p90)), ...[...fan].reverse().map(({ at, p10 }) => point(at, p10))]
      : []
  const limit =
    shown.limit === null ? '' : `<path class="limit" d="M${PLOT.left} ${y(shown.limit).toFixed(1)}H${PLOT.right}"/>`
  const caption = language.say('chart', { place: placeName })
  return `<figure><figcaption>${escapeHtml(caption)}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(caption)}">${lines.join('')}${dates.join('')}${band.length > 0 ? `<polygon class="fan" points="${band.join(' ')}"/>` : ''}${pastPaths(past, point)}${fan.length > 1 ? `<polyline class="middle" points="${fan.map(({ at, p50 }) => point(at, p50)).join(' ')}"/>` : ''}${limit}${legend(language, fan.length > 1, shown.limit !== null)}</svg></figure>`
}

/** A line for each stretch of measured days: gaps stay gaps. */
function pastPaths(
  past: readonly { readonly at: number; readonly value: number | null }[],
  point: (at: number, value: number) => string,
): string {
  let path = ''
  let isBroken = true
  for (const { at, value } of past) {
    if (value !== null) path += `${isBroken ? 'M' : 'L'}${point(at, value)}`
    isBroken = value === null
  }
  return `<path class="past" d="${path}"/>`
}

function legend(language: ReportLanguage, hasFan: boolean, hasLimit: boolean): string {
  const entries = [
    { word: 'legendPast', mark: (x: number) => `<path class="past" d="M${x} 208h22"/>` },
    ...(hasFan
      ? ([
          { word: 'legendMiddle', mark: (x: number) => `<path class="middle" d="M${x} 208h22"/>` },
          { word: 'legendFan', mark: (x: number) => `<rect class="fan" x="${x}" y="202" width="22" height="11"/>` },
        ] as const)
      : []),
    ...(hasLimit
      ? ([{ word: 'legendLimit', mark: (x: number) => `<path class="limit" d="M${x} 208h22"/>` }] as const)
      : []),
  ] as const
  return entries
    .map(({ mark, word }, place) => {
      const x = PLOT.left + place * 150
      return `${mark(x)}<text x="${x + 28}" y="212">${escapeHtml(language.say(word))}</text>`
    })
    .join('')
}
