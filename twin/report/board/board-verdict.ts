import { escapeHtml } from '../html/html-parts.ts'
import type { BoardData } from './board-data.ts'
import type { BoardLanguage } from './board-language.ts'
import { placeNameOf, readyText, unmetName, waitsForName } from './board-words-of.ts'

const MOST_LATE = 3
const MOST_SHORT = 2
/** Letters that a line of it has room for, at least. */
const LINE = 95

/** What a member of the board must know: what is ready, what comes, what is late, who has no room. */
export function verdict(data: BoardData, language: BoardLanguage): { readonly html: string; readonly lines: number } {
  const { view } = data
  const late = lateText(data, language)
  const short = shortTexts(data, language)
  const isBad = late.isBad || (data.supply?.unmet.length ?? 0) > 0
  const lines = [...readyTexts(data, language), late.text, ...short, ...untested(view, language)]
  const told = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')
  const label = escapeHtml(language.say('verdict'))
  return {
    html: `<section class="verdict${isBad ? ' bad' : ''}" aria-label="${label}">${told}</section>`,
    lines: lines.reduce((sum, line) => sum + Math.min(2, Math.ceil(line.length / LINE)), 0),
  }
}

function readyTexts({ view }: BoardData, language: BoardLanguage): readonly string[] {
  const { dataDate, ready } = view
  const last = ready.steps.at(-1)?.day
  const now = readyText(ready.steps, dataDate, language)
  const later = last === undefined || last <= dataDate ? '' : readyText(ready.steps, last, language)
  return [
    now === '' ? language.say('nothingYet') : language.say('readyNow', { day: language.shortDay(dataDate), sums: now }),
    ...(later === '' || last === undefined
      ? []
      : [language.say('readyLater', { day: language.shortDay(last), sums: later })]),
  ]
}

function lateText({ view }: BoardData, language: BoardLanguage): { readonly text: string; readonly isBad: boolean } {
  const { nameOf, t } = language
  const late = view.milestones
    .filter((one) => !one.isDone && (one.late ?? 0) > 0)
    .sort((one, other) => (other.late ?? 0) - (one.late ?? 0))
  if (late.length === 0) {
    const isPromised = view.milestones.some((one) => !one.isDone && one.late !== null)
    return { text: t(isPromised ? 'buildOut.noneLate' : 'buildOut.nothingPromised'), isBad: false }
  }
  const names = late.slice(0, MOST_LATE).map((one) => {
    const activity = view.activities.find(({ id }) => id === one.activity)
    return t('buildOut.lateOne', { name: activity ? nameOf(activity) : one.activity, days: language.late(one.late) })
  })
  const more = late.length > MOST_LATE ? [language.say('andMore', { count: late.length - MOST_LATE })] : []
  return { text: t('buildOut.someLate', { count: late.length, names: [...names, ...more].join('; ') }), isBad: true }
}

function shortTexts({ supply, view }: BoardData, language: BoardLanguage): readonly string[] {
  if (!supply) return [language.say('notAsked')]
  const { unmet } = supply
  if (unmet.length === 0) return [language.t('buildOut.allMet')]
  const told = unmet.slice(0, MOST_SHORT).map((one) =>
    language.say('shortOne', {
      ...{ name: unmetName(one, language), place: placeNameOf(one, language) },
      from: language.shortDay(one.from),
      until: one.until === null ? language.say('neverIn') : language.shortDay(one.until),
      short: language.amount(one.measure, one.short),
      wanted: language.amount(one.measure, one.wanted),
      handOver: waitsForName(one, view, language),
    }),
  )
  const left = unmet.length - told.length
  return left > 0 ? [...told, language.say('shortMore', { count: left })] : told
}

function untested({ activities, ready }: BoardData['view'], { amount, nameOf, t }: BoardLanguage): readonly string[] {
  const [first] = ready.untested
  if (!first) return []
  const activity = activities.find(({ id }) => id === first.activity)
  const name = activity ? nameOf(activity) : first.activity
  return [t('buildOut.untested', { name, power: amount('power', first.power) })]
}
