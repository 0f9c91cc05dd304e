import { expect, test } from 'vitest'
import { createTranslator } from '../../i18n/translator.ts'
import { releaseText } from './release-text.ts'

const en = createTranslator('en')
const sr = createTranslator('sr-Cyrl')

test('a cord that moves is told with its supply, and both outlets with their banks', () => {
  const from = { pdu: 's/hall/rack/pdu-a', outlet: 9, bank: 'b2' }
  const move = {
    device: 's/hall/rack/big',
    frees: 1260,
    supply: 1,
    from,
    to: { pdu: 's/hall/rack/pdu-a2', outlet: 17 },
  }
  const release = { what: 'move a cord', ...move } as const
  expect(releaseText(release, en)).toBe('supply 1: pdu-a outlet 9 (bank b2) → pdu-a2 outlet 17')
  expect(releaseText(release, sr)).toBe('напајање 1: pdu-a утичница 9 (група b2) → pdu-a2 утичница 17')
})

test('a label is told with what it says and what it may say', () => {
  const release = { what: 'relabel', device: 's/rack/one', frees: 600, declared: 1000, p99: 400 } as const
  expect(releaseText(release, en)).toBe('1.00\u00a0kW → 400\u00a0W, the P99 of its history')
})
