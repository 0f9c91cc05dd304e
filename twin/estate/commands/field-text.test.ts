import { expect, test } from 'vitest'
import { loadEstate } from '../load-estate.ts'
import { fieldText } from './field-text.ts'

const { estate } = await loadEstate(undefined)
const text = (path: string, field: string) => {
  const thing = estate.find(path)
  if (!thing) throw new Error(`no ${path}`)
  return fieldText(thing, field, (thing as unknown as Readonly<Record<string, unknown>>)[field])
}
const RACK = 'kragujevac/hall-1/row-b/rack-09'

test.each([
  [RACK, 'powerLimit', '10 kW'],
  [RACK, 'weightLimit', '1200 kg'],
  [RACK, 'units', '42 U'],
  [RACK, 'placement', '51.3 m east, 68 m north, 0 m up; 0.6 m wide, 1.2 m deep, 2 m high; faces south'],
  ['kragujevac', 'itCapacity', '14 MW'],
  ['kragujevac', 'latitude', '44.05°'],
])('of %s, %s is said as %s', (path, field, said) => {
  expect(text(path, field)).toBe(said)
})

test('what is called the same is measured by what it is of', () => {
  const rating = (kind: 'transformer' | 'power-panel' | 'ups') => text(estate.ofKind(kind)[0]?.path ?? '', 'rating')
  expect(rating('transformer')).toMatch(/^[\d.]+ [kM]VA$/)
  expect(rating('power-panel')).toMatch(/^\d+ A$/)
  expect(rating('ups')).toMatch(/^[\d.]+ [kM]W$/)
})

test('no field of any thing is shown as JSON or without a text', () => {
  const kinds = new Set<string>()
  for (const path of estate.paths()) {
    const thing = estate.find(path)
    if (!thing || kinds.has(thing.kind)) continue
    kinds.add(thing.kind)
    for (const [field, value] of Object.entries(thing)) {
      const said = fieldText(thing, field, value)
      expect(said, `${path} ${field}`).not.toMatch(/[{}"]|\[object|undefined|NaN/)
    }
  }
  expect(kinds.size).toBeGreaterThan(15)
})
