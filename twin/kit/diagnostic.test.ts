import { describe, expect, test } from 'vitest'
import { type Diagnostic, diagnosticsDocument, formatDiagnostics } from './diagnostic.ts'

const wrong: Diagnostic = {
  file: 'kragujevac.yaml',
  line: 12,
  column: 7,
  path: ['things', 'kragujevac', 'lattitude'],
  message: 'is no field here',
  found: 'lattitude',
  allowed: 'latitude, longitude',
  nearest: 'latitude',
}

describe('diagnostics', () => {
  test('name place, path, what is allowed and the nearest name', () => {
    expect(formatDiagnostics([{ ...wrong, more: 1295 }])).toBe(
      [
        'kragujevac.yaml:12:7: lattitude is no field here',
        '  in       things › kragujevac',
        '  allowed  latitude, longitude',
        '  nearest  latitude',
        '  and so for 1,295 more of the pattern',
      ].join('\n'),
    )
  })

  test('call an entry of a list by the name of the list, and count from 1', () => {
    const entry = { ...wrong, path: ['things', 'server', 'cords', 0], found: 'pdu-a:99', message: 'is an outlet' }
    expect(formatDiagnostics([entry]).split('\n').slice(0, 3)).toEqual([
      'kragujevac.yaml:12:7: entry 1 of cords is an outlet',
      '  in       things › server',
      '  found    pdu-a:99',
    ])
    expect(formatDiagnostics([{ ...wrong, path: ['devices', 4, 'url'] }])).toContain('  in       devices › entry 5\n')
  })

  test('come in the order of files and lines, for people and for programs', () => {
    const earlier = { ...wrong, line: 3 }
    const other = { ...wrong, file: 'belgrade.yaml', line: 90 }
    expect(diagnosticsDocument([wrong, earlier, other]).problems).toEqual([other, earlier, wrong])
    expect(formatDiagnostics([wrong, earlier]).indexOf(':3:')).toBeLessThan(
      formatDiagnostics([wrong, earlier]).indexOf(':12:'),
    )
  })

  test('never pass on control characters of the file', () => {
    const hostile = { ...wrong, found: '\u001b]0;title\u0007', message: 'says\n\u001b[2J' }
    expect(formatDiagnostics([hostile])).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})
