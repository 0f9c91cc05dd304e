import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../kit/diagnostic.ts'
import { coolingUnits, PANEL, problems } from '../testing/problems-of.ts'
import { smallEstate } from '../testing/small-estate.ts'

const lineOf = (text: string, piece: string) => text.slice(0, text.indexOf(piece)).split('\n').length

/** What a line of the small estate says instead, what is told about it, and where. */
const WRONG: readonly (readonly [
  string,
  Parameters<typeof smallEstate>[0],
  string,
  Partial<Record<keyof Diagnostic, unknown>>,
])[] = [
  ['an unknown field', { device: 'positon: 3' }, 'positon', { found: 'positon', nearest: 'position' }],
  [
    'a wrong unit',
    { feed: 'amperage: 63 kW' },
    'amperage: 63',
    { found: '63 kW', allowed: expect.stringContaining('A') },
  ],
  [
    'a dangling reference',
    { pdu: 'alternate: fead-b' },
    'kind: rack-pdu',
    {
      message: 'names fead-b, which is nothing in this estate',
      path: expect.arrayContaining(['rack-[1-4]', 'pdu-[a,b]', 'alternate']),
      nearest: 'feed-b',
    },
  ],
  [
    'a source that is not there',
    { things: `          panel-2: {kind: power-panel, from: [panel, gird], ${PANEL}}\n` },
    'panel-2:',
    {
      message: 'names gird, which is nothing in this estate',
      path: ['things', 'site', 'things', 'hall', 'things', 'panel-2', 'from', 1],
      found: 'gird',
      nearest: 'grid',
    },
  ],
  [
    'sources of a pattern that are not there',
    { things: `          panel-[2-5]: {kind: power-panel, from: panle-$1, ${PANEL}}\n` },
    'panel-[2-5]',
    { message: 'names panle-2, which is nothing in this estate', nearest: 'panel-2', more: 3 },
  ],
  [
    'a surface without an area',
    { things: '          yard: {kind: plot, use: a yard, extent: [9, 9], surfaces: [{surface: green, trees: 3}]}\n' },
    '{surface: green',
    { message: 'a surface needs an area', path: expect.arrayContaining(['yard', 'surfaces', 0]) },
  ],
  [
    'a lowest storey as high as the house',
    {
      things:
        '          house: {kind: building, use: office, extent: [9, 9], height: 8 m, floors: 2, groundFloor: 8 m}\n',
    },
    'groundFloor',
    { message: 'is not lower than the building', found: '8 m of 8 m' },
  ],
  [
    'a rack PDU of an unknown type',
    { pdu: 'name: Strip', pduType: 'strap' },
    'pdu-[a,b]',
    { message: 'is no type of `pduTypes`', found: 'strap', nearest: 'strip' },
  ],
  [
    'racks of an unknown type',
    {
      racks: 'rack-[1-20]',
      rack: 'type: unusual',
      things: '          meter: {kind: meter, measures: row-a/rack-1/pdu-a}\n',
    },
    'type: unusual',
    { message: 'is no type of `rackTypes`', found: 'unusual' },
  ],
  [
    'a device of an unknown type',
    { device: 'position: 3\n                  other: {kind: device, type: sever, position: 3, cords: [pdu-a]}' },
    'other:',
    { message: 'is no type of `deviceTypes`', found: 'sever', nearest: 'server' },
  ],
  [
    'machines as nodes, of a server that nobody knows the machines of',
    { rack: 'nodes: machine' },
    'type: server',
    {
      message: 'stands in a rack of which each machine is a node (`nodes: machine`), and nobody says how many it is',
      found: 'server',
      allowed: 'a device type that has `compute`',
      more: 3,
    },
  ],
  [
    'a word for its nodes that there is not',
    { rack: 'nodes: host' },
    'nodes: host',
    { found: 'host', allowed: expect.stringContaining('machine') },
  ],
  [
    'a device above the rack',
    { device: 'position: 42' },
    'position: 42',
    { found: 'server at U 42 to 43', allowed: 'U 1 to 42', more: 3 },
  ],
  [
    'devices in the same units',
    {
      device: 'position: 3\n                  other: {kind: device, type: server, position: 4, cords: [pdu-a, pdu-b]}',
    },
    'other:',
    { message: 'is where another device is', more: 3 },
  ],
  [
    'half-depth devices on the same face',
    { device: 'position: 3\n                  shelf-[1-2]: {kind: device, type: shallow, position: 10}' },
    'shelf-',
    { message: 'is where another device is' },
  ],
  [
    'a cord to no rack PDU',
    {
      device: 'position: 3\n                  other: {kind: device, type: server, position: 9, cords: [pdu-a, pdu-c]}',
    },
    'other:',
    { found: 'pdu-c', nearest: 'pdu-a' },
  ],
  [
    'an outlet that is not there',
    { device: 'position: 3\n                  other: {kind: device, type: server, position: 9, cords: ["pdu-a:7"]}' },
    'other:',
    { found: 'pdu-a:7' },
  ],
  [
    'an outlet used twice',
    {
      device:
        'position: 3\n                  other-[1-2]: {kind: device, type: server, position: 9, step: 2, cords: ["pdu-a:5"]}',
    },
    'other-',
    { found: 'pdu-a:5' },
  ],
  [
    'more cords than supplies',
    {
      device:
        'position: 3\n                  other: {kind: device, type: server, position: 9, cords: [pdu-a, pdu-b, pdu-a]}',
    },
    'other:',
    { found: '3 cords', allowed: '1 to 2 cords' },
  ],
  [
    'a rack PDU on a feed of another phase',
    { feed: 'amperage: 63 A' },
    'pdu-[a,b]',
    { message: 'has not the phases of the feed that it draws from' },
  ],
  [
    'a rack PDU above its feed',
    { feed: 'amperage: 16 A' },
    'pdu-[a,b]',
    { found: 'Any Strip, 32 A', allowed: expect.stringContaining('at most 16 A') },
  ],
  ['banks to neutral on a delta feed', { feed: 'wiring: delta, amperage: 63 A' }, 'pdu-[a,b]', { found: 'B1 on l1' }],
  [
    'a row that is too long for its room',
    { racks: 'rack-[1-20]' },
    'rack-[1-20]',
    { message: 'stands outside of its room', more: 4 },
  ],
  [
    'a probe outside of its room',
    { things: '          air-[1-3]: {kind: probe, role: room, at: [-3, 1, 1]}\n' },
    'air-',
    { message: 'hangs outside of its room', more: 2 },
  ],
  [
    'a cooling unit outside of its room',
    { things: coolingUnits('at: [0.2, 4], step: [12, 0]') },
    'crah-',
    {
      // 600 mm deep and facing east, the first reaches from -0.1 to 0.5 m, the second is 2 m behind the eastern wall.
      message: 'has a cooling unit stand outside of its room',
      found: 'site/hall/crah-1, 2 m high, at 0.2, 4, 0',
      allowed: expect.stringContaining('from 0 to 10 m east, 0 to 8 m north'),
      more: 1,
    },
  ],
  [
    'a cooling unit that reaches through the ceiling',
    { things: coolingUnits('at: [2, 1, 2.2], step: [2, 0]') },
    'crah-',
    { found: 'site/hall/crah-1, 2 m high, at 2, 1, 2.2', more: 1 },
  ],
  [
    'a cooling unit that blows into no room',
    { things: coolingUnits('at: [2, 1], step: [2, 0], zone: hal') },
    'crah-',
    { message: 'is no room', found: 'hal', nearest: 'hall', more: 1 },
  ],
  [
    'a feed of another voltage than its panel',
    // 400 V to the neutral are 693 V between the lines.
    { feed: 'amperage: 63 A', feedVoltage: '400 V, voltageIs: line-to-neutral' },
    'feed-[a,b]',
    {
      message: 'is another voltage than that of what it draws from',
      found: '400 V line-to-neutral',
      allowed: expect.stringContaining('400 V line-to-line (231 V line-to-neutral), as site/panel'),
      more: 1,
    },
  ],
  [
    'a panel right at the medium voltage of the grid',
    { grid: '10 kV' },
    'panel:',
    { found: '400 V line-to-line', allowed: expect.stringContaining('10000 V line-to-line') },
  ],
  [
    'a rack PDU for another voltage than its feed',
    // 208 V strips of North America on 400 V.
    { strip: 'voltage: 208 V' },
    'pdu-[a,b]',
    {
      message: 'is rated for another voltage than that of what it draws from',
      found: 'Any Strip, 208 V line-to-line',
      allowed: expect.stringContaining('within 10 % of 400 V line-to-line'),
    },
  ],
  [
    'a rack PDU of side A on a feed of side B',
    { pdu: 'name: Strip', pduSide: '[b, a]' },
    'pdu-[a,b]',
    { found: 'site/hall/feed-a', allowed: expect.stringContaining('side b'), nearest: 'site/hall/feed-b' },
  ],
  [
    'racks where others are',
    {
      things:
        '          row-b:\n            kind: row\n            at: [1, 4.5]\n            faces: north\n            things:\n              other-[1-4]: {kind: rack}\n',
    },
    'other-',
    { message: 'stands where another rack stands', more: 3 },
  ],
  [
    'power from what gives none',
    {
      things:
        '          ups: {kind: ups, from: row-a, rating: 10 kW, efficiency: 0.9, battery: {capacity: 1 kWh, autonomyAtFullLoad: 6 min}}\n',
    },
    'ups:',
    { found: 'site/hall/row-a, a row' },
  ],
  [
    'a circle of power',
    {
      things:
        '          one: {kind: power-panel, from: two, rating: 1 A, voltage: 400 V, voltageIs: line-to-line}\n          two: {kind: power-panel, from: one, rating: 1 A, voltage: 400 V, voltageIs: line-to-line}\n',
    },
    'two:',
    { found: 'site/hall/one ← site/hall/two ← site/hall/one' },
  ],
  [
    'a circle of power with another way for each',
    {
      things: `          one: {kind: power-panel, from: two, alternate: panel, ${PANEL}}\n          two: {kind: power-panel, from: one, alternate: panel, ${PANEL}}\n`,
    },
    'two:',
    { message: 'leads the power chain back to where it began' },
  ],
]

