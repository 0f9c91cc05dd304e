import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../i18n/translator.ts'
import { refusalText } from './refusal-text.ts'

const ASKED = { within: 's', count: 1, units: 2, watts: 1800, feeds: 2, phase: 1 } as const
const said = (code: string, reason: string, language: 'en' | 'sr-Cyrl' = 'en') =>
  refusalText({ code, reason }, ASKED, createTranslator(language))

describe('why racks take none', () => {
  it('says in the page’s language what is full after the loss of what', () => {
    const reason = 'power feed of side b beyond its limit after the loss of a UPS of side a'
    expect(said('power', reason)).toBe('power feed (Side B) beyond its limit after the loss of UPS (Side A)')
    expect(said('power', reason, 'sr-Cyrl')).toMatch(/^[^a-z]*$/)
    expect(said('power', 'bank of outlets beyond its limit')).toBe('bank of outlets beyond its limit')
  })

  it('says figures as they were asked', () => {
    expect(said('space', 'no free run of 2 U')).toBe('no free run of 2\u00a0U')
    expect(said('rack limit', 'less than 1800 W left of its own power limit')).toBe(
      'less than 1.8\u00a0kW left of the rack’s own power limit',
    )
  })

  it('says the server’s words where there are no other', () => {
    expect(said('gravity', 'too heavy for the moon')).toBe('too heavy for the moon')
  })
})
