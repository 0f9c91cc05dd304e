import { expect, it } from 'vitest'
import { madeUpActivity, madeUpView } from '../features/gantt/testing/made-up-view.ts'
import { BUILD_OUT_TEXTS } from '../i18n/late-texts.ts'
import { createTranslator } from '../i18n/translator.ts'
import { supposedText } from './supposed-text.ts'

// An office of five days of eight hours: 2,400 minutes a week.
const view = madeUpView([madeUpActivity({ id: 'grid', name: 'Grid', nameSr: 'Мрежа' })])
const said = (minutes: number, language: 'en' | 'sr-Cyrl' = 'en') =>
  supposedText(view, { activity: 'grid', minutes }, createTranslator(language, BUILD_OUT_TEXTS))

it('says what is supposed in the unit in which it is whole, as the command line does', () => {
  expect(said(6 * 2_400)).toBe('Grid: 6 weeks longer')
  expect(said(2_400)).toBe('Grid: 1 week longer')
  expect(said(-3 * 480)).toBe('Grid: 3 working days shorter')
  expect(said(600)).toBe('Grid: 10 hours longer')
  expect(said(6 * 2_400, 'sr-Cyrl')).toBe('Мрежа: дуже за 6 недеља')
  expect(said(-2 * 480, 'sr-Cyrl')).toBe('Мрежа: краће за 2 радна дана')
})
