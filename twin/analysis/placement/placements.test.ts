import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { Losses, settledWith } from '../failover/settled.ts'
import { worstUses } from '../failover/worst-uses.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { Placements } from './placements.ts'
import type { PlacementRequest } from './request.ts'

/** One line of 230 V, 5 kVA: at a power factor of 0.95 that is 4,750 W. */
const FIVE = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 5000 / 230 }
const ONE: PlacementRequest = { count: 1, units: 2, watts: 950, feeds: 2, phase: 'single' }

/** Racks with a feed of 5 kVA a side, whose devices draw these watts on both. */
function hall(racks: readonly number[], rating = 500_000, feed: Record<string, unknown> = FIVE): PowerEstate {
  const estate = new PowerEstate()
  for (const side of ['a', 'b'])
    estate.utility(`utility-${side}`).ups(`ups-${side}`, { from: `utility-${side}` }, { rating })
  for (const [number, watts] of racks.entries()) {
    estate.rack(`rack-${number}`)
    for (const side of ['a', 'b']) {
      const name = `feed-${number}-${side}`
      estate.feed(name, { from: `ups-${side}` }, { ...feed, side })
      estate.pdu(`rack-${number}/pdu-${side}`, { from: name }, { side, amperage: 32 })
    }
    estate.device(`rack-${number}/server`, [`rack-${number}/pdu-a`, `rack-${number}/pdu-b`], watts)
  }
  return estate
}

function find(estate: PowerEstate, request: Partial<PlacementRequest>) {
  const built = estate.build()
  const graph = powerGraph(built)
  return new Placements(built, graph, declaredLoads(built, graph)).find({ ...ONE, ...request })
}

describe('where devices fit', () => {
  test('a rack whose feeds bear 3.8 kW after a loss takes one of 950 W, to 100 %; the emptier one is better', () => {
    // 3,800 + 950 W are 5 kVA; 1,900 + 950 W are 60 % of it.
    const { fits, places } = find(hall([3800, 1900]), { count: 2 })
    expect(fits).toBe(true)
    expect(places.map(({ rack }) => rack)).toEqual(['s/rack-1', 's/rack-1'])
    expect(places[0]?.fullest).toBeCloseTo(0.6)
    expect(places[1]?.fullest).toBeCloseTo(0.8)
    expect(find(hall([3800]), {}).places[0]?.fullest).toBeCloseTo(1)
  })

  test('what does not fit is counted by reason, with what is full after the loss of what', () => {
    const { fits, refusals } = find(hall([3900, 4000]), {})
    expect(fits).toBe(false)
    expect(refusals).toMatchObject([{ code: 'power', racks: 2, example: 's/rack-0' }])
    expect(refusals[0]?.reason).toMatch(/^(power feed|rack PDU) of side [ab] beyond its limit after the loss of a/)
  })

  test('a run that is too short is refused, with what was placed before it', () => {
    const { places, refusals } = find(hall([100]), { count: 3, units: 20, watts: 10 })
    // Of 42 units one is taken: 41 are two times 20 and one.
    expect(places.map(({ position }) => position)).toEqual([2, 22])
    expect(refusals).toMatchObject([{ code: 'space', reason: 'no free run of 20 U', racks: 1 }])
  })

  test('a UPS that racks share is counted once over all that is placed', () => {
    // 1,900 W are drawn after a loss; 4 kW leave two of 950 W.
    expect(find(hall([950, 950], 4000, {}), { count: 4 }).places).toHaveLength(2)
  })

  test('a three-phase device is refused by single-phase feeds', () => {
    expect(find(hall([100]), { phase: 'three' }).refusals).toMatchObject([{ code: 'phase', racks: 1 }])
    expect(find(hall([100], 500_000, {}), { phase: 'three' }).fits).toBe(true)
  })

  test('a device with one cord needs one feed, and three feeds are not there', () => {
    expect(find(hall([100]), { feeds: 1 }).places[0]?.cords).toHaveLength(1)
    expect(find(hall([100]), { feeds: 3 }).refusals[0]?.code).toBe('cords')
  })

  test('two cords that rest on one UPS are told as what they are', () => {
    const estate = new PowerEstate().utility('grid').ups('ups', { from: 'grid' }).rack('rack')
    for (const side of ['a', 'b'])
      estate
        .feed(`feed-${side}`, { from: 'ups' }, { ...FIVE, side })
        .pdu(`rack/pdu-${side}`, { from: `feed-${side}` }, { side })
    expect(find(estate, {}).places[0]?.restsOn).toBe('s/ups')
    expect(find(estate, { feeds: 1 }).places[0]?.restsOn).toBeUndefined()
    expect(find(hall([1000]), {}).places[0]?.restsOn).toBeUndefined()
  })

  test('spread over racks puts no two into one', () => {
    const { places, refusals } = find(hall([100, 200]), { count: 3, spread: 'rack' })
    expect(places.map(({ rack }) => rack).sort()).toEqual(['s/rack-0', 's/rack-1'])
    expect(refusals).toMatchObject([{ code: 'spread', racks: 2 }])
  })

  test('ports are left as many as the rack’s switch offers less what is placed there; kilograms are not known without a limit', () => {
    const offers = { role: 'network', networkPorts: 48 } as const
    const estate = hall([100]).device('rack-0/switch', ['rack-0/pdu-a#3', 'rack-0/pdu-b#3'], 50, 1, offers)
    const { places } = find(estate, { count: 2, ports: 4 })
    expect(places.map(({ portsLeft }) => portsLeft)).toEqual([44, 40])
    expect(places[0]?.weightLeft).toBeNaN()
  })

  test('a rating or a weight limit that nobody says is neither enough nor none', () => {
    const unknown = new PowerEstate()
      .utility('grid')
      .rack('rack')
      .pdu('rack/pdu', { from: 'grid' }, { amperage: Number.NaN })
    expect(find(unknown, { feeds: 1 }).refusals[0]?.code).toBe('rating not known')
    const bare = hall([100], undefined, { ...FIVE, amperage: undefined })
    expect(find(bare, {})).toMatchObject({ fits: false, refusals: [{ code: 'rating not known', racks: 1 }] })
    expect(find(hall([100]), { weight: 20 }).refusals[0]?.code).toBe('weight not known')
  })
})

