import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estateFile, SCHEMA_VERSION } from '../schema/estate-file.ts'
import { allThings } from '../testing/written-things.ts'
import { expand } from './expand.ts'
import type { ExpansionLimits } from './expansion.ts'

const bank = (number: number) => ({
  name: `b${number}`,
  lines: `l${number}`,
  breaker: '16 A',
  outlets: [2 * number - 1, 2 * number],
})
const CATALOGUE = {
  deviceTypes: {
    server: { manufacturer: 'Any', model: 'Server', height: 2, power: '800 W', typicalPower: '450 W', role: 'server' },
  },
  pduTypes: {
    apc: {
      ...{ manufacturer: 'APC', model: 'A', phase: 'three', amperage: '32 A', outlets: 6, source: 'datasheet' },
      banks: [bank(1), bank(2), bank(3)],
    },
    raritan: { manufacturer: 'Raritan', model: 'B', phase: 'three', amperage: '32 A', outlets: 4 },
  },
  rackTypes: {
    pair: {
      powerLimit: '8 kW',
      things: {
        'pdu-[a,b]': { kind: 'rack-pdu', type: ['apc', 'raritan'], side: ['a', 'b'], from: 'feed-$1' },
        'server-[1-3]': { kind: 'device', type: 'server', position: 3, step: 2, cords: ['pdu-a', 'pdu-b'] },
        intake: { kind: 'probe', role: 'intake', height: '1 m' },
      },
    },
  },
}
const SITE = { kind: 'site', latitude: 44, longitude: 20, utcOffsetName: 'Europe/Belgrade' }
const ROOM = { kind: 'room', use: 'data-hall', extent: [20, 20], height: '4 m' }
const PANEL = { kind: 'power-panel', rating: '400 A', voltage: '400 V', voltageIs: 'line-to-line' }
const GRID = { kind: 'utility', voltage: '10 kV' }
const FEED = {
  ...{
    kind: 'power-feed',
    phase: 'three',
    voltage: '400 V',
    voltageIs: 'line-to-line',
    amperage: '250 A',
    derating: 1,
  },
}
const PROBE = { kind: 'probe', role: 'room' }

function expandThings(things: object, more: object = {}, limits?: ExpansionLimits) {
  const document = { schema: SCHEMA_VERSION, ...CATALOGUE, things: { site: { ...SITE, things }, ...more } }
  return expand([{ name: 'estate.yaml', document: estateFile.parse(document) }], limits)
}

const HALLS = {
  'hall-[1-2]': {
    ...{ ...ROOM, at: [10, 20], step: [30, 0] },
    things: {
      'row-[a-b]': {
        ...{ kind: 'row', at: [2, 3], step: [0, 2.4], faces: ['north', 'south'], coldAisle: 'one' },
        things: {
          'feed-[a,b]': { ...FEED, side: ['a', 'b'], from: 'power/panel-$1$room1' },
          'rack-[01-04]': { kind: 'rack', type: 'pair', service: ['portal', 'register'] },
        },
      },
    },
  },
  'power/panel-[a,b][1-2]': { ...PANEL, from: 'grid' },
  'power/grid': GRID,
}

