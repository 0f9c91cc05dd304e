import { expect, test } from 'vitest'
import { slug } from './slug.ts'

test.each([
  ['CPU #1 Temp', 'cpu-1-temp'],
  ['PS2Out12V', 'ps2-out-12v'],
  ['Ulaz vazduha – čelo', 'ulaz-vazduha-celo'],
  ['../..', 'unnamed'],
  ['Температура', 'unnamed'],
])('%s becomes %s in a path', (name, segment) => {
  expect(slug(name)).toBe(segment)
})
