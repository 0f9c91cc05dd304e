import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { failingPart, partsText } from './failing-part.ts'
import { Failures } from './failure.ts'

const BANKS = [
  { name: 'b1', lines: 'l1', breaker: 16, outlets: [1, 8] },
  { name: 'b2', lines: 'l2', breaker: 16, outlets: [9, 16] },
]

/**
 * Two sides in a row of two racks: `one` on both sides of its rack by bank b1, `guest` stands in rack-2 and hangs on the strips of rack-1 alone,
 * `switch` on side A alone, `panel` on nothing.
 */
function hall(): PowerEstate {
  const estate = new PowerEstate().utility('grid').room('hall').row('hall/row')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` })
    for (const rack of ['rack-1', 'rack-2'])
      estate.pdu(`hall/row/${rack}/pdu-${side}`, { from: `feed-${side}` }, { side, banks: BANKS, outlets: 16 })
  }
  estate.rack('hall/row/rack-1').rack('hall/row/rack-2')
  const plug = (rack: string, outlet: number) => ['a', 'b'].map((side) => `hall/row/${rack}/pdu-${side}#${outlet}`)
  return estate
    .device('hall/row/rack-1/one', plug('rack-1', 1), 1000, 1, { service: 'registers' })
    .device('hall/row/rack-2/guest', plug('rack-1', 9), 600)
    .device('hall/row/rack-2/switch', ['hall/row/rack-2/pdu-a#2'], 200, 1, { role: 'network', networkPorts: 48 })
    .device('hall/row/rack-2/panel', [], undefined, 1, { role: 'network' })
}

function fail(...names: string[]) {
  const graph = powerGraph(hall().build())
  const failures = new Failures(graph, declaredLoads(hall().build(), graph))
  return failures.of(names.map((name) => `s/hall/row/${name}`)).atOnce
}

const paths = (list: readonly { readonly path: string }[]) =>
  list.map(({ path }) => path.replace('s/hall/row/', '')).sort()

describe('a device', () => {
  test('that fails is down itself, with its service, and what it drew is drawn no more', () => {
    const { chain, down, exposed, overloads } = fail('rack-1/one')
    const path = 's/hall/row/rack-1/one'
    expect(down).toEqual([{ path, watts: 1000, service: 'registers', causes: [{ path, what: 'is lost' }] }])
    expect({ exposed, overloads }).toEqual({ exposed: [], overloads: [] })
    // 1,000 W on two cords: each UPS is left 300 W of `guest`, and A the 200 W of the switch.
    expect(chain.map(({ path, watts }) => [path, watts])).toEqual(
      expect.arrayContaining([
        ['s/ups-a', 500],
        ['s/ups-b', 300],
        ['s/grid', 800],
      ]),
    )
  })

  test('that is a switch says how many network ports go with it', () => {
    expect(fail('rack-2/switch').down).toMatchObject([{ watts: 200, ports: 48 }])
  })

  test('without a known cord is down too: neither what it drew nor its ports are taken for nothing', () => {
    expect(fail('rack-2/panel').down).toMatchObject([{ watts: Number.NaN, ports: Number.NaN }])
  })
})

