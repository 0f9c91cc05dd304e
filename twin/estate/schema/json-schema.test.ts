import { expect, test } from 'vitest'
import { estateJsonSchema } from './json-schema.ts'

test('the JSON Schema says how figures are written, what is needed and that nothing else is allowed', () => {
  expect(estateJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    required: ['schema'],
    properties: {
      deviceTypes: {
        additionalProperties: { properties: { power: { type: 'string', pattern: expect.stringContaining('kW') } } },
      },
    },
  })
})
