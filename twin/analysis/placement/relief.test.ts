import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { reserved } from '../../kit/testing/reserved.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Reservation } from '../../model/reservation.ts'
import { Capacities } from '../capacity/capacity.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { estateDuring } from '../reservations/standing.ts'
import { Placements } from './placements.ts'
import { type Relief, reliefTries } from './relief.ts'
import type { PlacementRequest } from './request.ts'

/** One line of 230 V, 5 kVA: at a power factor of 0.95 that is 4,750 W. */
const FIVE = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 5000 / 230 }
const ONE: PlacementRequest = { count: 1, units: 2, watts: 950, feeds: 2, phase: 'single' }

/** Racks with a feed of 5 kVA a side, whose devices draw these watts on both. */
function hall(racks: readonly number[]): PowerEstate {
  const estate = new PowerEstate()
  for (const side of ['a', 'b']) estate.utility(`utility-${side}`).ups(`ups-${side}`, { from: `utility-${side}` })
  for (const [number, watts] of racks.entries()) {
    estate.rack(`rack-${number}`)
    for (const side of ['a', 'b']) {
      estate.feed(`feed-${number}-${side}`, { from: `ups-${side}` }, { ...FIVE, side })
      estate.pdu(`rack-${number}/pdu-${side}`, { from: `feed-${number}-${side}` }, { side, amperage: 32 })
    }
    estate.device(`rack-${number}/server`, [`rack-${number}/pdu-a`, `rack-${number}/pdu-b`], watts)
  }
  return estate
}

function placementsOf(estate: Estate): Placements {
  const graph = powerGraph(estate)
  return new Placements(estate, graph, declaredLoads(estate, graph))
}

const FROM = '2027-01-01' as Day

/** What would make it fit, and the placements that it was asked of. */
function relieved(built: Estate, asked: Partial<PlacementRequest>, book: readonly Reservation[] = []) {
  const period = { from: FROM }
  const { edits, estate } = estateDuring(built, book, period)
  const graph = powerGraph(estate)
  const loads = declaredLoads(estate, graph)
  const placements = new Placements(estate, graph, loads)
  const request = { ...ONE, ...asked }
  const during = (then: { from: Day; until?: Day }) => placementsOf(estateDuring(built, book, then).estate)
  const capacities = () => new Capacities(estate, graph, loads)
  const answer = placements.find(request)
  const search = reliefTries({ answer, period, edits, estate, graph, loads, placements, capacities, during })
  let step = search.next()
  while (!step.done) step = search.next()
  return { reliefs: step.value, placements, request, during }
}

const of = <Change extends Relief['change']>(reliefs: readonly Relief[], change: Change) =>
  reliefs.find((one): one is Extract<Relief, { change: Change }> => one.change === change)

describe('the smallest change that fits', () => {
  test('is told in devices and in watts: 4,750 W a feed, 1,900 W drawn', () => {
    // 2,850 W are left: two of 1,000 W, not three; three of 950 W each.
    const { reliefs } = relieved(hall([1900]).build(), { count: 3, watts: 1000 })
    expect(of(reliefs, 'count')).toEqual({ change: 'count', count: 2 })
    expect(of(reliefs, 'watts')).toEqual({ change: 'watts', watts: 950 })
  })

  test('is nothing where not even one device of one watt has a place', () => {
    expect(relieved(hall([100]).build(), { units: 43 }).reliefs).toEqual([])
  })

  test('is less spread where that suffices', () => {
    const two = relieved(hall([100, 100]).build(), { count: 3, spread: 'rack' }).reliefs
    expect(of(two, 'spread')).toEqual({ change: 'spread' })
    expect(of(two, 'count')).toEqual({ change: 'count', count: 2 })
    expect(of(relieved(hall([100]).build(), { count: 2, spread: 'feed' }).reliefs, 'spread')).toEqual({
      change: 'spread',
    })
  })

  test('is the day on which something reserved has gone, or the one before which it has not come', () => {
    const book = [
      reserved('r1', '2026-12-01', '2027-03-01', {
        rack: 's/rack-0',
        watts: 2000,
        position: 10,
        cords: ['pdu-a:2', 'pdu-b:2'],
      }),
      reserved('r2', '2027-06-01', '2027-09-01', {
        rack: 's/rack-0',
        watts: 1000,
        position: 20,
        cords: ['pdu-a:3', 'pdu-b:3'],
      }),
    ]
    const built = hall([1900]).build()
    // 850 W are left until March, 2,850 W from then on but for the summer, when it is 1,850 W.
    expect(of(relieved(built, { watts: 1500 }, book).reliefs, 'from')).toEqual({ change: 'from', from: '2027-03-01' })
    expect(of(relieved(built, { watts: 2500 }, book).reliefs, 'from')).toEqual({ change: 'from', from: '2027-09-01' })
    const late = book.slice(1)
    expect(of(relieved(built, { watts: 2500 }, late).reliefs, 'until')).toEqual({
      change: 'until',
      until: '2027-06-01',
    })
  })

  test('is a cord into another bank where a line is full', () => {
    const delta = { wiring: 'delta', voltage: 208, amperage: 30, derating: 0.8 }
    const banks = [
      { name: 'b1', lines: 'l1-l2', breaker: 30, outlets: [1, 8] },
      { name: 'b2', lines: 'l2-l3', breaker: 30, outlets: [9, 16] },
      { name: 'b3', lines: 'l3-l1', breaker: 30, outlets: [17, 24] },
    ]
    const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, delta)
    estate.pdu('rack/pdu', { from: 'feed' }, { amperage: 30, banks })
    for (const outlet of [1, 2]) estate.device(`rack/big-${outlet}`, [`rack/pdu#${outlet}`], 2000)
    // 4,211 VA on L1-L2 are 20.2 A of 24 A; with one of them elsewhere 2,600 W have a place.
    const { reliefs } = relieved(estate.build(), { feeds: 1, watts: 2600 })
    const cord = reliefs.find(({ change }) => change === 'rebalance a phase')
    expect(cord).toMatchObject({ from: { bank: 'b1' }, supply: 1 })
  })
})

test('what is told fits when it is asked again, and one device or watt more does not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 50, max: 4700 }), { minLength: 1, maxLength: 3 }),
      fc.record({
        count: fc.integer({ min: 1, max: 12 }),
        units: fc.constantFrom(1, 4, 10),
        watts: fc.integer({ min: 1, max: 6000 }),
        spread: fc.constantFrom(undefined, 'rack', 'row', 'feed'),
      }),
      (racks, { spread, ...asked }) => {
        const { placements, reliefs, request } = relieved(hall(racks).build(), { ...asked, ...(spread && { spread }) })
        const fits = (changes: Partial<PlacementRequest>) => placements.find({ ...request, ...changes }).fits
        fc.pre(!fits({}))
        const [count, watts, less] = [of(reliefs, 'count'), of(reliefs, 'watts'), of(reliefs, 'spread')]
        expect(count ? [fits(count), fits({ count: count.count + 1 })] : [true, fits({ count: 1 })]).toEqual([
          true,
          false,
        ])
        expect(watts ? [fits(watts), fits({ watts: watts.watts + 1 })] : [true, fits({ watts: 1 })]).toEqual([
          true,
          false,
        ])
        const { spread: _, ...unspread } = request
        const isSpread = { ...unspread, ...(less?.spread && { spread: less.spread }) }
        expect(placements.find(isSpread).fits).toBe(spread !== undefined && less !== undefined)
      },
    ),
    { numRuns: 100 },
  )
})
