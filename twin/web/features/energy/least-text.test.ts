import { expect, test } from 'vitest'
import { createTranslator } from '../../i18n/translator.ts'
import { leastText } from './least-text.ts'

test('others are told of only where not all are named', () => {
  const { t } = createTranslator('en')
  expect(leastText(['site/a'], t)).toMatch(/ site\/a$/)
  expect(leastText(['site/a', 'site/b'], t)).toMatch(/ site\/a, site\/b$/)
  expect(leastText(['site/a', 'site/b', 'site/c'], t)).toMatch(/ site\/a, site\/b and others$/)
})
