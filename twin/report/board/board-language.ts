import type { Measure } from '../../analysis/build-out/readiness.ts'
import { BUILD_OUT_TEXTS } from '../../web/i18n/late-texts.ts'
import { createTranslator, type Translator } from '../../web/i18n/translator.ts'
import { type ReportLanguageName, saying } from '../report-language.ts'
import { boardWordsEn } from './board-words-en.ts'
import { type BoardWord, boardWordsSr } from './board-words-sr.ts'

/** The page's language with what only the board's report and the calendar say. */
export interface BoardLanguage extends Translator {
  say(word: BoardWord, values?: Readonly<Record<string, string | number>>): string
  /** With its unit: `40 MW`, `4,700 m²`, `240`. */
  amount(measure: Measure | 'money', value: number, currency?: string): string
  /** `3 days late`, `on time`; a dash where there is nothing to be late against. */
  late(days: number | null): string
  /** `13 Dec 2027` */
  shortDay(iso: string): string
  noteOf(of: { readonly note?: string | undefined; readonly noteSr?: string | undefined }): string | undefined
}

export function boardLanguage(name: ReportLanguageName): BoardLanguage {
  const translator = createTranslator(name === 'sr' ? 'sr-Cyrl' : name, BUILD_OUT_TEXTS)
  const { count, figure, inScript, language, t } = translator
  const short = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    ...translator,
    say: saying(language, language === 'en' ? boardWordsEn : boardWordsSr),
    amount(measure, value, currency = '') {
      if (measure === 'money') return `${count(Math.round(value))}\u00a0${currency}`
      if (measure === 'power' || measure === 'cooling') return figure(value, 'W', 3)
      return measure === 'area' ? `${count(Math.round(value))}\u00a0m²` : count(value)
    },
    late(days) {
      if (days === null) return '–'
      if (days === 0) return t('buildOut.onTime')
      return t(days > 0 ? 'buildOut.daysLate' : 'buildOut.daysEarly', { count: Math.abs(days) })
    },
    shortDay: (iso) => short.format(Date.parse(`${iso}T00:00:00Z`)),
    noteOf: ({ note, noteSr }) => (language === 'en' ? note : noteSr === undefined ? note : inScript(noteSr)),
  }
}
