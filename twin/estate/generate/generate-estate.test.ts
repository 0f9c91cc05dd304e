import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { expand } from '../expand/expand.ts'
import { parseEstateText, SHIPPED } from '../testing/read-estate-files.ts'
import { ESTATE_SIZES, type EstateSize, generateEstate } from './generate-estate.ts'

function expanded(size: EstateSize) {
  return expand([...generateEstate(size, SHIPPED)].map(([name, text]) => parseEstateText(name, text)))
}

describe('a generated estate', () => {
  test('of today is the shipped one, byte for byte', () => {
    for (const [name, text] of generateEstate('today', SHIPPED)) {
      expect(text).toBe(readFileSync(`${SHIPPED}/${name}`, 'utf8'))
    }
  })

  test.each(ESTATE_SIZES)('of %s is the same each time, and written as patterns', (size) => {
    const files = generateEstate(size, SHIPPED)
    expect([...generateEstate(size, SHIPPED)]).toEqual([...files])
    expect(files.get('growth.yaml')?.length ?? 0).toBeLessThan(40_000)
  })

  test.each([
    ['today', 15.2e6, 1296],
    ['2030', 200e6, 15_500],
    ['2035', 1e9, 77_000],
  ] as const)(
    'of %s has about %d W and %d racks, all of its references lead somewhere',
    (size, watts, racks) => {
      const { drafts, problems } = expanded(size)
      expect(problems).toEqual([])
      const capacity = drafts.reduce((sum, { thing }) => sum + (thing.kind === 'site' ? (thing.itCapacity ?? 0) : 0), 0)
      expect(Math.abs(capacity / watts - 1)).toBeLessThan(0.01)
      const count = drafts.filter(({ thing }) => thing.kind === 'rack').length
      expect(Math.abs(count / racks - 1)).toBeLessThan(0.01)
    },
    60_000,
  )

  test('of 2030 carries its halls on either side, and cools them with one unit down', () => {
    const { drafts } = expanded('2030')
    const first = drafts.filter(({ thing }) => thing.path.startsWith('growth/module-01/')).map(({ thing }) => thing)
    const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
    const halls = first.flatMap((thing) => (thing.kind === 'room' ? [thing.itCapacity ?? 0] : []))
    const chillers = first.flatMap((thing) => (thing.kind === 'chiller' ? [thing.capacity] : []))
    const crahs = first.flatMap((thing) => (thing.kind === 'crah' ? [thing] : []))
    expect(sum(chillers.slice(1))).toBeGreaterThanOrEqual(sum(halls) + sum(crahs.map(({ fanPower = 0 }) => fanPower)))
    const ofHall = crahs.filter(({ path }) => path.startsWith('growth/module-01/hall-a1/'))
    expect(sum(ofHall.slice(1).map(({ capacity }) => capacity))).toBeGreaterThanOrEqual((halls[0] ?? 0) * 1.05)
    for (const side of ['a', 'b']) {
      const upses = first.flatMap((thing) =>
        thing.kind === 'ups' && thing.name.startsWith(`ups-${side}-`) ? [thing.rating ?? 0] : [],
      )
      expect(upses).toHaveLength(halls.length)
      expect(Math.min(...upses)).toBeGreaterThanOrEqual(Math.max(...halls))
    }
  })
})
