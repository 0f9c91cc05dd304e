import { CATALOGUES } from '../web/i18n/catalogue.ts'
import type { Language } from '../web/i18n/language.ts'
import { createTranslator, type Translator } from '../web/i18n/translator.ts'
import { transliterate } from '../web/i18n/transliterate.ts'
import { wordsEn } from './words-en.ts'
import { type Word, wordsSr } from './words-sr.ts'

/** How people name a language here, with its tag. `sr-Cyrl` is `sr`. */
export const REPORT_LANGUAGES = ['sr', 'sr-Cyrl', 'sr-Latn', 'en'] as const
export type ReportLanguageName = (typeof REPORT_LANGUAGES)[number]

/** The page's language with what only the report says. */
export interface ReportLanguage
  extends Pick<Translator, 'language' | 'count' | 'measured' | 'figure' | 'nameOf' | 'day'> {
  say(word: Word, values?: Readonly<Record<string, string | number>>): string
  /** What the page says; the key itself where it says nothing. */
  page(key: string, values?: Readonly<Record<string, string>>): string
  /** `October 2026` of `2026-10`. */
  month(month: string): string
  /** A day for a narrow cell: `13 Dec 2027`; in epoch milliseconds. */
  shortDay(at: number): string
  /** Date and time by the clock of a place. */
  at(epochMs: number, timeZone: string): string
  isWord(word: string): word is Word
}

export function reportLanguage(name: ReportLanguageName): ReportLanguage {
  const language: Language = name === 'sr' ? 'sr-Cyrl' : name
  const translator = createTranslator(language)
  const words = language === 'en' ? wordsEn : wordsSr
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const shortDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  return {
    ...translator,
    say: saying(language, words),
    page: (key, values = {}) => {
      const message =
        key in CATALOGUES[language] ? CATALOGUES[language][key as keyof (typeof CATALOGUES)[Language]] : key
      const text = typeof message === 'string' ? message : message.other
      return text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
    },
    month: (iso) => month.format(Date.parse(`${iso}-01T00:00:00Z`)),
    shortDay: (at) => shortDay.format(at),
    at: (epochMs, timeZone) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(epochMs),
    isWord: (word): word is Word => word in wordsSr,
  }
}

/** Words of a report in a language, with their holes filled in; Latin is made from Cyrillic. */
export function saying<W extends string>(
  language: Language,
  words: Readonly<Record<W, string>>,
): (word: W, values?: Readonly<Record<string, string | number>>) => string {
  const inScript = (text: string) => (language === 'sr-Latn' ? transliterate(text) : text)
  return (word, values = {}) =>
    inScript(words[word]).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
