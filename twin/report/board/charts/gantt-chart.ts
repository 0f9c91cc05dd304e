import type { Day } from '../../../model/day.ts'
import type { BuildOutActivity } from '../../../protocol/build-out.ts'
import type { BoardChart, BoardData } from '../board-data.ts'
import type { BoardLanguage } from '../board-language.ts'
import * as parts from './chart-parts.ts'

/** Packages that a page has room for; what is over first is left out first. */
const MOST_ROWS = 12
/** More activities of a package are shown as one bar. */
const MOST_BARS = 30
const ROW = 18
const NAME_WIDTH = 222
/** Letters of a name in one line, in one of smaller letters, and in each of two lines of the smallest. */
const [ONE_LINE, SMALLER, TWO_LINES] = [32, 40, 46]
const SIZE = 11

interface Row {
  readonly name: string
  readonly activities: readonly BuildOutActivity[]
  readonly start: string
  readonly finish: string
  readonly isLongest: boolean
}

/** A row for each work package: its activities, its baseline below them, and whether the last day hangs on it. Undefined of an empty programme. */
export function ganttChart(
  { view }: BoardData,
  language: BoardLanguage,
): (BoardChart & { readonly rows: number; readonly left: number }) | undefined {
  const all = rowsOf(view, language)
  const rows = [...all]
    .sort((one, other) => (one.finish < other.finish ? 1 : -1))
    .slice(0, MOST_ROWS)
    .sort((one, other) => (one.start < other.start ? -1 : 1))
  const [first] = rows
  if (!first) return undefined
  const caption = language.say('ganttCaption')
  const height = rows.length * ROW + 52
  const plot = { left: NAME_WIDTH, right: parts.WIDTH - 10, top: 6, bottom: height - 44 }
  const days = rows.flatMap(({ finish, start }) => [start, finish]).concat(view.dataDate)
  const from = days.reduce((a, b) => (a < b ? a : b))
  const to = days.reduce((a, b) => (a > b ? a : b))
  const time = parts.timeScale(from as Day, to as Day, plot)
  const entries = [
    [parts.fillMark(parts.ACCENT), language.say('ganttDone')],
    [parts.fillMark('#fff', parts.ACCENT), language.say('ganttToDo')],
    [parts.fillMark('url(#critical)', parts.GAP), language.say('ganttCritical')],
    [parts.lineMark(parts.QUIET, '', 3), language.t('buildOut.baseline')],
    [(x: number, y: number) => diamond(x + 11, y), language.t('buildOut.handOver')],
  ] as const
  const hatch = `<defs><pattern id="critical" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="#fff"/><path d="M0 0V4" stroke="${parts.GAP}" stroke-width="2"/></pattern></defs>`
  const svg = parts.picture(height, caption, [
    hatch,
    time.svg,
    ...rows.map((row, at) => rowSvg(row, plot.top + at * ROW, view.baseline, time)),
    parts.dataDateLine(view.dataDate, time, plot),
    parts.legend(height - 6, entries),
  ])
  return { name: 'gantt', caption, svg, rows: rows.length, left: all.length - rows.length }
}

function rowsOf({ activities, packages }: BoardData['view'], { nameOf }: BoardLanguage): readonly Row[] {
  const within = new Map<string, BuildOutActivity[]>()
  for (const activity of activities) {
    const own = within.get(activity.package)
    if (own) own.push(activity)
    else within.set(activity.package, [activity])
  }
  return packages.flatMap((one): readonly Row[] => {
    const own = within.get(one.id) ?? []
    if (own.length === 0) return []
    return [
      {
        ...{ name: nameOf(one), activities: own },
        start: own.reduce((least, { start }) => (start < least ? start : least), own[0]?.start ?? ''),
        finish: own.reduce((most, { finish }) => (finish > most ? finish : most), own[0]?.finish ?? ''),
        isLongest: own.some(({ finished, isLongest }) => isLongest && finished === null),
      },
    ]
  })
}

function rowSvg(row: Row, top: number, baseline: string | null, time: parts.TimeScale): string {
  const { activities, finish, isLongest, name, start } = row
  const planned = baseline === null ? [] : activities.flatMap(({ baselines }) => baselines[baseline] ?? [])
  const first = planned.reduce((least, day) => (day < least ? day : least), '9999')
  const last = planned.reduce((most, day) => (day > most ? day : most), '')
  const bars =
    activities.length > MOST_BARS
      ? [bar(start, finish, isLongest ? 'url(#critical)' : '#fff', isLongest ? parts.GAP : parts.ACCENT, top, time)]
      : activities.flatMap((activity) => barsOf(activity, top, time))
  return [
    nameSvg(isLongest ? `▸ ${name}` : name, top),
    `<path d="M0 ${top + ROW - 2}H${parts.WIDTH}" stroke="${parts.LINE}" stroke-width="0.5"/>`,
    ...bars,
    last === ''
      ? ''
      : `<path d="M${time.x(first).toFixed(1)} ${top + 14}H${Math.max(time.x(last), time.x(first) + 3).toFixed(1)}" ${parts.strokeOf(parts.QUIET, '', 3)}/>`,
    ...activities
      .filter(({ handsOver }) => handsOver !== undefined)
      .map((activity) => diamond(time.x(activity.finish), top + 7)),
  ].join('')
}

/** A name in one line, else in two lines of smaller letters, broken between words; only a name that is longer than that is cut. */
function nameSvg(name: string, top: number): string {
  if (name.length <= ONE_LINE) return parts.label(2, top + 11, name)
  if (name.length <= SMALLER)
    return `<g font-size="${((SIZE * ONE_LINE) / name.length).toFixed(1)}">${parts.label(2, top + 11, name)}</g>`
  const space = name.lastIndexOf(' ', TWO_LINES)
  const end = space > 0 ? space : TWO_LINES
  const rest = name.slice(end).trim()
  const lines = [name.slice(0, end), rest.length > TWO_LINES ? `${rest.slice(0, TWO_LINES - 1)}…` : rest]
  return `<g font-size="7.6">${lines.map((line, at) => parts.label(2, top + 7 + 8 * at, line)).join('')}</g>`
}

/** What is done of it, and what is left; a milestone that hands nothing over is no bar. */
function barsOf(
  { done, finish, finished, isLongest, kind, start }: BuildOutActivity,
  top: number,
  time: parts.TimeScale,
) {
  if (kind === 'milestone') return []
  const [fill, stroke] = isLongest && finished === null ? ['url(#critical)', parts.GAP] : ['#fff', parts.ACCENT]
  const whole = bar(start, finish, finished === null ? fill : parts.ACCENT, stroke, top, time)
  const share = finished === null ? (done ?? 0) : 0
  if (share <= 0) return [whole]
  const width = Math.max(2, time.x(finish) - time.x(start)) * share
  return [
    whole,
    `<rect x="${time.x(start).toFixed(1)}" y="${top + 3}" width="${width.toFixed(1)}" height="8" fill="${parts.ACCENT}"/>`,
  ]
}

function bar(start: string, finish: string, fill: string, stroke: string, top: number, { x }: parts.TimeScale): string {
  const width = Math.max(2, x(finish) - x(start))
  return `<rect x="${x(start).toFixed(1)}" y="${top + 3}" width="${width.toFixed(1)}" height="8" fill="${fill}" stroke="${stroke}" stroke-width="0.8"/>`
}

function diamond(x: number, y: number): string {
  return `<path d="M${x.toFixed(1)} ${y - 5}l5 5l-5 5l-5 -5z" fill="${parts.INK}"/>`
}
