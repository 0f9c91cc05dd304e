import { SOURCES } from '../../model/source.ts'
import { escapeHtml } from '../html/html-parts.ts'
import type { BoardData } from './board-data.ts'
import type { BoardLanguage } from './board-language.ts'

const MOST_LETTERS = 150

/**
 * What the report rests on, and what of it nobody published.
 * @param mostNotes of work packages
 */
export function assumptions({ risk, supply, view }: BoardData, language: BoardLanguage, mostNotes: number): string {
  const { count, noteOf, say, t } = language
  const assumed = (list: readonly { readonly source: string }[]) =>
    list.filter(({ source }) => source === 'assumed').length
  const counts = view.activities.length
  const reported = view.activities.flatMap(({ reported: report }) => report ?? [])
  const sources = SOURCES.flatMap((source) => {
    const found = view.activities.filter((one) => one.source === source).length
    return found > 0 ? `${t(`source.${source}`)} ${count(found)}` : []
  })
  const values = { assumed: count(assumed(view.activities)), all: count(counts) }
  const power = supply?.pools.find(({ measure }) => measure === 'power')
  const notes = view.packages.flatMap((one) => {
    const note = noteOf(one)
    return note === undefined ? [] : `${language.nameOf(one)}: ${shortened(note)}`
  })
  const lines = [
    say('assumedCount', { ...values, others: count(counts - assumed(view.activities)) }),
    say('reportedCount', { reported: count(reported.length), assumed: count(assumed(reported)) }),
    say('boardSource', { sources: sources.join(', ') }),
    say('powerLevel5'),
    ...(supply && power
      ? [
          `${say('powerBasis', { basis: t(`buildOut.basis.${power.basis}`) })} ${say(power.growth === 'held' ? 'growthHeld' : 'growthForecast')} ${say('areaTaken')}`,
          say('demandAssumed', { assumed: count(assumed(supply.demands)), all: count(supply.demands.length) }),
        ]
      : []),
    ...(risk ? [t(risk.shared.length > 0 ? 'buildOut.sharedHint' : 'buildOut.riskHint')] : []),
    ...notes.slice(0, mostNotes),
  ]
  return `<ul>${lines.map((line) => `<li><span>${escapeHtml(line)}</span></li>`).join('')}</ul>`
}

/** Whole sentences as far as there is room; of one that is longer than that, whole words. */
function shortened(text: string): string {
  if (text.length <= MOST_LETTERS) return text
  const kept = text.slice(0, MOST_LETTERS)
  const sentence = kept.lastIndexOf('. ')
  return sentence > 0 ? kept.slice(0, sentence + 1) : `${kept.slice(0, Math.max(1, kept.lastIndexOf(' ')))} …`
}
