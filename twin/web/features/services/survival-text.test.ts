import { describe, expect, it } from 'vitest'
import { SURVIVAL_REASONS } from '../../../analysis/survival/verdict.ts'
import { createTranslator } from '../../i18n/translator.ts'
import { survivalSentence, worstLoss } from './survival-text.ts'
import { survivalView } from './testing/views.ts'

const { host } = survivalView()
const english = createTranslator('en')

describe('what a loss leaves of a service', () => {
  it('is a sentence with the copies left, all and needed', () => {
    expect(survivalSentence(host, { rto: null }, english)).toBe('4 of 6 copies left, 4 needed.')
    expect(survivalSentence({ ...host, copiesLeft: 1, why: 'fewer copies than needed' }, { rto: null }, english)).toBe(
      'Only 1 of 6 copies left, 4 needed.',
    )
    expect(survivalSentence({ ...host, copiesLeft: 0, why: 'standby takes over' }, { rto: 900 }, english)).toBe(
      '0 of 6 copies left, 4 needed; the standby takes over within 15\u00a0min.',
    )
  })

  it('says that none runs where none did before the loss', () => {
    const none = { ...host, copies: 0, copiesLeft: 0, why: 'no copy left' } as const
    expect(survivalSentence(none, { rto: null }, english)).toBe(
      'No copy runs now, 4 needed, and no other site carries it.',
    )
  })

  it('has no number where nobody knows one, and no gap that was not filled in any language', () => {
    const unknown = { ...host, copies: null, copiesLeft: null, copiesNeeded: null }
    for (const language of ['en', 'sr-Cyrl', 'sr-Latn'] as const) {
      for (const why of SURVIVAL_REASONS) {
        const said = survivalSentence({ ...unknown, why }, { rto: null }, createTranslator(language))
        expect(said).not.toMatch(/[{}]|null|NaN/)
      }
    }
  })
})

describe('the worst loss', () => {
  it('is the smallest that takes it down, else the smallest that leaves it with less, else one of which nobody knows', () => {
    expect(worstLoss(survivalView({ host: 'reduced', hall: 'lost', site: 'lost' }))).toBe('hall')
    expect(worstLoss(survivalView({ power: 'reduced', hall: 'reduced' }))).toBe('power')
    expect(worstLoss(survivalView({ hall: 'unknown', site: 'reduced' }))).toBe('site')
    expect(worstLoss(survivalView({ hall: 'unknown', site: 'unknown' }))).toBe('hall')
    expect(worstLoss(survivalView())).toBeUndefined()
  })
})