describe('an estate', () => {
  test('without a fault has no problems', () => {
    expect(problems(smallEstate())).toEqual([])
  })

  test.each(WRONG)('with %s is told once, with its line', (name, otherwise, piece, wanted) => {
    const base = smallEstate(otherwise)
    const text = name.includes('another phase')
      ? base.replace('from: panel, phase: three', 'from: panel, phase: single, line: l1')
      : base
    const told = problems(text)
    expect(told, JSON.stringify(told, null, 1)).toHaveLength(1)
    const [first] = told
    expect(first).toMatchObject(wanted)
    expect(Math.abs((first?.line ?? 0) - lineOf(text, piece))).toBeLessThanOrEqual(1)
  })

  test('with half-depth devices back to back has none', () => {
    const device = `position: 3
                  front: {kind: device, type: shallow, position: 10.5}
                  back: {kind: device, type: shallow, position: 10.5, face: rear}`
    expect(problems(smallEstate({ device }))).toEqual([])
  })

  test.each([
    ['to the neutral where its panel says between the lines', { feedVoltage: '230 V, voltageIs: line-to-neutral' }],
    [
      'with strips of 400 V on 415 V',
      {
        panelVoltage: '415 V',
        feedVoltage: '240 V, voltageIs: line-to-neutral',
        grid: '415 V',
        strip: 'voltage: 400 V',
      },
    ],
    ['with strips rated to the neutral', { strip: 'voltage: 230 V, voltageIs: line-to-neutral' }],
    ['with strips that may change over to the other side', { pdu: 'alternate: "feed-[b,a]"' }],
    ['with one side', { pduSide: 'single' }],
    [
      'with two boards that a tie lets change over to each other',
      {
        things: `          one: {kind: power-panel, from: panel, alternate: two, ${PANEL}}\n          two: {kind: power-panel, from: panel, alternate: one, ${PANEL}}\n`,
      },
    ],
    [
      'with a board that changes over to what it feeds, which has a way of its own',
      {
        things: `          one: {kind: power-panel, from: panel, alternate: two, ${PANEL}}\n          two: {kind: power-panel, from: one, alternate: grid, ${PANEL}}\n`,
      },
    ],
    ['with units that stand outside and say so', { things: coolingUnits('at: [-2, 1], step: [-2, 0], zone: hall') }],
    ['with units along the wall', { things: coolingUnits('at: [0.3, 6.6], step: [9.4, 0]') }],
  ])('%s has no problems', (_name, otherwise) => {
    expect(problems(smallEstate(otherwise))).toEqual([])
  })
})
