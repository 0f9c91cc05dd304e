import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Capacities } from './capacity.ts'

/** One line of 230 V, 5 kVA: at a power factor of 0.95 that is 4,750 W. */
const FIVE = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 5000 / 230 }

function capacityOf(estate: PowerEstate, name: string) {
  const built = estate.build()
  const graph = powerGraph(built)
  const thing = built.find(`s/${name}`) ?? built.find('s')
  if (!thing) throw new Error(`no ${name}`)
  return new Capacities(built, graph, declaredLoads(built, graph)).of(thing)
}

/** Racks with a feed of 5 kVA a side, each rack on the next line; all of a side on one UPS. */
function hall(
  racks: number,
  watts: number,
  ups: { rating?: number } = {},
  room: { itCapacity?: number } = {},
): PowerEstate {
  const estate = new PowerEstate().room('hall', room)
  for (const side of ['a', 'b']) estate.utility(`utility-${side}`).ups(`ups-${side}`, { from: `utility-${side}` }, ups)
  for (let rack = 1; rack <= racks; rack++) {
    const at = `hall/rack-${rack}`
    estate.rack(at)
    for (const side of ['a', 'b']) {
      estate.feed(`feed-${rack}-${side}`, { from: `ups-${side}` }, { ...FIVE, line: `l${((rack - 1) % 3) + 1}` })
      estate.pdu(`${at}/pdu-${side}`, { from: `feed-${rack}-${side}` }, { side, phase: 'single', amperage: 5000 / 230 })
    }
    estate.device(`${at}/server`, [`${at}/pdu-a`, `${at}/pdu-b`], watts)
  }
  return estate
}

describe('power', () => {
  test('feeds of 5 kVA with 1 kVA on each have 3 kVA left, not 8: one must bear both (domain.md, 6)', () => {
    const { power } = capacityOf(hall(1, 0.95 * 2000), 'hall/rack-1')
    expect(power.free).toBeCloseTo(0.95 * 3000)
    expect(power.draws).toEqual({ value: 0.95 * 2000, unknown: 0 })
    expect(power.full?.now?.share).toBeCloseTo(0.2)
    expect(power.full?.worst?.share).toBeCloseTo(0.4)
  })

  test('with 3.5 kVA on each nothing is left, and the feed is at 140 % after the loss of the other', () => {
    const { power } = capacityOf(hall(1, 0.95 * 7000), 'hall/rack-1')
    expect(power.free).toBe(0)
    expect(power.full?.worst?.share).toBeCloseTo(1.4)
  })

  test('what racks share upstream counts once', () => {
    // Each of three racks has 3 kVA left, 8,550 W in all; the UPS bears 5,700 W after a loss and is rated 8 kW.
    const estate = hall(3, 0.95 * 2000, { rating: 8000 })
    // One rack is on one line, of which the UPS bears a third of its rating.
    expect(capacityOf(estate, 'hall/rack-2').power.free).toBeCloseTo(8000 / 3 - 1900)
    const { power, racks } = capacityOf(estate, 'hall')
    expect(racks).toBe(3)
    expect(power.free).toBeCloseTo(8000 - 5700)
    expect(power.full?.path).toMatch(/^s\/ups-[ab]$/)
    expect(capacityOf(hall(3, 0.95 * 2000), 'hall').power.free).toBeCloseTo(3 * 0.95 * 3000)
  })

  test('counts what a load comes to rest on by any primary, any alternate and after any loss', () => {
    const single = (estate: PowerEstate, from: string) =>
      estate.rack('rack').pdu('rack/pdu', { from }, { amperage: 1000 }).device('rack/server', ['rack/pdu'], 8000)
    // 100 kW and 10 kW share a panel of 8 kW: with the great one lost all is on the small one, which has 2 kW left.
    const shared = new PowerEstate().utility('grid').ups('great', { from: 'grid' }, { rating: 100_000 })
    shared.ups('small', { from: 'grid' }, { rating: 10_000 }).panel('panel', { from: ['great', 'small'] })
    expect(capacityOf(single(shared, 'panel'), 'rack').power.free).toBeCloseTo(2000)
    // A grid of any size with a generator of 10 kW.
    const backed = new PowerEstate().utility('grid').generator('generator', { rating: 10_000 })
    backed.panel('panel', { from: 'grid', alternate: 'generator' })
    expect(capacityOf(single(backed, 'panel'), 'rack').power).toMatchObject({
      free: expect.closeTo(2000, 6),
      full: { path: 's/generator' },
    })
  })

  test('of what has tripped at rest there is none', () => {
    // 12 kW on three lines of 16 A at 230 V (11,040 VA): the feed opens.
    const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, { amperage: 10 })
    estate.pdu('rack/pdu', { from: 'feed' }).device('rack/server', ['rack/pdu'], 12_000)
    expect(capacityOf(estate, 'rack').power).toMatchObject({ free: 0 })
  })

  test('a rack with one cord and one with two share what side A has left', () => {
    // UPS A has 18 kW; what comes to both racks together is no more.
    const estate = new PowerEstate().room('hall').utility('grid')
    for (const side of ['a', 'b'])
      estate.ups(`ups-${side}`, { from: 'grid' }, { rating: 18_000 }).panel(`panel-${side}`, { from: `ups-${side}` })
    for (const rack of ['one', 'two']) estate.rack(`hall/${rack}`)
    estate.pdu('hall/one/pdu', { from: 'panel-a' }, { amperage: 100 })
    for (const side of ['a', 'b'])
      estate.pdu(`hall/two/pdu-${side}`, { from: `panel-${side}` }, { side, amperage: 100 })
    expect(capacityOf(estate, 'hall').power.free).toBeCloseTo(18_000)
  })

  test('of one line is that line’s, and between two lines their voltage counts', () => {
    const wye = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, { amperage: 63 })
    wye.pdu('rack/pdu', { from: 'feed' }, { phase: 'single', amperage: 16 })
    expect(capacityOf(wye, 'rack').power.free).toBeCloseTo((16 * 400 * 0.95) / Math.sqrt(3))
    const delta = new PowerEstate().utility('grid').rack('rack')
    const between = { phase: 'single', line: 'l1', wiring: 'delta', voltage: 208, amperage: 30 }
    delta.feed('feed', { from: 'grid' }, between).pdu('rack/pdu', { from: 'feed' }, { phase: 'single', amperage: 30 })
    expect(capacityOf(delta, 'rack').power.free).toBeCloseTo(208 * 30 * 0.95)
  })

  test('of a rack in a room that is full there is none', () => {
    const estate = hall(2, 0.95 * 2000, {}, { itCapacity: 2 * 0.95 * 2000 })
    expect(capacityOf(estate, 'hall/rack-1').power).toMatchObject({ free: 0, full: { path: 's/hall' } })
  })

  test('is no more than the breakers of the banks of outlets admit together', () => {
    const banks = ['l1', 'l2', 'l3'].map((lines, place) => {
      return { name: lines, lines, breaker: 5, outlets: [place * 8 + 1, place * 8 + 8] }
    })
    const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' })
    estate.pdu('rack/pdu', { from: 'feed' }, { banks, outlets: 24 })
    for (const outlet of [1, 9, 17]) estate.device(`rack/server-${outlet}`, [`rack/pdu#${outlet}`], 0.95 * 690)
    const { power } = capacityOf(estate, 'rack')
    // 690 VA are 2.99 A of 5 A at 400/√3 V; the strip has 32 A a line.
    expect(power.free).toBeCloseTo(3 * (5 - 690 / (400 / Math.sqrt(3))) * (400 / Math.sqrt(3)) * 0.95)
    expect(power.full).toMatchObject({ path: 's/rack/pdu', banks: true })
  })

  test('a limit that nobody says leaves the answer unknown, never zero and never enough', () => {
    const estate = new PowerEstate()
      .utility('grid')
      .rack('rack')
      .pdu('rack/pdu', { from: 'grid' }, { amperage: Number.NaN })
      .device('rack/server', ['rack/pdu'], 1000)
    const { binding, power } = capacityOf(estate, 'rack')
    expect(power.free).toBeNaN()
    expect(binding).toBe('unknown')
  })

  test('a load that nobody knows is counted beside the sum', () => {
    const estate = hall(1, 1000)
    const cords = ['hall/rack-1/pdu-a', 'hall/rack-1/pdu-b']
    const { power } = capacityOf(estate.device('hall/rack-1/box', cords, undefined), 'hall/rack-1')
    expect(power.draws).toEqual({ value: 1000, unknown: 1 })
    expect(power.atMost).toBe(true)
  })
})

