import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin, type ThingPath } from '../../model/path.ts'
import type { KnownReservations, PlannedDevice, Reservation } from '../../model/reservation.ts'
import { plannedAmounts } from '../reservations/planned-figures.ts'
import { type Demand, type Level, type Pooled, USUAL_PRIORITY } from './demand.ts'

/**
 * What is reserved and planned, by site: the watts of devices that do not stand yet, and racks in which nothing stands. A rack that several reservations share is counted with the
 * first of them. What ended before the first day is left out.
 */
export function reservedDemands(
  estate: Estate,
  { plans, reservations }: Pick<KnownReservations, 'plans' | 'reservations'>,
  from: Day,
): readonly Demand[] {
  const holds = ({ until }: { readonly until?: Day | undefined }) => until === undefined || until > from
  const claimed = new Set<string>()
  const inOrder = [...reservations].sort((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)))
  const reserved = inOrder.filter(holds).flatMap((one) => ofReservation(estate, one, claimed))
  const planned = plans.filter(holds).map(
    ({ from: first, id, made, name, place, until, watts }): Demand => ({
      ...{ id, name, kind: 'plan', place, measure: 'power', from: first, made },
      ...{ priority: USUAL_PRIORITY, source: 'assumed', levels: period(first, until, watts) },
    }),
  )
  return [...reserved, ...planned].filter(({ levels }) => (levels[0]?.amount ?? 0) > 0)
}

function ofReservation(estate: Estate, reservation: Reservation, claimed: Set<string>): readonly Demand[] {
  const { devices, from, id, made, name, until } = reservation
  return estate.children('').flatMap(({ path: site }) => {
    const inside = devices.filter(({ rack }) => isWithin(rack, site) && estate.find(rack)?.kind === 'rack')
    if (inside.length === 0) return []
    const demand = (measure: Pooled, amount: number): Demand => ({
      ...{ id, name, kind: 'reservation', place: site as ThingPath, measure, from, made },
      ...{ priority: USUAL_PRIORITY, source: 'survey', levels: period(from, until, amount) },
    })
    const { watts } = plannedAmounts(estate, { devices: inside })
    return [demand('power', watts), demand('racks', newRacks(estate, inside, claimed))]
  })
}

function newRacks(estate: Estate, devices: readonly PlannedDevice[], claimed: Set<string>): number {
  const empty = new Set(devices.map(({ rack }) => rack).filter((rack) => !claimed.has(rack) && isEmpty(estate, rack)))
  for (const rack of empty) claimed.add(rack)
  return empty.size
}

/** Does no device stand in a rack? */
export function isEmpty(estate: Estate, rack: string): boolean {
  return estate.children(rack).every(({ kind }) => kind !== 'device')
}

function period(from: Day, until: Day | undefined, amount: number): readonly Level[] {
  return [{ day: from, amount }, ...(until === undefined ? [] : [{ day: until, amount: 0 }])]
}
