import { expect, it } from 'vitest'
import { createTranslator } from '../../i18n/translator.ts'
import { copiesText } from './site-figures.tsx'

const english = createTranslator('en')

it('copies that run are told with those declared, with those that wait, and alone where nobody watches', () => {
  expect(copiesText({ declared: 4, running: 3, pending: 1 }, english)).toBe('3 of 4 copies run, 1 waits')
  expect(copiesText({ declared: 4, running: null, pending: null }, english)).toBe('4 copies declared')
})

it('more copies than declared are not told as a part of them', () => {
  expect(copiesText({ declared: 8, running: 12, pending: 0 }, english)).toBe('12 copies run, 8 declared')
  expect(copiesText({ declared: 1, running: 3, pending: 0 }, createTranslator('sr-Cyrl'))).toBe(
    'раде 3 копије, описано 1',
  )
})

it('what runs by a timetable and does not run now waits for its time', () => {
  const nightly = { declared: 1, kind: 'nightly', pending: 0 } as const
  expect(copiesText({ ...nightly, running: 0 }, english)).toBe('not its time now')
  expect(copiesText({ ...nightly, running: 1 }, english)).toBe('1 of 1 copies run')
  expect(copiesText({ ...nightly, kind: 'stateless', running: 0 }, english)).toBe('0 of 1 copies run')
})
