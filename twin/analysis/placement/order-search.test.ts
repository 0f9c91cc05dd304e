import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { ChainRoom, type NewCord } from './chain-room.ts'
import { outletGroups } from './cording.ts'
import { Placements } from './placements.ts'
import type { PlacementRequest } from './request.ts'

const BANKS = ['l1', 'l2', 'l3'].map((lines, place) => ({
  ...{ name: lines, lines, breaker: 16 },
  outlets: [place * 4 + 1, place * 4 + 4],
}))
const SINGLE = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 22 }

interface Odd {
  readonly racks: readonly number[]
  readonly sides: readonly string[]
  readonly wiring: 'single' | 'wye' | 'delta'
  /** How feeds come to their sources. */
  readonly sources: 'own' | 'several' | 'switched'
  readonly rating: number
  readonly isMissing: boolean
}

/** Racks with a feed a side, from UPS behind one small transformer. */
function oddHall({ isMissing, racks, rating, sides, sources, wiring }: Odd): PowerEstate {
  const estate = new PowerEstate().utility('grid').transformer('transformer', { from: 'grid' }, { rating })
  for (const side of ['a', 'b']) estate.ups(`ups-${side}`, { from: 'transformer' }, { rating: rating * 0.9 })
  for (const [number, watts] of racks.entries()) {
    estate.rack(`rack-${number}`)
    for (const side of sides) {
      const other = side === 'a' ? 'ups-b' : 'ups-a'
      const from = {
        own: { from: `ups-${side}` },
        several: { from: [`ups-${side}`, other] },
        switched: { from: `ups-${side}`, alternate: other },
      }[sources]
      const kind = wiring === 'single' ? SINGLE : { wiring, amperage: 16 }
      estate.feed(`feed-${number}-${side}`, from, { ...kind, side })
      const strip = wiring === 'single' ? { outlets: 6 } : { outlets: 12, banks: BANKS }
      const amperage = isMissing && number === 0 ? Number.NaN : 32
      estate.pdu(`rack-${number}/pdu-${side}`, { from: `feed-${number}-${side}` }, { side, amperage, ...strip })
    }
    estate.device(
      `rack-${number}/server`,
      sides.map((side) => `rack-${number}/pdu-${side}`),
      watts,
    )
  }
  return estate
}

/** The most devices that have places together, and the least that what is fullest can then be: every combination of racks, rack PDUs and outlets. */
function byBruteForce(estate: PowerEstate, { count, feeds, units, watts }: PlacementRequest) {
  const built = estate.build()
  const graph = powerGraph(built)
  const chain = ChainRoom.of(graph, declaredLoads(built, graph))
  const choices = built.ofKind('rack').flatMap(({ path }) => {
    const pdus = built
      .children(path)
      .flatMap(({ kind, path }) => (kind === 'rack-pdu' ? [graph.at.get(path) ?? -1] : []))
    const cordsAt = (pdu: number): NewCord[] =>
      outletGroups(graph, pdu).flatMap(({ bank, column, free }) => (free > 0 ? [{ pdu, bank, column }] : []))
    const [one = [], other = []] = pdus.map(cordsAt)
    if (feeds === 1) return [...one, ...other].map((cord) => ({ path, cords: [cord] }))
    return one.flatMap((first) => other.map((second) => ({ path, cords: [first, second] })))
  })
  const free = (cord: NewCord) => outletGroups(graph, cord.pdu).find(({ bank }) => bank === cord.bank)?.free ?? 0
  let best = { placed: 0, fullest: 0 }
  const chosen: (typeof choices)[number][] = []
  const deeper = (from: number, fullest: number) => {
    const isMore = chosen.length > best.placed
    if (isMore || (chosen.length === best.placed && fullest < best.fullest)) best = { placed: chosen.length, fullest }
    if (chosen.length === count) return
    for (const [number, choice] of choices.entries()) {
      if (number < from) continue
      // The server has one of 42 units.
      if (chosen.filter(({ path }) => path === choice.path).length >= Math.floor(41 / units)) continue
      const used = chosen.flatMap(({ cords }) => cords)
      const isOut = choice.cords.some(
        (cord) => used.filter(({ bank, pdu }) => pdu === cord.pdu && bank === cord.bank).length >= free(cord),
      )
      const landings = chain.landings(watts, choice.cords)
      const share = Math.max(0, ...landings.map((landing) => landing.use?.share ?? (chain.isUnknown(landing) ? 9 : 0)))
      if (isOut || share > 1) continue
      const takeOut = chain.add(watts, choice.cords)
      chosen.push(choice)
      deeper(number, Math.max(fullest, share))
      chosen.pop()
      takeOut()
    }
  }
  deeper(0, 0)
  return best
}

function find(estate: PowerEstate, request: PlacementRequest) {
  const built = estate.build()
  const graph = powerGraph(built)
  return new Placements(built, graph, declaredLoads(built, graph)).find(request)
}

const ODD = fc.record({
  racks: fc.array(fc.integer({ min: 100, max: 3000 }), { minLength: 1, maxLength: 2 }),
  sides: fc.constantFrom(['a'], ['a', 'b']),
  wiring: fc.constantFrom('single', 'wye', 'delta'),
  sources: fc.constantFrom('own', 'several', 'switched'),
  rating: fc.integer({ min: 6000, max: 30_000 }),
  isMissing: fc.boolean(),
})

test('in 200 random odd halls as many of two to four have a place as by brute force, and what is fullest is within 5 % of the least', () => {
  fc.assert(
    fc.property(
      ODD,
      fc.record({
        count: fc.integer({ min: 2, max: 4 }),
        units: fc.constantFrom(2, 15),
        watts: fc.integer({ min: 200, max: 3000 }),
        feeds: fc.integer({ min: 1, max: 2 }),
      }),
      (hall, asked) => {
        const count = hall.wiring === 'single' ? asked.count : Math.min(asked.count, 3)
        const request: PlacementRequest = { ...asked, count, phase: 'single' }
        const { isExact, places } = find(oddHall(hall), request)
        const best = byBruteForce(oddHall(hall), request)
        expect(isExact).toBe(true)
        expect(places.length).toBe(best.placed)
        const fullest = Math.max(0, ...places.map((place) => place.fullest))
        expect(fullest).toBeLessThanOrEqual(best.fullest * 1.05 + 1e-9)
        expect(fullest).toBeGreaterThanOrEqual(best.fullest - 1e-9)
      },
    ),
    { numRuns: 200 },
  )
}, 60_000)

test('cords on different lines weigh on each line with all of the device', () => {
  const hall = {
    racks: [262],
    sides: ['a', 'b'],
    wiring: 'wye',
    sources: 'several',
    rating: 6000,
    isMissing: false,
  } as const
  const request = { count: 1, units: 2, watts: 200, feeds: 2, phase: 'single' } as const
  // All of the 262 W of the server on L1 of a UPS of 5.4 kW, 1.8 kW a line; the new one stands on the other lines.
  expect(find(oddHall(hall), request).places[0]?.fullest).toBeCloseTo(262 / 1800, 9)
  expect(byBruteForce(oddHall(hall), request).fullest).toBeCloseTo(262 / 1800, 9)
})