test('a room or site gives no more than its own IT capacity', () => {
  const { power } = capacityOf(hall(2, 0.95 * 2000, {}, { itCapacity: 5000 }), 'hall')
  expect(power.free).toBeCloseTo(5000 - 2 * 0.95 * 2000)
  expect(power.full).toEqual({ path: 's/hall' })
})

test('of racks of which one says no limit of weight the others say theirs', () => {
  expect(capacityOf(hall(2, 1000), 'hall').weight).toEqual({
    used: { value: 0, unknown: 2 },
    limit: { value: 0, unknown: 2 },
  })
})

describe('what binds', () => {
  test('cooling is what is left with the greatest unit of the room lost', () => {
    const estate = hall(1, 1900)
      .crah('hall/crah-1', { from: 'utility-a' }, { capacity: 1500 })
      .crah('hall/crah-2', { from: 'utility-b' }, { capacity: 2000 })
      .crah('hall/crah-3', { from: 'utility-b' }, { capacity: 1000 })
    const { binding, cooling, stranded } = capacityOf(estate, 'hall')
    // 1,500 + 1,000 − 1,900.
    expect(cooling).toMatchObject({ capacity: 2500, free: 600 })
    expect(binding).toBe('cooling')
    // 2,850 W of power are left, of which 600 W can be cooled.
    expect(stranded.watts).toBeCloseTo(2850 - 600)
  })

  test('a rack without power left strands its units', () => {
    // One unit of 42 holds 6,650 W; the feeds are beyond their limit after a loss.
    const { binding, space, stranded } = capacityOf(hall(1, 0.95 * 7000), 'hall/rack-1')
    expect(space).toMatchObject({ units: 42, taken: 1, free: 41, largestRun: 41 })
    expect(binding).toBe('power')
    expect(stranded).toEqual({ watts: 0, units: 41 })
  })
})
