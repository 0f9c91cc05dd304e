import { describe, expect, test } from 'vitest'
import { estateFile } from './estate-file.ts'

const small = {
  schema: 2,
  things: {
    site: {
      kind: 'site',
      latitude: 44,
      longitude: 20,
      utcOffsetName: 'Europe/Belgrade',
      itCapacity: '0.5 MW',
      things: { 'hall-1': { kind: 'room', use: 'data-hall', at: [0, 0], extent: [10, 10], height: '4 m' } },
    },
  },
}

describe('an estate file', () => {
  test('gives figures in the units of the model and the defaults that the reference names', () => {
    expect(estateFile.parse(small)).toMatchObject({
      things: { site: { itCapacity: 500_000, things: { 'hall-1': { height: 4, airClass: 'A1', humidityLimit: 50 } } } },
    })
  })

  test('may name a thing in Serbian too, in words and not in figures', () => {
    const named = (nameSr: unknown) => ({ ...small, things: { site: { ...small.things.site, nameSr } } })
    expect(estateFile.parse(named('Ниш'))).toMatchObject({ things: { site: { nameSr: 'Ниш' } } })
    expect(estateFile.parse(named(['Ниш', 'Бор']))).toMatchObject({ things: { site: { nameSr: ['Ниш', 'Бор'] } } })
    expect(estateFile.safeParse(named(7)).error?.issues[0]?.path).toEqual(['things', 'site', 'nameSr'])
    expect(estateFile.safeParse(named('')).success).toBe(false)
  })

  test('with a wrong unit says where, what was found and what is allowed', () => {
    const wrong = structuredClone(small)
    wrong.things.site.itCapacity = '0.5 MV'
    const { error } = estateFile.safeParse(wrong)
    expect(error?.issues[0]).toMatchObject({
      path: ['things', 'site', 'itCapacity'],
      params: { found: '0.5 MV', allowed: 'a number and one of kW, W, MW' },
    })
  })

  test('with a field that is none names it and where', () => {
    const wrong = { ...small, things: { site: { ...small.things.site, lattitude: 44 } } }
    expect(estateFile.safeParse(wrong).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: ['lattitude'],
      path: ['things', 'site'],
    })
  })
})