describe('a part of a rack PDU', () => {
  test('an outlet leaves its device on the other side, which carries all of it', () => {
    const { chain, down, exposed } = fail('rack-1/pdu-a/outlet-1')
    expect(down).toEqual([])
    expect(paths(exposed)).toEqual(['rack-1/one'])
    expect(exposed[0]?.restsOn).toContain('s/ups-b')
    // B has 500 W of `one` and 300 W of `guest`, and takes 500 W more.
    expect(chain.find(({ path }) => path === 's/ups-b')?.watts).toBeCloseTo(1300)
  })

  test('an outlet with the only cord of a device takes it down', () => {
    const { down } = fail('rack-2/pdu-a/outlet-2')
    expect(down).toMatchObject([{ causes: [{ path: 's/hall/row/rack-2/pdu-a/outlet-2', what: 'is lost' }] }])
  })

  test('an outlet that nothing is plugged into takes nothing along', () => {
    const { chain, down, exposed } = fail('rack-2/pdu-a/outlet-3')
    expect({ chain, down, exposed }).toEqual({ chain: [], down: [], exposed: [] })
  })

  test('a bank takes its outlets, and no other', () => {
    expect(paths(fail('rack-1/pdu-a/bank-1').exposed)).toEqual(['rack-1/one'])
    expect(paths(fail('rack-1/pdu-a/b2').exposed)).toEqual(['rack-2/guest'])
    const { down } = fail('rack-2/pdu-a/bank-1')
    expect(down).toMatchObject([{ causes: [{ path: 's/hall/row/rack-2/pdu-a', bank: 'b1', what: 'is lost' }] }])
  })

  test('of a device with cords in two banks of one strip the other bank takes over', () => {
    const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' })
    estate.pdu('rack/pdu', { from: 'feed' }, { banks: BANKS, outlets: 16 })
    // 4,000 W at 0.95 are 4,211 VA at 230.9 V: 9.1 A on each bank, 18.2 A of 16 A on the one that is left.
    estate.device('rack/big', ['rack/pdu#1', 'rack/pdu#9'], 4000)
    const graph = powerGraph(estate.build())
    const { atOnce } = new Failures(graph, declaredLoads(estate.build(), graph)).of(['s/rack/pdu/bank-1'])
    const amperes = 4000 / 0.95 / (400 / Math.sqrt(3))
    expect(atOnce.trips).toMatchObject([{ path: 's/rack/pdu', bank: 'b2', does: 'opens' }])
    expect(atOnce.trips[0]?.use.value).toBeCloseTo(amperes, 6)
    expect(atOnce.down.flatMap(({ causes }) => causes.map(({ bank, what }) => [bank, what]))).toEqual([
      ['b1', 'is lost'],
      ['b2', 'opened'],
    ])
  })
})

test('a supply of a device is lost alone', () => {
  const { down, exposed } = fail('rack-1/one/supply-2')
  expect(down).toEqual([])
  expect(exposed[0]?.restsOn).toContain('s/ups-a')
  expect(fail('rack-1/one/supply-1', 'rack-1/one/supply-2').down).toMatchObject([{ watts: 1000 }])
})

describe('what holds things takes them along', () => {
  test('a rack, also a device in it that hangs on the rack beside', () => {
    expect(paths(fail('rack-2').down)).toEqual(['rack-2/guest', 'rack-2/switch'])
  })

  test('and what hangs on its strips and stands elsewhere goes down by them', () => {
    const { down } = fail('rack-1')
    expect(paths(down)).toEqual(['rack-1/one', 'rack-2/guest'])
    expect(down.find(({ path }) => path.endsWith('guest'))?.causes[0]).toMatchObject({ what: 'is lost' })
  })

  test.each(['s', 's/hall', 's/hall/row'])('%s', (place) => {
    const graph = powerGraph(hall().build())
    const { atOnce } = new Failures(graph, declaredLoads(hall().build(), graph)).of([place])
    expect(paths(atOnce.down)).toEqual(['rack-1/one', 'rack-2/guest', 'rack-2/switch'])
  })
})

describe('a path', () => {
  const find = (path: string) => hall().build().find(path)

  test.each([
    'rack-1/pdu-a/outlet-17',
    'rack-1/pdu-a/outlet-0',
    'rack-1/pdu-a/bank-3',
    'rack-1/one/supply-3',
    'rack-1/one/outlet-1',
    'rack-1/outlet-1',
  ])('%s names no part', (name) => {
    expect(failingPart(find, `s/hall/row/${name}`)).toBeUndefined()
  })

  test('is refused with what there is', () => {
    expect(partsText(find('s/hall/row/rack-1/pdu-a'))).toBe(
      's/hall/row/rack-1/pdu-a has outlet-1 to outlet-16 and bank-1 to bank-2',
    )
    expect(partsText(find('s/hall/row/rack-1/one'))).toBe('s/hall/row/rack-1/one has supply-1, supply-2')
    expect(partsText(find('s/hall/row/rack-1'))).toBeUndefined()
  })
})
