import { stateWord } from '../../model/quantity.ts'
import { CATALOGUES, type MessageKey } from './catalogue.ts'
import type { Language } from './language.ts'
import type { LateTexts } from './late-texts.ts'
import { fillMessage, type Message, type MessageValues } from './message.ts'
import { inScript, type Named, nameOf } from './name-of.ts'
import { scaleUnit } from './units.ts'

/** Texts, numbers, times and order in one language. */
export interface Translator {
  readonly language: Language
  t(key: MessageKey, values?: MessageValues): string
  /** A count, in full. */
  count(value: number): string
  /** A measured value at three significant digits with its unit; a state as its word; a dash where there is no number. */
  measured(value: number | null | undefined, unit: string): string
  /** A figure from the estate with its unit, at up to `digits` significant digits. */
  figure(value: number, unit: string, digits?: number): string
  /** `3 minutes ago`; both in epoch milliseconds. */
  ago(at: number, now: number): string
  /** Date and time to the second. */
  dateTime(at: number): string
  /** A day `2027-06-30` for people. */
  day(iso: string): string
  /** What a thing of the estate, or a phase of its build-out, is called in this language. */
  nameOf(named: Named): string
  /** A text of the estate that there is in one language only (a service, a note), in this language's script. */
  inScript(text: string): string
  compare(a: string, b: string): number
}

const NO_VALUE = '–'
/** No meter of the field tells less than this from nothing: what is switched off is 0 W, not 615 µW. */
const FINEST: Readonly<Record<string, number>> = { W: 0.1, VA: 0.1, A: 0.001 }

/**
 * Formatters are made once: `Intl` constructors are slow.
 * @param late texts that are no part of the first load; without them their keys stand for them
 */
export function createTranslator(language: Language, late?: LateTexts): Translator {
  const messages: Partial<Record<MessageKey, Message>> = { ...CATALOGUES[language], ...late?.[language] }
  const plural = new Intl.PluralRules(language)
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const three = new Intl.NumberFormat(language, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })
  const counter = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const collator = new Intl.Collator(language === 'en' ? 'en' : language, { numeric: true })
  const t = (key: MessageKey, values: MessageValues = {}) =>
    fillMessage(messages[key] ?? key, values, plural, whole.format)
  const withSign = (text: string, sign: string) => (sign === '' ? text : `${text}\u00a0${sign}`)

  return {
    language,
    t,
    count: whole.format,
    measured(value, unit) {
      if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE
      if (unit === 'state') return t(`state.${stateWord(value)}`)
      // A counter is read off like a meter: three digits of it would say nothing.
      if (unit === 'Wh' || unit === 'VAh') return withSign(counter.format(value / 1000), `k${unit}`)
      const isNothing = Math.abs(value) <= (FINEST[unit] ?? 0)
      const scaled = scaleUnit(isNothing ? 0 : value, unit, 3)
      return withSign(isNothing ? '0' : three.format(scaled.value), scaled.sign)
    },
    figure(value, unit, digits = 4) {
      const scaled = scaleUnit(value, unit, digits)
      return withSign(
        new Intl.NumberFormat(language, { maximumSignificantDigits: digits }).format(scaled.value),
        scaled.sign,
      )
    },
    ago(at, now) {
      const seconds = Math.round((at - now) / 1000)
      const size = Math.abs(seconds)
      if (size < 90) return relative.format(Math.min(0, seconds), 'second')
      if (size < 5400) return relative.format(Math.round(seconds / 60), 'minute')
      if (size < 129_600) return relative.format(Math.round(seconds / 3600), 'hour')
      return relative.format(Math.round(seconds / 86_400), 'day')
    },
    dateTime: (at) => dateTime.format(at),
    day(iso) {
      const at = Date.parse(iso)
      return Number.isNaN(at) ? iso : dayText(day, at)
    },
    nameOf: (named) => nameOf(named, language),
    inScript: (text) => inScript(text, language),
    compare: collator.compare,
  }
}

/** Serbian has the month of a day in the genitive: `26. новембра 2026.`, also after `до`; CLDR has it in the nominative. */
function dayText(format: Intl.DateTimeFormat, at: number): string {
  if (format.resolvedOptions().locale.startsWith('en')) return format.format(at)
  const parts = format.formatToParts(at).map(({ type, value }) => (type === 'month' ? genitive(value) : value))
  return parts.join('')
}

/** Of a month in either script. */
function genitive(month: string): string {
  return month.replace(/bar$/, 'br').replace(/бар$/, 'бр') + (/\p{Script=Latin}$/u.test(month) ? 'a' : 'а')
}
