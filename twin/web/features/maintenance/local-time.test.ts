import { expect, it } from 'vitest'
import { fromLocalField, toLocalField } from './local-time.ts'

it('an instant to the minute comes back from the field as it was, in summer and winter', () => {
  for (const iso of ['2026-01-15T10:30:00Z', '2026-07-15T22:05:00Z']) {
    const at = Date.parse(iso)
    expect(fromLocalField(toLocalField(at))).toBe(at)
  }
  expect(toLocalField(Date.parse('2026-01-15T10:30:40Z'))).toMatch(/^\d{4}-\d\d-\d\dT\d\d:30$/)
  expect(fromLocalField('')).toBeNaN()
})
