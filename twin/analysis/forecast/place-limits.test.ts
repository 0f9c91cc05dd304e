import { describe, expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { EstateAnswers } from '../answers/estate-answers.ts'
import { placeLimits } from './place-limits.ts'

const GRID = { from: 'grid' }

/** A hall of one rack that draws 5 kW from a rack PDU, cooled by units of 4 kW each. */
function hall(coolers: number, room: Record<string, unknown> = {}) {
  const estate = new PowerEstate().utility('grid', { rating: 1e6 })
  estate.room('hall', room).rack('hall/rack').pdu('hall/rack/pdu', GRID)
  estate.device('hall/rack/server', ['hall/rack/pdu'], 5000)
  for (let n = 1; n <= coolers; n++) estate.crah(`hall/crah-${n}`, GRID, { capacity: 4000, airflow: 1 })
  return estate.build()
}

async function limitsOf(estate: ReturnType<typeof hall>, path: string) {
  const thing = estate.find(path)
  if (!thing) throw new Error(path)
  const answers = new EstateAnswers(estate)
  const [capacity] = await answers.capacity([path])
  const zones = await answers.capacity(capacity?.cooling?.zones.map(({ room }) => room) ?? [])
  return Object.fromEntries(placeLimits(thing, capacity, zones).map((limit) => [limit.kind, limit]))
}

describe('the limits of a place', () => {
  test('are the declared watts, what a loss leaves, the zone without its greatest unit, and the rack units', async () => {
    const { cooling, failover, power, space } = await limitsOf(hall(3), 's/hall')
    expect(power).toMatchObject({ limit: Number.NaN, none: 'not-known' })
    // Three lines of 230 V and 32 A, of which 80 % may flow without end, at a power factor of 0.95.
    expect(failover?.limit).toBeCloseTo(3 * 230 * 32 * 0.8 * 0.95, 6)
    expect(failover?.by).toBe('s/hall/rack/pdu')
    expect(cooling).toMatchObject({ place: 's/hall', unit: 'W', limit: 8000 })
    expect(space).toMatchObject({ unit: 'U', limit: 42 })
  })

  test('have none after a loss where what is declared for the place is less', async () => {
    const { failover, power } = await limitsOf(hall(3, { itCapacity: 9000 }), 's/hall')
    expect(power?.limit).toBe(9000)
    expect(failover).toMatchObject({ limit: Number.NaN, none: 'declared-is-less' })
  })

  test('say used up where the heat is more than is left without the greatest unit', async () => {
    const { cooling } = await limitsOf(hall(2), 's/hall')
    expect(cooling).toMatchObject({ limit: 4000, isUsedUp: true })
  })

  test('have no cooling where no unit cools, and are of the room of a rack', async () => {
    expect((await limitsOf(hall(0), 's/hall')).cooling).toBeUndefined()
    expect((await limitsOf(hall(3), 's/hall/rack')).cooling?.place).toBe('s/hall')
  })
})
