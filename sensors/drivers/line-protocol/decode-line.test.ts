import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLine, LineError } from './decode-line.ts'
import type { FieldValue } from './line.ts'
import { splitLines } from './split-lines.ts'

const limits = { maxFields: 100 }
const decode = (text: string) => {
  const { tags, fields, ...rest } = decodeLine(text, limits)
  return { ...rest, tags: Object.fromEntries(tags), fields: Object.fromEntries(fields) }
}

describe('a line', () => {
  test('holds a measurement, tags, fields of every kind and a time', () => {
    expect(
      decode('env,site=krg,rack=07 t=21.5,n=3i,u=4u,up=t,down=FALSE,word="on",e=-1.5e-3 1760000000000000000'),
    ).toEqual({
      measurement: 'env',
      tags: { site: 'krg', rack: '07' },
      fields: { t: 21.5, n: 3, u: 4, up: true, down: false, word: 'on', e: -0.0015 },
      time: 1_760_000_000_000_000_000n,
    })
  })

  test.each([
    // InfluxData, line protocol reference: what is escaped where
    ['my\\ m,t\\,1=a\\=b f\\ 1=1', { measurement: 'my m', tags: { 't,1': 'a=b' }, fields: { 'f 1': 1 } }],
    ['m f="a \\"b\\" \\\\ c, d=e"', { measurement: 'm', tags: {}, fields: { f: 'a "b" \\ c, d=e' } }],
    ['m\\x,t=C:\\dir f=1', { measurement: 'm\\x', tags: { t: 'C:\\dir' }, fields: { f: 1 } }],
    ['m=1,t=a f=1', { measurement: 'm=1', tags: { t: 'a' }, fields: { f: 1 } }],
  ])('%s', (text, expected) => {
    expect(decode(text)).toEqual(expected)
  })

  test.each([
    ['m', 'missing fields'],
    ['m,t', 'missing tag value'],
    ['m,t= f=1', 'missing tag value'],
    ['m,=a f=1', 'missing tag key'],
    ['m,t=a,t=b f=1', 'duplicate tags'],
    [',t=a f=1', 'missing measurement'],
    ['m f', 'missing field value'],
    ['m f=', 'missing field value'],
    ['m f=abc', 'invalid number'],
    ['m f=NaN', 'invalid number'],
    ['m f=1e999', 'invalid number'],
    ['m f=-1u', 'invalid number'],
    ['m f="a', 'unbalanced quotes'],
    ['m f=1 yesterday', 'bad timestamp'],
    ['m f=1 9223372036854775808', 'bad timestamp'],
    ['m f=1 1 2', 'invalid field format'],
    ['m f="a"b', 'invalid field format'],
  ])('%s is none: %s', (text, reason) => {
    expect(() => decode(text)).toThrow(reason)
  })

  test('with a number of a hundred thousand digits that is none costs no more than its length', () => {
    expect(() => decode(`m f=${'1'.repeat(100_000)}x`)).toThrow('invalid number')
  })

  test('has a bound of fields', () => {
    const fields = Array.from({ length: 101 }, (_, n) => `f${n}=1`).join(',')
    expect(() => decode(`m ${fields}`)).toThrow('too many fields')
  })
})

test('whatever an encoder writes is read as it was', () => {
  // A key that ends in a backslash cannot be written at all (influxdb #5231).
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => !/\\$|\\(?=[,= ])|[\r\n]/.test(text))
  const key = (text: string) => text.replace(/[,= ]/g, '\\$&')
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.string({ unit: 'grapheme' }),
  )
  const written = (one: FieldValue) =>
    typeof one === 'string' ? `"${one.replace(/["\\]/g, '\\$&')}"` : Object.is(one, -0) ? '-0' : String(one)
  fc.assert(
    fc.property(
      name.filter((text) => !text.startsWith('#')),
      fc.dictionary(name, name, { maxKeys: 4 }),
      fc.dictionary(name, value, { minKeys: 1, maxKeys: 4 }),
      fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { nil: undefined }),
      (measurement, tags, fields, time) => {
        const tagText = Object.entries(tags)
          .map(([tag, text]) => `,${key(tag)}=${key(text)}`)
          .join('')
        const fieldText = Object.entries(fields)
          .map(([field, one]) => `${key(field)}=${written(one)}`)
          .join(',')
        const text = `${measurement.replace(/[, ]/g, '\\$&')}${tagText} ${fieldText}${time === undefined ? '' : ` ${time}`}`
        const line = decodeLine(text, limits)
        expect(line.measurement).toBe(measurement)
        expect([...line.tags]).toEqual(Object.entries(tags))
        expect([...line.fields]).toEqual(Object.entries(fields))
        expect(line.time).toBe(time)
      },
    ),
    { numRuns: 500 },
  )
})

test('no text makes it fail otherwise than by a LineError', () => {
  const piece = fc.oneof(fc.constantFrom(',', '=', ' ', '\\', '"', '\n', 'm', '1', 'i', 't', '#', '\r'), fc.string())
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      for (const line of splitLines(pieces.join(''))) {
        try {
          decodeLine(line, limits)
        } catch (error) {
          expect(error).toBeInstanceOf(LineError)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

describe('the lines of a body', () => {
  test.each([
    ['a f=1\nb f=2\n', ['a f=1', 'b f=2']],
    ['a f=1\r\n\r\n# a remark "\n  b f=2', ['a f=1', 'b f=2']],
    ['a f="two\nlines" 1\nb f=2', ['a f="two\nlines" 1', 'b f=2']],
    ['a f="x\\"y\nz",g="" 1\nb f=2', ['a f="x\\"y\nz",g="" 1', 'b f=2']],
    ['a,t="quoted f=1\nb,t=" f=2', ['a,t="quoted f=1', 'b,t=" f=2']],
    ['a f="never closed\nb f=2', ['a f="never closed', 'b f=2']],
  ])('%j', (body, lines) => {
    expect([...splitLines(body)]).toEqual(lines)
  })

  test('without a quote are found in one pass, however many there are', () => {
    let lines = 0
    for (const line of splitLines('m f=1\n'.repeat(1_000_000))) if (line === 'm f=1') lines++
    expect(lines).toBe(1_000_000)
  })
})
