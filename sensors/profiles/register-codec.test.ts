import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WORD_ORDERS } from './modbus-profile.ts'
import { decodeNumber, decodeText, encodeNumber, encodeText, registersOf } from './register-codec.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('word order of 32 bits', () => {
  // 0x43661000 = 230.0625 (IEEE 754: sign 0, exponent 134, mantissa 1.79736328125 × 2^7)
  test.each([
    ['ABCD', '43661000'],
    ['CDAB', '10004366'],
    ['BADC', '66430010'],
    ['DCBA', '00106643'],
  ] as const)('%s: 230.0625 arrives as %s', (order, wire) => {
    expect(decodeNumber('float32', order, bytes(wire))).toBe(230.0625)
  })

  test('64 bits with the low word first', () => {
    expect(decodeNumber('int64', 'CDAB', bytes('0004000300020001'))).toBe(0x0001_0002_0003_0004)
  })
})

test('signed, unsigned and decimal-coded registers', () => {
  expect(decodeNumber('int16', 'ABCD', bytes('8000'))).toBe(-32_768)
  expect(decodeNumber('uint16', 'ABCD', bytes('ffff'))).toBe(65_535)
  expect(decodeNumber('uint32', 'ABCD', bytes('ffffffff'))).toBe(4_294_967_295)
  expect(decodeNumber('bcd16', 'ABCD', bytes('1234'))).toBe(1234)
  expect(decodeNumber('bcd32', 'ABCD', bytes('98765432'))).toBe(98_765_432)
  expect(decodeNumber('bcd16', 'ABCD', bytes('12a4'))).toBeNaN()
})

test('text ends at NUL and has no control characters', () => {
  expect(decodeText(bytes('504d353535300020'))).toBe('PM5550')
  expect(decodeText(bytes('410a1b42'))).toBe('AB')
})

test('a number that does not fit is refused, not wrapped', () => {
  expect(() => encodeNumber('int16', 'ABCD', 40_000)).toThrow('40000 does not fit')
  expect(() => encodeNumber('uint16', 'ABCD', 1.5)).toThrow('whole numbers')
})

test('what is encoded is what is decoded, in every order', () => {
  const cases = fc.oneof(
    fc.tuple(fc.constant('int16' as const), fc.integer({ min: -32_768, max: 32_767 })),
    fc.tuple(fc.constant('uint16' as const), fc.integer({ min: 0, max: 65_535 })),
    fc.tuple(fc.constant('int32' as const), fc.integer()),
    fc.tuple(fc.constant('uint32' as const), fc.integer({ min: 0, max: 0xffff_ffff })),
    fc.tuple(fc.constant('int64' as const), fc.maxSafeInteger()),
    fc.tuple(fc.constant('uint64' as const), fc.maxSafeNat()),
    fc.tuple(fc.constant('float32' as const), fc.float()),
    fc.tuple(fc.constant('float64' as const), fc.double()),
    fc.tuple(fc.constant('bcd16' as const), fc.integer({ min: 0, max: 9999 })),
    fc.tuple(fc.constant('bcd32' as const), fc.integer({ min: 0, max: 99_999_999 })),
  )
  fc.assert(
    fc.property(cases, fc.constantFrom(...WORD_ORDERS), ([type, value], order) => {
      const wire = encodeNumber(type, order, value)
      expect(wire.length).toBe(registersOf(type) * 2)
      expect(decodeNumber(type, order, wire)).toBe(value)
    }),
  )
})

test('any bytes decode to a number or NaN, never to an exception', () => {
  const types = [
    'bool',
    'int16',
    'uint16',
    'bitfield',
    'bcd16',
    'int32',
    'float32',
    'bcd32',
    'int64',
    'float64',
  ] as const
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.constantFrom(...WORD_ORDERS),
      fc.infiniteStream(fc.nat(255)),
      (t, o, s) => {
        const wire = Uint8Array.from({ length: registersOf(t) * 2 }, () => s.next().value)
        expect(typeof decodeNumber(t, o, wire)).toBe('number')
        expect(decodeText(wire)).not.toMatch(/\p{Cc}(?<![\u0080-\u009f])/u)
      },
    ),
  )
})

test('text survives the way there and back', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-~]{1,16}$/), (text) => {
      expect(decodeText(encodeText(text, 8))).toBe(text)
    }),
  )
})
