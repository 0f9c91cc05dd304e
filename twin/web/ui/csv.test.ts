import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'

/** A reader of RFC 4180, to read back what was written. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let at = 1; at < text.length; at++) {
    const letter = text[at] as string
    if (quoted) {
      if (letter !== '"') field += letter
      else if (text[at + 1] === '"') {
        field += '"'
        at++
      } else quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === ',' || letter === '\n') {
      rows.at(-1)?.push(field)
      field = ''
      if (letter === '\n') rows.push([])
    } else if (letter !== '\r') field += letter
  }
  return rows.slice(0, -1)
}

describe('CSV', () => {
  it('leaves numbers as they are, and nothing where there is none', () => {
    expect(toCsv([['rack-07', 23.456, Number.NaN, null]])).toBe('\ufeffrack-07,23.456,,\r\n')
  })

  it('disarms what a spreadsheet would run', () => {
    expect(toCsv([['=HYPERLINK("http://x")', '-1+2', -1.5]])).toBe('\ufeff"\'=HYPERLINK(""http://x"")",\'-1+2,-1.5\r\n')
  })

  it('is read back as written, whatever stands in the cells', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', 'ш', '"', ',', '\n', ' ', ';') })
      .filter((value) => value !== '')
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        expect(parse(toCsv(rows))).toEqual(rows)
      }),
    )
  })
})
