import { describe, expect, it } from 'vitest'
import { ALARM_RULES } from '../../analysis/alarms/alarm-rules.ts'
import { FAULTS } from '../../model/fault-control.ts'
import { HEALTH } from '../../model/health.ts'
import { QUANTITIES, STATE_WORDS } from '../../model/quantity.ts'
import { ALARM_STATES, PROVENANCES } from '../../protocol/rest.ts'
import { CATALOGUES as FIRST_TEXTS } from './catalogue.ts'
import { LANGUAGES } from './language.ts'
import { BUILD_OUT_TEXTS } from './late-texts.ts'
import type { Message } from './message.ts'

const CATALOGUES = {
  'sr-Cyrl': { ...FIRST_TEXTS['sr-Cyrl'], ...BUILD_OUT_TEXTS['sr-Cyrl'] },
  'sr-Latn': { ...FIRST_TEXTS['sr-Latn'], ...BUILD_OUT_TEXTS['sr-Latn'] },
  en: { ...FIRST_TEXTS.en, ...BUILD_OUT_TEXTS.en },
}

const textsOf = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message))
const placeholdersOf = (message: Message) =>
  [...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort()

describe('the catalogues', () => {
  it('have the same keys in every language, none of them empty', () => {
    const keys = Object.keys(CATALOGUES['sr-Cyrl']).sort()
    expect(keys.length).toBeGreaterThan(200)
    for (const language of LANGUAGES) {
      expect(Object.keys(CATALOGUES[language]).sort()).toEqual(keys)
      for (const message of Object.values(CATALOGUES[language])) {
        for (const text of textsOf(message)) expect(text.trim()).not.toBe('')
      }
    }
  })

  it('fill in the same values in every language', () => {
    for (const [key, message] of Object.entries(CATALOGUES['sr-Cyrl'])) {
      expect([key, placeholdersOf(CATALOGUES.en[key as keyof typeof CATALOGUES.en])]).toEqual([
        key,
        placeholdersOf(message),
      ])
    }
  })

  it('have no Cyrillic in the Latin catalogue but the name of the Cyrillic one, and all three forms of Serbian plurals', () => {
    for (const [key, message] of Object.entries(CATALOGUES['sr-Latn'])) {
      if (!key.startsWith('language.')) expect(textsOf(message).join(' ')).not.toMatch(/[\u0400-\u04ff]/)
      if (typeof message !== 'string') expect(Object.keys(message)).toEqual(['one', 'few', 'other'])
    }
  })

  it('have a word for everything the model can say', () => {
    const keys = new Set(Object.keys(CATALOGUES.en))
    const said = [
      ...HEALTH.map((word) => `health.${word}`),
      ...QUANTITIES.map((word) => `quantity.${word}`),
      ...STATE_WORDS.map((word) => `state.${word}`),
      ...FAULTS.map((word) => `fault.${word}`),
      ...ALARM_RULES.map(({ id }) => `alarm.${id}`),
      ...PROVENANCES.map((word) => `provenance.${word}`),
      ...ALARM_STATES.map((word) => `alarmState.${word}`),
    ]
    expect(said.filter((key) => !keys.has(key))).toEqual([])
  })
})
