import { describe, expect, test } from 'vitest'
import { coolingUnits, PANEL, problems } from '../testing/problems-of.ts'
import { smallEstate } from '../testing/small-estate.ts'

describe('all that is wrong in an estate', () => {
  test('tells all its problems in one go', () => {
    const text = smallEstate({ room: 'airclass: A1', device: 'position: 42', feed: 'amperage: 16 A' })
    expect(problems(text).map(({ found }) => found)).toEqual(['airclass', 'Any Strip, 32 A', 'server at U 42 to 43'])
  })

  test('tells what is missing and what does not fit in one go, and nothing that follows from what is missing', () => {
    const unit = 'width: 1.2 m, depth: 600 mm, height: 2 m, faces: east, at: [2, 1], capacity: 20 kW, airflow: 2 m3/s'
    const text = smallEstate({
      feed: 'amperage: 63 A',
      things: `          crah: {kind: crah, from: panel, ${unit}}
          ups: {kind: ups, from: grid, rating: 10 kW}
          feed-c: {kind: power-feed, phase: single, voltage: 230 V, voltageIs: line-to-neutral, derating: 1, side: a}
          one: {kind: power-panel, from: pannel, ${PANEL}}
`,
    })
    expect(problems(text).map(({ path, message }) => [path.slice(-2).join(' '), message])).toEqual([
      ['crah chilledBy', 'is missing'],
      ['ups efficiency', 'is missing'],
      ['ups battery', 'is missing'],
      ['feed-c from', 'is missing'],
      ['one from', 'names pannel, which is nothing in this estate'],
      ['feed-c line', 'is missing: a single-phase feed is on one of the lines'],
    ])
  })

  test.each([
    ...[
      '    latitude: 44\n',
      '    utcOffsetName: Europe/Belgrade\n',
      '        use: data-hall\n',
      '        height: 4 m\n',
    ],
    ...['from: panel, ', ' derating: 0.8,', ' side: [a, b], amp', 'from: feed-$1, '],
    ...['chilledBy: chiller', 'airflow: 2 m3/s, ', 'depth: 600 mm, ', ', cop: 4'],
  ])('without %j the rest is looked at all the same', (piece) => {
    const whole = smallEstate({ device: 'position: 42', things: coolingUnits('at: [2, 1], step: [2, 0]') })
    const text = whole.replace(piece, piece.endsWith(' amp') ? ' amp' : '')
    expect(text).not.toBe(whole)
    expect(problems(text).map(({ message }) => message)).toEqual([
      'is missing',
      'is outside of the rack for a device of 2 U',
    ])
  })

  test('with banks that its rack PDU has not is told at the type', () => {
    const text = smallEstate().replace('outlets: [4, 6]', 'outlets: [3, 8]')
    expect(problems(text).map(({ message, path }) => [message, path.slice(0, 2)])).toEqual([
      ['go beyond the outlets that it has', ['pduTypes', 'strip']],
      ['belong to another bank', ['pduTypes', 'strip']],
    ])
  })

  test('of a newer version is refused with what to do', () => {
    expect(problems(smallEstate({ schema: 99 }))[0]).toMatchObject({
      line: 1,
      found: '99',
      message: expect.stringContaining('bring the program up to date'),
    })
  })
})
