import { struckBy } from '../../analysis/build-out/struck-by.ts'
import type { BuildOutMilestone } from '../../protocol/build-out.ts'
import { escapeHtml } from '../html/html-parts.ts'
import type { BoardData } from './board-data.ts'
import type { BoardLanguage } from './board-language.ts'
import { handOverText, placeNameOf, unmetName, waitsForName } from './board-words-of.ts'

/** Lines of the tables of milestones and of who has no room, together; every line more above them takes one. */
const LINES_OF_FIRST = 15
const FEWEST_LINES = 5
const LINES_OF_UNMET = 5
const LINES_OF_RISK = 7
const MOST_DRIVERS = 5
/** Letters for which a line of a column has room, at least. A longer text takes two lines. */
const ROOM = { milestone: 26, who: 19, where: 12, waitsFor: 16, handOver: 25, driver: 25 } as const

/** A column: its title and its class of width; the first without a class takes what is left. */
type Column = readonly [title: string, width?: string]

/** Milestones that are still to come, those that hand something over before the others, then those that are done last. */
export function milestoneTable(data: BoardData, language: BoardLanguage, linesMore: number): string {
  const { view } = data
  const { nameOf, say, shortDay, t } = language
  const activities = new Map(view.activities.map((activity) => [activity.id, activity]))
  const weight = ({ activity, due, isDone, late }: BuildOutMilestone) =>
    (isDone ? 8 : 0) + (activities.get(activity)?.handsOver ? 0 : 4) + (due === null && late === null ? 1 : 0)
  const room = LINES_OF_FIRST - linesMore - unmetLines(data, language)
  const name = ({ activity }: BuildOutMilestone) => named(view, activity, language)
  const shown = fitting(
    [...view.milestones].sort((one, other) => weight(one) - weight(other)),
    Math.max(FEWEST_LINES, room),
    (one) => linesOf(name(one), ROOM.milestone),
  ).toSorted((one, other) => (one.day < other.day ? -1 : 1))
  const rows = shown.flatMap((one) => {
    const activity = activities.get(one.activity)
    if (!activity) return []
    const state = one.isDone ? t('buildOut.done') : language.late(one.late)
    const target = one.planned ?? one.due
    return [
      [
        head(nameOf(activity)),
        cell(shortDay(one.day)),
        cell(target === null ? '–' : shortDay(target)),
        `<td>${mark(one)}${escapeHtml(state)}</td>`,
        cell(handOverText(activity, language)),
        cell(t(`source.${activity.source}`)),
      ],
    ]
  })
  const columns: readonly Column[] = [
    [t('buildOut.milestone')],
    [t('buildOut.comes'), 'w2'],
    [say('target'), 'w2'],
    [say('milestoneState'), 'w5'],
    [t('buildOut.adds'), 'w3'],
    [t('buildOut.source'), 'w3'],
  ]
  return tableOf(columns, rows) + left(view.milestones.length - shown.length, 'milestonesLeft', language)
}

/** Early, on time, late and done, each its own shape; none where there is nothing to be late against. */
function mark({ isDone, late }: BuildOutMilestone): string {
  if (!isDone && late === null) return ''
  const shape = isDone
    ? '<path d="M2 6.5l3 3L10 3" fill="none" stroke="#17202a" stroke-width="2"/>'
    : (late ?? 0) > 0
      ? '<path d="M6 1l5 10H1z" fill="#b42318"/>'
      : (late ?? 0) < 0
        ? '<path d="M6 11L1 1h10z" fill="#0b5cad"/>'
        : '<circle cx="6" cy="6" r="4.5" fill="#1b7a43"/>'
  return `<svg viewBox="0 0 12 12" aria-hidden="true">${shape}</svg>`
}

/** Who has no room; what has is told by the verdict. */
export function unmetTable(data: BoardData, language: BoardLanguage): string {
  const { supply, view } = data
  if (!supply || supply.unmet.length === 0) return ''
  const { amount, say, shortDay, t } = language
  const shown = shownUnmet(data, language)
  const rows = shown.map((one) => [
    head(unmetName(one, language)),
    wrapped(placeNameOf(one, language)),
    cell(shortDay(one.from)),
    cell(one.until === null ? say('never') : shortDay(one.until)),
    cell(`${amount(one.measure, one.short)} / ${amount(one.measure, one.wanted)}`),
    wrapped(waitsForName(one, view, language)),
  ])
  const columns: readonly Column[] = [
    [t('buildOut.who')],
    [t('buildOut.where'), 'w3'],
    [t('buildOut.from'), 'w2'],
    [t('buildOut.until'), 'w2'],
    [`${t('buildOut.short')} / ${t('buildOut.wanted').toLocaleLowerCase(language.language)}`, 'w4'],
    [t('buildOut.waitsFor'), 'w4'],
  ]
  return tableOf(columns, rows) + left(supply.unmet.length - rows.length, 'unmetLeft', language)
}