/** The greatest use after any single loss, computed anew: of any node, or of those that cords in a rack to these sides rest on. */
function worstShare(estate: PowerEstate, rack?: number, sides: readonly string[] = []): number {
  const built = estate.build()
  const graph = powerGraph(built)
  const loads = declaredLoads(built, graph)
  const before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: true })
  const { nodes } = worstUses(graph, before, new Losses(graph, loads, before))
  const own = sides.flatMap((side) => [
    ...[`s/utility-${side}`, `s/ups-${side}`, `s/feed-${rack}-${side}`, `s/rack-${rack}/pdu-${side}`],
  ])
  const shares = nodes.map(({ worst }, number) =>
    rack === undefined || own.includes(graph.nodes[number]?.thing.path ?? '') ? (worst?.share ?? 0) : 0,
  )
  return Math.max(...shares)
}

test('of 200 random halls one device fits where the failover, run again with it, overloads nothing; the best place is within 5 % of the best of all', () => {
  const watts = fc.integer({ min: 100, max: 4000 })
  fc.assert(
    fc.property(
      fc.array(watts, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 6000, max: 20_000 }),
      fc.integer({ min: 100, max: 3000 }),
      fc.constantFrom(1, 2),
      (racks, rating, more, feeds) => {
        fc.pre(worstShare(hall(racks, rating)) <= 1)
        const cordings = feeds === 2 ? [['a', 'b']] : [['a'], ['b']]
        const withOne = (rack: number, sides: readonly string[]) => {
          const cords = sides.map((side) => `rack-${rack}/pdu-${side}#2`)
          return hall(racks, rating).device(`rack-${rack}/new`, cords, more)
        }
        const tried = racks.flatMap((_, rack) =>
          cordings.map((sides) => ({
            stands: worstShare(withOne(rack, sides)) <= 1,
            fullest: worstShare(withOne(rack, sides), rack, sides),
          })),
        )
        const { fits, places } = find(hall(racks, rating), { watts: more, feeds, count: 1 })
        expect(fits).toBe(tried.some(({ stands }) => stands))
        const [place] = places
        if (!place) return
        const rack = Number(place.rack.slice('s/rack-'.length))
        const sides = place.cords.map(({ pdu }) => pdu.slice(-1))
        expect(worstShare(withOne(rack, sides))).toBeLessThanOrEqual(1)
        expect(place.fullest).toBeCloseTo(worstShare(withOne(rack, sides), rack, sides), 9)
        const best = Math.min(...tried.map(({ fullest, stands }) => (stands ? fullest : Number.POSITIVE_INFINITY)))
        expect(place.fullest).toBeLessThanOrEqual(best * 1.05)
      },
    ),
    { numRuns: 200 },
  )
})

test('of several that were placed in random halls all stand together when the failover is run again with them', () => {
  const watts = fc.integer({ min: 100, max: 4000 })
  fc.assert(
    fc.property(
      fc.array(watts, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 6000, max: 20_000 }),
      fc.integer({ min: 100, max: 2000 }),
      fc.integer({ min: 1, max: 2 }),
      (racks, rating, more, feeds) => {
        fc.pre(worstShare(hall(racks, rating)) <= 1)
        const { places } = find(hall(racks, rating), { watts: more, feeds, count: 6 })
        const estate = hall(racks, rating)
        for (const [number, { cords, rack }] of places.entries()) {
          const plugged = cords.map(({ pdu }) => `${pdu.slice('s/'.length)}#${number + 2}`)
          estate.device(`${rack.slice('s/'.length)}/new-${number}`, plugged, more)
        }
        expect(worstShare(estate)).toBeLessThanOrEqual(1 + 1e-9)
      },
    ),
    { numRuns: 100 },
  )
})