describe('patterns', () => {
  const expansion = expandThings(HALLS)
  const byPath = new Map<string, ReturnType<typeof allThings>[number]>(
    allThings(expansion).map((thing) => [thing.path, thing]),
  )

  test('stand for many things, in file order, what holds others first', () => {
    expect(expansion.problems).toEqual([])
    expect(expansion.drafts.slice(0, 7).map(({ thing }) => thing.path)).toEqual([
      ...['site', 'site/hall-1', 'site/hall-1/row-a', 'site/hall-1/row-a/feed-a', 'site/hall-1/row-a/feed-b'],
      ...['site/hall-1/row-a/rack-01', 'site/hall-1/row-a/rack-02'],
    ])
    expect(expansion.drafts.filter(({ thing }) => thing.kind === 'rack')).toHaveLength(16)
  })

  test('place rooms by steps, and racks side by side in the metres of their room', () => {
    const rack = byPath.get('site/hall-2/row-b/rack-02')
    // Room at 10 + 30, row starts 2 m in, 1.5 racks of 0.6 m further on; row b is 2.4 m north of row a.
    expect(rack).toMatchObject({
      placement: { at: { x: 40 + 2 + 0.9, y: 20 + 3 + 2.4, z: 0 }, faces: 180, size: { width: 0.6 } },
    })
  })

  test('fill in values of the names around, and look for references from the inside out', () => {
    expect(byPath.get('site/hall-2/row-a/feed-b')).toMatchObject({
      supplies: [{ from: 'site/power/panel-b2', role: 'primary' }],
      side: 'b',
    })
    expect(byPath.get('site/hall-2/row-a/rack-03/pdu-b')).toMatchObject({
      supplies: [{ from: 'site/hall-2/row-a/feed-b' }],
      side: 'b',
    })
  })

  test('give lists in turn: services from rack to rack, makers of rack PDUs too', () => {
    const row = (rack: string) => byPath.get(`site/hall-1/row-a/${rack}`)
    expect(['rack-01', 'rack-02', 'rack-03'].map(row)).toMatchObject([
      { service: 'portal' },
      { service: 'register' },
      { service: 'portal' },
    ])
    expect(['rack-01/pdu-a', 'rack-01/pdu-b', 'rack-02/pdu-a'].map(row)).toMatchObject([
      { manufacturer: 'APC' },
      { manufacturer: 'Raritan' },
      { manufacturer: 'Raritan' },
    ])
  })

  test('spread cords over the banks; the next rack begins at the next line', () => {
    const outlets = (rack: string) =>
      [1, 2, 3].map((server) => {
        const device = byPath.get(`site/hall-1/row-a/${rack}/server-${server}`)
        return (
          device?.kind === 'device' &&
          device.cords.find(({ pdu }) => pdu.endsWith(rack === 'rack-01' ? 'pdu-a' : 'pdu-b'))?.outlet
        )
      })
    expect(outlets('rack-01')).toEqual([1, 3, 5])
    expect(outlets('rack-02')).toEqual([3, 5, 1])
  })

  test('make what is in a rack alike whenever it is asked for, with names known before', () => {
    const draft = expansion.drafts.find(({ thing }) => thing.kind === 'rack')
    const inside = draft?.inside
    expect(inside?.shape.names).toEqual(['pdu-a', 'pdu-b', 'server-1', 'server-2', 'server-3', 'intake'])
    expect(inside?.shape.kinds.map((kind, slot) => kind === inside.make(slot).kind)).not.toContain(false)
    expect(inside?.make(3)).toEqual(inside?.make(3))
    expect(inside?.suppliedFrom(1)).toEqual(['site/hall-1/row-a/feed-b'])
    expect(inside?.origin(0).path).toEqual(['rackTypes', 'pair', 'things', 'pdu-[a,b]'])
    const shapes = new Set(expansion.drafts.flatMap(({ inside }) => inside?.shape ?? []))
    expect(shapes.size).toBe(1)
  })

  test('keep where figures come from: of the thing, of its type, of single fields', () => {
    expect(byPath.get('site/hall-1/row-a/rack-01/pdu-a')).toMatchObject({
      source: 'assumed',
      sources: { outlets: 'datasheet' },
    })
  })

  test('a probe of a rack sits at its front, an exhaust at its back', () => {
    const probe = byPath.get('site/hall-1/row-b/rack-01/intake')
    expect(probe).toMatchObject({ at: { x: 12.3, y: 24.8, z: 1 }, measures: ['temperature'] })
  })
})

test('figures that are left out are absent, neither zero nor undefined', () => {
  const { rating: _panel, ...panel } = PANEL
  const { amperage: _feed, ...feed } = FEED
  const { drafts, problems } = expandThings({
    grid: GRID,
    diesel: { kind: 'generator' },
    transformer: { kind: 'transformer', from: 'grid', alternate: 'diesel' },
    ups: {
      kind: 'ups',
      from: 'transformer',
      efficiency: 0.95,
      battery: { capacity: '5 kWh', autonomyAtFullLoad: '10 min' },
    },
    panel: { ...panel, from: 'ups' },
    feed: { ...feed, from: 'panel', side: 'a' },
  })
  expect(problems).toEqual([])
  expect(drafts.filter(({ thing }) => 'rating' in thing || 'amperage' in thing)).toEqual([])
})

test('what lies on a plot counts from its corner, and what goes along a line is a band as wide as it says', () => {
  const lawn = { surface: 'green', at: [1, 1], extent: [4, 2], trees: 3 }
  const line = [0, 9].map((east) => [east, 5])
  const path = { surface: 'path', along: line, width: '2 m' }
  const plot = { kind: 'plot', use: 'garden', at: [100, 50], extent: [9, 9], surfaces: [lawn, path] }
  const expansion = expandThings({ plot })
  expect(expansion.problems).toEqual([])
  const found = allThings(expansion).find((thing) => thing.path === 'site/plot')
  const corner = (x: number, y: number) => ({ x, y })
  expect(found?.kind === 'plot' && found.surfaces).toEqual([
    {
      ...{ surface: 'green', trees: 3 },
      footprint: [corner(101, 51), corner(105, 51), corner(105, 53), corner(101, 53)],
    },
    { surface: 'path', footprint: [corner(100, 56), corner(109, 56), corner(109, 54), corner(100, 54)] },
  ])
})