type Unmet = NonNullable<BoardData['supply']>['unmet'][number]

function shownUnmet({ supply, view }: BoardData, language: BoardLanguage): readonly Unmet[] {
  return fitting(supply?.unmet ?? [], LINES_OF_UNMET, (one) => unmetHeight(one, view, language))
}

function unmetLines(data: BoardData, language: BoardLanguage): number {
  return shownUnmet(data, language).reduce((sum, one) => sum + unmetHeight(one, data.view, language), 0)
}

function unmetHeight(one: Unmet, view: BoardData['view'], language: BoardLanguage): number {
  return Math.max(
    linesOf(unmetName(one, language), ROOM.who),
    linesOf(placeNameOf(one, language), ROOM.where),
    linesOf(waitsForName(one, view, language), ROOM.waitsFor),
  )
}

/** The first rows that fit into so many lines, one of them at least. */
function fitting<T>(rows: readonly T[], most: number, height: (row: T) => number): readonly T[] {
  let lines = 0
  const end = rows.findIndex((row, at) => {
    lines += height(row)
    return at > 0 && lines > most
  })
  return end < 0 ? rows : rows.slice(0, end)
}

function linesOf(text: string, room: number): number {
  return text.length > room ? 2 : 1
}

/** The days that half and four of five runs keep. */
export function riskTable({ risk, view }: BoardData, language: BoardLanguage): string {
  if (!risk) return `<p>${escapeHtml(language.t('buildOut.noDrivers'))}</p>`
  const { shortDay, t } = language
  const columns: readonly Column[] = [[t('buildOut.handOver')], ['P50', 'w6'], ['P80', 'w6']]
  const name = ({ activity }: { readonly activity: string }) => named(view, activity, language)
  const rows = fitting(risk.handOvers, LINES_OF_RISK, (one) => linesOf(name(one), ROOM.handOver)).map((one) => [
    head(name(one)),
    cell(shortDay(one.p50)),
    cell(shortDay(one.p80)),
  ])
  const days = { runs: risk.runs, p50: shortDay(risk.finish.p50), p80: shortDay(risk.finish.p80) }
  return `<p>${escapeHtml(t('buildOut.lastDay', days))}</p>${tableOf(columns, rows)}`
}

/** What moves the last day most, in days: activities by what they may take, and shared risks by what they add where they strike. */
export function driverTable({ risk, view }: BoardData, language: BoardLanguage): string {
  const shared = struckBy(risk?.shared ?? []).map(({ days, of, risk: one }) => {
    const name = language.say('sharedRisk', { name: language.nameOf(one), percent: Math.round(one.chance * 100) })
    const full =
      of === undefined ? name : language.t('buildOut.sharedRiskOf', { risk: name, name: named(view, of, language) })
    return { name: full, swing: days }
  })
  const drivers = (risk?.drivers ?? [])
    .map(({ activity, swing }) => ({ name: named(view, activity, language), swing }))
    .concat(shared)
    .filter(({ swing }) => Math.round(swing) > 0)
    .sort((one, other) => other.swing - one.swing)
    .slice(0, MOST_DRIVERS)
  if (drivers.length === 0) return ''
  const most = Math.max(...drivers.map(({ swing }) => swing))
  const shown = fitting(drivers, LINES_OF_RISK, ({ name }) => linesOf(name, ROOM.driver))
  const rows = shown.map(({ name, swing }) => [
    head(name),
    `<td><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${((100 * swing) / most).toFixed(0)}" height="10" fill="#0b5cad"/></svg></td>`,
    cell(language.t('buildOut.days', { days: language.count(Math.round(swing)) })),
  ])
  return tableOf([[language.t('buildOut.drivers')], ['', 'w6'], ['', 'w3']], rows)
}

function named({ activities }: BoardData['view'], id: string, { nameOf }: BoardLanguage): string {
  const found = activities.find((one) => one.id === id)
  return found ? nameOf(found) : id
}

/** The name of a row: in two lines where one has no room for it. */
function head(text: string): string {
  return `<th scope="row"><span>${escapeHtml(text)}</span></th>`
}

function wrapped(text: string): string {
  return `<td><span>${escapeHtml(text)}</span></td>`
}

function cell(text: string): string {
  return `<td>${escapeHtml(text)}</td>`
}

function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(([title, width]) => {
    return `<th scope="col"${width === undefined ? '' : ` class="${width}"`}>${escapeHtml(title)}</th>`
  })
  return `<table><thead><tr>${titles.join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</tbody></table>`
}

function left(count: number, word: 'milestonesLeft' | 'unmetLeft', { say }: BoardLanguage): string {
  return count > 0 ? `<p class="quiet">${escapeHtml(say(word, { count }))}</p>` : ''
}
