import { expect, test } from 'vitest'
import { createTranslator } from '../i18n/translator.ts'
import { serviceName } from './service-name.ts'

const estate = { services: { registers: { name: 'State registers', nameSr: 'Државни регистри' } } }

test.each([
  ['en', 'State registers'],
  ['sr-Cyrl', 'Државни регистри'],
  ['sr-Latn', 'Državni registri'],
] as const)('a service is called by its name in %s', (language, name) => {
  expect(serviceName(estate, 'registers', createTranslator(language))).toBe(name)
})

test('a service that the estate has no name for is called by its word', () => {
  expect(serviceName(estate, 'backup', createTranslator('sr-Cyrl'))).toBe('backup')
  expect(serviceName({}, 'backup', createTranslator('en'))).toBe('backup')
})
