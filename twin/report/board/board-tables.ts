import type { BuildOutMilestone } from '../../protocol/build-out.ts'
import { escapeHtml } from '../html/html-parts.ts'
import type { BoardData } from './board-data.ts'
import type { BoardLanguage } from './board-language.ts'
import { handOverText, placeNameOf, unmetName, waitsForName } from './board-words-of.ts'

/** Every line more above the table takes one of its rows. */
const MOST_MILESTONES = 11
const FEWEST_MILESTONES = 4
const MOST_UNMET = 4
const MOST_HAND_OVERS = 6
const MOST_DRIVERS = 5

/** A column: its title and its class of width; the first without a class takes what is left. */
type Column = readonly [title: string, width?: string]

/** Milestones that are still to come, those that hand something over before the others, then those that are done last. */
export function milestoneTable({ view }: BoardData, language: BoardLanguage, linesMore: number): string {
  const { nameOf, say, shortDay, t } = language
  const activities = new Map(view.activities.map((activity) => [activity.id, activity]))
  const weight = ({ activity, due, isDone, late }: BuildOutMilestone) =>
    (isDone ? 8 : 0) + (activities.get(activity)?.handsOver ? 0 : 4) + (due === null && late === null ? 1 : 0)
  const shown = [...view.milestones]
    .sort((one, other) => weight(one) - weight(other))
    .slice(0, Math.max(FEWEST_MILESTONES, MOST_MILESTONES - linesMore))
    .sort((one, other) => (one.day < other.day ? -1 : 1))
  const rows = shown.flatMap((one) => {
    const activity = activities.get(one.activity)
    if (!activity) return []
    const state = one.isDone ? t('buildOut.done') : language.late(one.late)
    const target = one.planned ?? one.due
    return [
      [
        `<th scope="row">${escapeHtml(nameOf(activity))}</th>`,
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
    [t('buildOut.comes'), 'w1'],
    [say('target'), 'w1'],
    [say('milestoneState'), 'w4'],
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
export function unmetTable({ supply, view }: BoardData, language: BoardLanguage): string {
  if (!supply || supply.unmet.length === 0) return ''
  const { amount, say, shortDay, t } = language
  const rows = supply.unmet
    .slice(0, MOST_UNMET)
    .map((one) => [
      `<th scope="row">${escapeHtml(unmetName(one, language))}</th>`,
      cell(placeNameOf(one, language)),
      cell(shortDay(one.from)),
      cell(one.until === null ? say('never') : shortDay(one.until)),
      cell(`${amount(one.measure, one.short)} / ${amount(one.measure, one.wanted)}`),
      cell(waitsForName(one, view, language)),
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

/** The days that half and four of five runs keep. */
export function riskTable({ risk, view }: BoardData, language: BoardLanguage): string {
  if (!risk) return `<p>${escapeHtml(language.t('buildOut.noDrivers'))}</p>`
  const { shortDay, t } = language
  const columns: readonly Column[] = [[t('buildOut.handOver')], ['P50', 'w5'], ['P80', 'w5']]
  const rows = risk.handOvers
    .slice(0, MOST_HAND_OVERS)
    .map(({ activity, p50, p80 }) => [
      `<th scope="row">${escapeHtml(named(view, activity, language))}</th>`,
      cell(shortDay(p50)),
      cell(shortDay(p80)),
    ])
  const days = { runs: risk.runs, p50: shortDay(risk.finish.p50), p80: shortDay(risk.finish.p80) }
  return `<p>${escapeHtml(t('buildOut.lastDay', days))}</p>${tableOf(columns, rows)}`
}

/** What moves the last day most, in days: activities by what they may take, and shared risks by what they add where they strike. */
export function driverTable({ risk, view }: BoardData, language: BoardLanguage): string {
  const shared = (risk?.shared ?? []).map((one) => ({
    name: language.say('sharedRisk', { name: language.nameOf(one), percent: Math.round(one.chance * 100) }),
    swing: one.later,
  }))
  const drivers = (risk?.drivers ?? [])
    .map(({ activity, swing }) => ({ name: named(view, activity, language), swing }))
    .concat(shared)
    .filter(({ swing }) => Math.round(swing) > 0)
    .sort((one, other) => other.swing - one.swing)
    .slice(0, MOST_DRIVERS)
  if (drivers.length === 0) return ''
  const most = Math.max(...drivers.map(({ swing }) => swing))
  const rows = drivers.map(({ name, swing }) => [
    `<th scope="row">${escapeHtml(name)}</th>`,
    `<td><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${((100 * swing) / most).toFixed(0)}" height="10" fill="#0b5cad"/></svg></td>`,
    cell(language.t('buildOut.days', { days: language.count(Math.round(swing)) })),
  ])
  return tableOf([[language.t('buildOut.drivers')], ['', 'w5'], ['', 'w3']], rows)
}

function named({ activities }: BoardData['view'], id: string, { nameOf }: BoardLanguage): string {
  const found = activities.find((one) => one.id === id)
  return found ? nameOf(found) : id
}

function cell(text: string): string {
  return `<td>${escapeHtml(text)}</td>`
}

function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const head = columns.map(([title, width]) => {
    return `<th scope="col"${width === undefined ? '' : ` class="${width}"`}>${escapeHtml(title)}</th>`
  })
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.join('')}</tr>`).join('')}</tbody></table>`
}

function left(count: number, word: 'milestonesLeft' | 'unmetLeft', { say }: BoardLanguage): string {
  return count > 0 ? `<p class="quiet">${escapeHtml(say(word, { count }))}</p>` : ''
}
