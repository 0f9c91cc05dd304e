import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeFile, encodeFile } from './decode-file.ts'
import { type ENCODINGS, encode } from './encodings.ts'

function bytesIn(text: string, encoding: (typeof ENCODINGS)[number]): Uint8Array {
  const encoded = encode(text, encoding)
  if ('bytes' in encoded) return encoded.bytes
  throw new Error(`no ${encoded.letter}`)
}

const LATIN = 'ERMHDR\r\nGrađevinska dozvola, čelična konstrukcija, žice i šine – „Šumadija“'
const CYRILLIC = 'ERMHDR\r\nГрађевинска дозвола, челична конструкција, A1000 жице и шине'

describe('the encoding of a file', () => {
  test.each([
    ['utf-8', LATIN],
    ['utf-8', CYRILLIC],
    ['windows-1250', LATIN],
    ['windows-1251', CYRILLIC],
  ] as const)('is found to be %s by the letters that it makes', (encoding, text) => {
    expect(decodeFile(bytesIn(text, encoding), 'a.xer')).toEqual({ file: 'a.xer', text, encoding })
  })

  test('is that of a byte order mark, which comes back with the text', () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      const bytes = bytesIn(`\ufeff${CYRILLIC}`, encoding)
      const decoded = decodeFile(bytes, 'a.xer', { declared: 'utf-8' })
      expect(decoded).toMatchObject({ encoding, text: `\ufeff${CYRILLIC}` })
      expect(encodeFile(decoded.text, decoded)).toEqual(bytes)
    }
  })

  test('is what was named, or what the file declares', () => {
    expect(decodeFile(Uint8Array.of(0xff, 0x80, 0xe9), 'a.xer', { named: 'cp1252' }).text).toBe('ÿ€é')
    expect(decodeFile(bytesIn('š', 'windows-1250'), 'a.xml', { declared: 'Windows-1250' }).text).toBe('š')
  })

  test('is refused where it is not known, not that of the file, or makes no words', () => {
    expect(() => decodeFile(bytesIn('a', 'utf-8'), 'a.xer', { named: 'ebcdic' })).toThrow(
      /ebcdic is not known[\s\S]*utf-8, /,
    )
    expect(() => decodeFile(bytesIn('a\nšč', 'windows-1250'), 'a.xer', { named: 'utf-8' })).toThrow(
      /a\.xer:2:1: The file is no text in utf-8/,
    )
    const noise = Uint8Array.from({ length: 128 }, (_, at) => at + 128)
    expect(() => decodeFile(noise, 'a.xer')).toThrow(/make no words in Windows-1250 or -1251[\s\S]*--encoding/)
  })

  test('gives each file of bytes back as it was', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom('windows-1250', 'windows-1251', 'windows-1252'),
        (bytes, named) => {
          const decoded = decodeFile(bytes, 'a.xer', { named })
          expect([...encodeFile(decoded.text, decoded)]).toEqual([...bytes])
        },
      ),
    )
  })

  test('without a letter is told with the letter', () => {
    expect(() => encodeFile('a\nšЖ', { encoding: 'windows-1250', file: 'a.xer' })).toThrow(
      /a\.xer:2:2: The encoding windows-1250 has no letter Ж/,
    )
  })
})
