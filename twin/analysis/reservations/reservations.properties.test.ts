import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { reserved } from '../../kit/testing/reserved.ts'
import { type Day, dayAfter } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Reservation } from '../../model/reservation.ts'
import { Capacities } from '../capacity/capacity.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { estateAt, estateDuring } from './standing.ts'

/** Two racks on two sides, of which ten reservations of 1.8 kW overload nothing: 22,170 VA a feed. */
function hall(): Estate {
  const estate = new PowerEstate().utility('grid').room('hall', { itCapacity: 100_000 })
  estate.crah('hall/crah-1', { from: 'grid' }).crah('hall/crah-2', { from: 'grid' })
  for (const rack of ['rack', 'other']) {
    estate.rack(`hall/${rack}`)
    for (const side of ['a', 'b']) {
      estate.ups(`ups-${rack}-${side}`, { from: 'grid' }).feed(`feed-${rack}-${side}`, { from: `ups-${rack}-${side}` })
      estate.pdu(`hall/${rack}/pdu-${side}`, { from: `feed-${rack}-${side}` }, { side })
    }
    estate.device(`hall/${rack}/server`, [`hall/${rack}/pdu-a`, `hall/${rack}/pdu-b`], 900)
  }
  return estate.build()
}

const PLACES = ['s', 's/hall', 's/hall/rack', 's/hall/other'] as const
const base = hall()

/** What is left: watts, rack units, the largest run, cooling. */
function left(estate: Estate): readonly number[] {
  const graph = powerGraph(estate)
  const capacities = new Capacities(estate, graph, declaredLoads(estate, graph))
  return PLACES.flatMap((path) => {
    const thing = estate.find(path)
    if (!thing) throw new Error(path)
    const { cooling, power, space } = capacities.of(thing)
    return [power.free, space.free, space.largestRun, cooling?.free ?? 0]
  })
}

const day = fc.integer({ min: 0, max: 40 }).map((after) => {
  let at = '2028-02-10' as Day
  for (let left = after; left > 0; left--) at = dayAfter(at)
  return at
})
const device = fc.record({
  rack: fc.constantFrom('s/hall/rack', 's/hall/other', 's/hall/gone'),
  position: fc.integer({ min: 2, max: 88 }).map((half) => half / 2),
  units: fc.integer({ min: 1, max: 8 }).map((half) => half / 2),
  watts: fc.integer({ min: 1, max: 900 }),
  cords: fc.subarray(['pdu-a:1', 'pdu-b:7', 'pdu-a:9', 'pdu-c:1']),
})
const reservation = fc.record({
  from: day,
  days: fc.option(fc.integer({ min: 1, max: 20 })),
  devices: fc.array(device, { minLength: 1, maxLength: 3 }),
})
const reservations = fc.array(reservation, { maxLength: 4 }).map((all) =>
  all.map(({ days, devices, from }, place): Reservation => {
    let until = from
    for (let more = days ?? 0; more > 0; more--) until = dayAfter(until)
    return reserved(`r${place + 1}`, from, days === null ? undefined : until, ...devices)
  }),
)

test('whatever is reserved, one reservation more never leaves more of anything anywhere', () => {
  fc.assert(
    fc.property(reservations, day, (edits, at) => {
      let before = left(base)
      for (let count = 1; count <= edits.length; count++) {
        const after = left(estateAt(base, edits.slice(0, count), at).estate)
        for (const [place, value] of after.entries()) expect(value).toBeLessThanOrEqual((before[place] ?? 0) + 1e-6)
        before = after
      }
    }),
    { numRuns: 60 },
  )
})

test('before the first day nothing is other than in the estate, and all of a time leaves no more than any day of it', () => {
  fc.assert(
    fc.property(reservations, day, day, (edits, one, other) => {
      const [from, last] = one < other ? [one, other] : [other, one]
      expect(estateAt(base, edits, '2028-02-09' as Day).estate).toBe(base)
      const whole = left(estateDuring(base, edits, { from, until: dayAfter(last) }).estate)
      for (const at of [from, last]) {
        const then = left(estateAt(base, edits, at).estate)
        for (const [place, value] of whole.entries()) expect(value).toBeLessThanOrEqual((then[place] ?? 0) + 1e-6)
      }
    }),
    { numRuns: 40 },
  )
})
