import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallEstate } from '../../testing/small-estate.ts'
import { AdviceError, readAdvice } from './load-advice.ts'

const estate = smallEstate()
const PIECES = [
  '[',
  ']',
  '{',
  '}',
  ': ',
  '- ',
  '\n',
  '  ',
  '&a ',
  '*a',
  '"',
  '|',
  '#',
  '!!js ',
  '<<: ',
  '1e9',
  'null',
  'under: ',
]
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof(fc.nat(3), fc.nat(200)),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 })),
})

/** Rules, or an error that tells problems at places of the file. */
function outcome(bytes: Uint8Array): void {
  try {
    for (const { means, first } of readAdvice(bytes, 'own.yaml', estate)) expect(means ?? first).toBeDefined()
  } catch (error) {
    expect(error).toBeInstanceOf(AdviceError)
    const { diagnostics, message } = error as AdviceError
    expect(diagnostics.length).toBeGreaterThan(0)
    for (const { line, column } of diagnostics) expect(Math.min(line, column)).toBeGreaterThan(0)
    expect(message).toContain('own.yaml')
  }
}

test('the shipped file, whatever is cut out of it or put into it, is rules or told problems', async () => {
  const text = await readFile(join(import.meta.dirname, 'shipped.yaml'), 'utf8')
  const some = text.split('\n').slice(0, 60).join('\n')
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      let now = some
      for (const { at, cut, put } of changes) {
        const begin = Math.floor(at * now.length)
        now = now.slice(0, begin) + put + now.slice(begin + cut)
      }
      outcome(Buffer.from(now))
    }),
    { numRuns: 300 },
  )
})

test('any bytes are rules or told problems', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => outcome(bytes)),
    { numRuns: 300 },
  )
})
