import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeName, encodeName } from './name-codec.ts'
import { pathOf, seriesOf } from './series-of.ts'

const segment = fc.oneof(
  fc.constantFrom(
    'rack-07',
    'row-b',
    'hall-1',
    'time',
    'site',
    'rack',
    'unit',
    'l1',
    'a:min',
    '%',
    '%41',
    'температура',
  ),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('/', '')),
  fc.constantFrom('a\nb v=1', 'C:\\', 'x,y=z w', '"', "it's", '\ud800', '\u0000', ''),
)
const anyPath = fc.oneof(
  fc.array(segment, { maxLength: 8 }).map((parts) => parts.join('/')),
  fc.string({ unit: 'binary' }),
)

test('a point of a rack is a field of the series of the rack', () => {
  expect(seriesOf('kragujevac/hall-1/row-b/rack-07/pdu-a/l1/current')).toEqual({
    measurement: 'rack',
    tags: { site: 'kragujevac', room: 'hall-1', row: 'row-b', rack: 'rack-07' },
    field: 'pdu-a/l1/current',
  })
})

test.each([
  ['kragujevac/building-a/hall-1/row-b/rack-07/power', 'rack', 'building-a/hall-1'],
  ['kragujevac/hall-1/crah-2/fan-speed', 'unit', 'hall-1'],
  ['kragujevac/chiller-1/power', 'unit', undefined],
  ['kragujevac/hall-1/temperature', 'place', 'hall-1'],
  ['kragujevac/temperature', 'place', undefined],
  ['temperature', 'other', undefined],
  ['a//b', 'other', undefined],
])('%s belongs to a %s', (path, measurement, room) => {
  const series = seriesOf(path)
  expect([series.measurement, series.tags.room]).toEqual([measurement, room])
})

test('an estate that knows its racks overrules their names', () => {
  const series = seriesOf('dc1/a/07/pdu/power', () => ({ kind: 'rack', depth: 3 }))
  expect(series).toEqual({ measurement: 'rack', tags: { site: 'dc1', room: 'a', rack: '07' }, field: 'pdu/power' })
})

test('a field is never called like the timestamp or like a tag', () => {
  for (const name of ['time', 'site', 'room', 'row', 'rack', 'unit']) {
    const series = seriesOf(`kragujevac/hall-1/rack-07/${name}`)
    expect(series.field).not.toBe(name)
    expect(pathOf(series)).toBe(`kragujevac/hall-1/rack-07/${name}`)
  }
})

test('the way back is exact for any path', () => {
  fc.assert(
    fc.property(
      anyPath,
      fc.option(fc.record({ kind: fc.constantFrom('rack', 'unit'), depth: fc.nat(9) })),
      (path, unit) => {
        expect(pathOf(seriesOf(path, () => unit ?? undefined))).toBe(path)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('two paths never share series and field', () => {
  const key = (path: string) => JSON.stringify(seriesOf(path))
  fc.assert(
    fc.property(anyPath, anyPath, (a, b) => {
      fc.pre(a !== b)
      expect(key(a)).not.toBe(key(b))
    }),
    { numRuns: 2_000 },
  )
})

test('an encoded name has nothing that line protocol cannot carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const text = encodeName(name)
      expect([...text].every((char) => char >= ' ' && char !== '\u007f' && !'\\":'.includes(char))).toBe(true)
      expect(Buffer.from(text).toString()).toBe(text)
      expect(text).not.toBe('')
      expect(decodeName(text)).toBe(name)
    }),
    { numRuns: 2_000 },
  )
})