describe('names', () => {
  const names = { name: 'Hall $1', nameSr: 'Сала $1' }
  const expansion = expandThings({
    'hall-[1-2]': {
      ...{ ...ROOM, ...names, at: [0, 0], step: [30, 0] },
      things: {
        'air-[1-2]': { ...PROBE, name: ['Left', 'Right'], nameSr: ['Лево, $room', 'Десно, $room1'] },
        rack: {
          ...{ kind: 'rack', at: [2, 2], nameSr: 'Рек сале $room1' },
          things: { door: { ...PROBE, role: 'door', nameSr: 'Врата сале $room1' }, top: PROBE },
        },
      },
    },
    plot: {
      ...{ kind: 'plot', use: 'offices', extent: [9, 9] },
      phase: { name: 'Phase 1', nameSr: 'Прва фаза', state: 'planned' },
    },
  })
  const byPath = new Map<string, ReturnType<typeof allThings>[number]>(
    allThings(expansion).map((thing) => [thing.path, thing]),
  )

  test('in Serbian are filled in as those in English are, in racks too', () => {
    expect(expansion.problems).toEqual([])
    expect(byPath.get('site/hall-2')).toMatchObject({ name: 'Hall 2', nameSr: 'Сала 2' })
    expect(byPath.get('site/hall-2/air-1')).toMatchObject({ name: 'Left', nameSr: 'Лево, hall-2' })
    expect(byPath.get('site/hall-2/air-2')).toMatchObject({ name: 'Right', nameSr: 'Десно, 2' })
    expect(byPath.get('site/hall-1/rack')).toMatchObject({ name: 'rack', nameSr: 'Рек сале 1' })
    expect(byPath.get('site/hall-1/rack/door')).toMatchObject({ name: 'door', nameSr: 'Врата сале 1' })
    expect(byPath.get('site/plot')).toMatchObject({ phase: { name: 'Phase 1', nameSr: 'Прва фаза' } })
  })

  test('that the file does not give are not there', () => {
    expect(byPath.get('site/hall-1/rack/top')).not.toHaveProperty('nameSr')
    expect(byPath.get('site')).not.toHaveProperty('nameSr')
  })
})

describe('what cannot be expanded', () => {
  const problem = (things: object, more?: object) => expandThings(things, more).problems[0]

  test.each<[string, object, object]>([
    [
      'a reference to nothing',
      { panel: { ...PANEL, from: 'grid-9' } },
      { found: 'grid-9', origin: { path: ['things', 'site', 'things', 'panel', 'from'] } },
    ],
    ['itself as its source', { panel: { ...PANEL, from: 'panel' } }, { found: 'panel' }],
    ['a bracket left open', { 'rack-[1-2': PROBE }, { found: 'rack-[1-2' }],
    ['capital letters in a name', { Probe: PROBE }, { found: 'site/Probe' }],
    [
      'an area without extent',
      { hall: { ...ROOM, extent: undefined } },
      { message: expect.stringContaining('extent') },
    ],
    ['an unknown rack type', { rack: { kind: 'rack', type: 'pear', at: [0, 0] } }, { found: 'pear' }],
    ['a rack that stands nowhere', { rack: { kind: 'rack' } }, { message: expect.stringContaining('`at`') }],
    ['a site within a site', { inner: SITE }, { found: 'site/inner' }],
    ['a source of a figure that it has not', { p: { ...PROBE, sources: { volts: 'press' } } }, { found: 'volts' }],
    ['a pattern without end', { 'p-[1-999999]': PROBE }, { message: expect.stringContaining('999,999 things') }],
  ])('%s is a problem with its place', (_, things, expected) => {
    expect(problem(things)).toMatchObject(expected)
  })

  test('groups of groups without end are a problem too, though they are no things', () => {
    const groups = { 'a-[1-99]': { kind: 'group', things: { 'b-[1-99]': { kind: 'group' } } } }
    expect(expandThings(groups, {}, { things: 9000, names: 5000 }).problems[0]).toMatchObject({
      allowed: '9,000 things in an estate, 5,000 of them outside of racks',
    })
  })

  test('a thing beside the sites is a problem, and what is added to no site too', () => {
    expect(problem({}, { panel: PROBE })).toMatchObject({ found: 'panel' })
    expect(problem({}, { 'other/panel': PROBE })).toMatchObject({ found: 'other/panel' })
  })

  test('a thing written twice is named with the file of the first', () => {
    expect(problem({ x: PROBE }, { 'site/x': PROBE })).toMatchObject({
      message: expect.stringContaining('estate.yaml'),
    })
  })

  test('cords into what is no rack PDU, an outlet that is not there, one that is taken, one too many', () => {
    const corded = (cord: string) =>
      problem({
        grid: GRID,
        rack: {
          ...{ kind: 'rack', at: [0, 0] },
          things: {
            pdu: { kind: 'rack-pdu', type: 'raritan', side: 'a', from: 'grid' },
            'server-[1-5]': { kind: 'device', type: 'server', cords: [cord] },
          },
        },
      })
    expect(corded('pud')).toMatchObject({ found: 'pud' })
    expect(corded('pdu:5')).toMatchObject({
      found: 'pdu:5',
      message: 'is an outlet that the rack PDU has not',
      allowed: '1 to 4',
    })
    expect(corded('pdu:2')).toMatchObject({ found: 'pdu:2', message: 'is an outlet that another cord has' })
    expect(corded('pdu')).toMatchObject({ message: 'finds no free outlet on pdu' })
  })

  test('one wrong line of a pattern is one problem, not one for each member', () => {
    expect(expandThings({ 'p-[1-50]': { kind: 'meter', measures: 'nothing' } }).problems).toHaveLength(1)
  })
})

