import { expect, test } from 'vitest'
import { type AdviceRule, type AdviceSubject, adviceFor } from './advice.ts'

const text = (en: string) => ({ sr: en, en })
const RULES: readonly AdviceRule[] = [
  { alarm: 'leak', under: 'belgrade/hall-1', first: text('call the caretaker') },
  { alarm: 'leak', severity: 'critical', kind: 'crah', means: text('a tray is full') },
  { alarm: 'leak', means: text('it is wet'), first: text('go and look') },
  { alarm: 'smoke', first: text('leave') },
]
const leak = (more: Partial<AdviceSubject>) => {
  const { means, first } = adviceFor(RULES, { rule: 'leak', severity: 'critical', path: 'x', kind: 'probe', ...more })
  return [means?.en, first?.en]
}

test('the first rule that fits and says it is what is said; each of the two by itself', () => {
  expect(leak({})).toEqual(['it is wet', 'go and look'])
  expect(leak({ path: 'belgrade/hall-1/rope-2' })).toEqual(['it is wet', 'call the caretaker'])
  expect(leak({ path: 'belgrade/hall-10/rope-2' })).toEqual(['it is wet', 'go and look'])
  expect(leak({ kind: 'crah' })).toEqual(['a tray is full', 'go and look'])
  expect(leak({ kind: 'crah', severity: 'warning' })).toEqual(['it is wet', 'go and look'])
})

test('nothing is said of what no rule is about', () => {
  expect(leak({ rule: 'no-such' })).toEqual([undefined, undefined])
  expect(leak({ rule: 'smoke' })).toEqual([undefined, 'leave'])
})