test('patterns are worth what they are written out: the same things, whatever the counts', () => {
  const counts = fc.record({
    halls: fc.integer({ min: 1, max: 3 }),
    rows: fc.integer({ min: 1, max: 4 }),
    racks: fc.integer({ min: 1, max: 9 }),
    services: fc.integer({ min: 1, max: 4 }),
    step: fc.integer({ min: 20, max: 60 }),
  })
  fc.assert(
    fc.property(counts, ({ halls, rows, racks, services, step }) => {
      const letters = 'abcd'
      const [last] = [letters[rows - 1] ?? '']
      const names = Array.from({ length: services }, (_, at) => `service-${at}`)
      const patterns = expandThings({
        [`hall-[1-${halls}]`]: {
          ...{ ...ROOM, name: 'Hall $1', at: [0, 5], step: [step, 0] },
          things: {
            [`row-[a-${last}]`]: {
              ...{ kind: 'row', at: [2, 3], step: [0, 2.4], faces: ['north', 'south'] },
              things: {
                'feed-[a,b]': { ...FEED, side: ['a', 'b'], from: 'power/panel-$room1-$row1$1' },
                [`rack-[1-${racks}]`]: { kind: 'rack', type: 'pair', service: names },
              },
            },
          },
        },
        [`power/panel-[1-${halls}]-[a-${last}][a,b]`]: { ...PANEL, from: 'grid' },
        'power/grid': GRID,
      })
      const rooms: Record<string, object> = {}
      const panels: Record<string, object> = {}
      for (let hall = 1; hall <= halls; hall++) {
        const inside: Record<string, object> = {}
        for (let row = 0; row < rows; row++) {
          const things: Record<string, object> = {}
          for (const side of ['a', 'b']) {
            const panel = `power/panel-${hall}-${letters[row]}${side}`
            panels[panel] = { ...PANEL, from: 'site/power/grid' }
            things[`feed-${side}`] = { ...FEED, side, from: `site/${panel}` }
          }
          for (let rack = 0; rack < racks; rack++) {
            things[`rack-${rack + 1}`] = { kind: 'rack', type: 'pair', service: names[rack % services] }
          }
          const faces = row % 2 === 0 ? 'north' : 'south'
          inside[`row-${letters[row]}`] = { kind: 'row', at: [2, 3 + 2.4 * row], faces, things }
        }
        rooms[`hall-${hall}`] = { ...ROOM, name: `Hall ${hall}`, at: [step * (hall - 1), 5], things: inside }
      }
      const written = expandThings({ ...rooms, ...panels, 'power/grid': GRID })
      expect(patterns.problems).toEqual([])
      expect(allThings(patterns)).toEqual(allThings(written))
    }),
    { numRuns: 20 },
  )
})
