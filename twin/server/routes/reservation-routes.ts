import { findingText } from '../../analysis/reservations/edit-finding.ts'
import { newReservation } from '../../analysis/reservations/new-reservation.ts'
import { outletsOf } from '../../analysis/reservations/outlets-of.ts'
import { plannedType } from '../../analysis/reservations/planned-figures.ts'
import { estateDuring } from '../../analysis/reservations/standing.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day } from '../../model/day.ts'
import type { PlannedDevice, Reservation, ReservationBook } from '../../model/reservation.ts'
import { kilograms, rackUnits, watts } from '../../model/units.ts'
import {
  type ReservationRequest,
  reservationRequest,
  reservationsAnswer,
  reservationView,
} from '../../protocol/reservations.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { ReservationLog } from '../reservations/reservation-log.ts'
import { reservationViewOf } from './reservation-view.ts'
import type { ServerContext } from './server-context.ts'

const MOST_CHANGES = 100
const MOST_CONFLICTS = 5

/** Reservations: room and power that somebody keeps from a day on. */
export function reservationRoutes({ parts }: ServerContext): readonly Route[] {
  const { clock, estate, planner, reservations: book } = parts
  const log = new ReservationLog(parts.dataFolder, parts.log ?? (() => undefined))
  /** @throws ServerProblem conflict where power or cooling does not bear it beside all that is reserved */
  const borne = async (reservation: Reservation): Promise<Reservation> => {
    const [first] = reservation.devices
    const type = first && plannedType(estate, first)
    const draws = type?.typicalPower ?? type?.power
    if (draws === undefined) return reservation
    const { from, until } = reservation
    const unborne = await planner.unborne(draws, outletsOf(reservation), {
      from,
      ...(until !== undefined && { until }),
    })
    if (!unborne) return reservation
    throw new ServerProblem('conflict', `Nothing was reserved. ${unborne.path}: ${unborne.reason}.`)
  }
  return [
    route({
      method: 'GET',
      path: '/api/reservations',
      tag: 'planning',
      summary:
        'Reservations: what comes into racks from one day to another, and what of it does not go with the estate',
      role: 'viewer',
      answer: reservationsAnswer,
      problems: ['not-configured'],
      handle: async () => {
        const { fault, reservations } = await configured(book).read()
        const today = todayAt(estate, undefined, clock())
        const { findings } = estateDuring(estate, reservations, { from: today })
        const changes = await log.newest(MOST_CHANGES)
        return {
          today,
          reservations: reservations.map((one) => reservationViewOf(estate, one, findings, today)),
          fault: fault ?? null,
          changes: changes.map(({ at, by, did, id, name }) => ({ at, by, did, id, name })),
        }
      },
    }),
    route({
      method: 'POST',
      path: '/api/reservations',
      tag: 'planning',
      summary: 'Reserve places from a day on',
      description:
        'Places as /api/place gives them, with the figures that were asked for. Kept in the file of reservations; refused as a whole where units, outlets or a name are taken in that time, or power or cooling does not bear it after any single loss with all that is reserved then. Of several who reserve at the same time each is asked with what those before it have.',
      role: 'operator',
      body: reservationRequest,
      answer: reservationView,
      problems: ['bad-request', 'conflict', 'not-configured', 'unavailable'],
      handle: async ({ body, who }) => {
        const by = who.name ?? body.by
        if (by === undefined)
          throw new ServerProblem('bad-request', 'body.by: say who reserves, as nobody is signed in here.')
        const today = todayAt(estate, body.places[0]?.rack, clock())
        if (body.until !== undefined && (body.until <= body.from || body.until <= today))
          throw new ServerProblem('bad-request', `body.until: must be to come and after body.from, ${body.from}.`)
        const made = await written(configured(book), (kept) =>
          kept.add(async (known) => {
            const result = newReservation(estate, known, { ...wishOf(body), by, made: today })
            if (result.reservation) return borne(result.reservation)
            const texts = result.conflicts.map(findingText)
            const more = texts.length > MOST_CONFLICTS ? `; and ${texts.length - MOST_CONFLICTS} more` : ''
            throw new ServerProblem(
              'conflict',
              `Nothing was reserved. ${texts.slice(0, MOST_CONFLICTS).join('; ')}${more}.`,
            )
          }),
        )
        await log.add(by, 'reserved', made, clock())
        return reservationViewOf(estate, made, [], today)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/reservations/{id}',
      tag: 'planning',
      summary: 'Cancel a reservation',
      description: 'It is taken out of the file. What it was stays in the log of changes, with who cancelled it.',
      parameter: 'the reservation’s id',
      role: 'operator',
      answer: reservationView,
      problems: ['not-found', 'not-configured', 'unavailable'],
      handle: async ({ parameter, who }) => {
        const gone = await written(configured(book), (kept) => kept.cancel(parameter))
        if (!gone) throw new ServerProblem('not-found', `There is no reservation ${JSON.stringify(parameter)}.`)
        await log.add(who.name ?? 'somebody without sign-in', 'cancelled', gone, clock())
        return reservationViewOf(estate, gone, [], todayAt(estate, undefined, clock()))
      },
    }),
  ]
}

function configured(book: ReservationBook | undefined): ReservationBook {
  if (!book) throw new ServerProblem('not-configured', 'This server was started without a file of reservations.')
  return book
}

/** @throws ServerProblem unavailable where the file is broken or the disk refuses */
async function written<T>(book: ReservationBook, change: (book: ReservationBook) => Promise<T>): Promise<T> {
  try {
    return await change(book)
  } catch (error) {
    if (error instanceof ServerProblem) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new ServerProblem('unavailable', `Nothing was changed. ${why}`, { cause: error })
  }
}

function wishOf({ device, from, name, note, places, until }: ReservationRequest) {
  const days = { from: from as Day, ...(until !== undefined && { until: until as Day }) }
  return { name, ...days, ...(note !== undefined && { note }), is: whatIs(device), places }
}

function whatIs(device: ReservationRequest['device']): PlannedDevice['is'] {
  if ('type' in device) return { type: device.type }
  const { ports, units, watts: draws, weight } = device
  return {
    figures: {
      ...{ units: rackUnits(units), watts: watts(draws) },
      ...(weight !== undefined && { weight: kilograms(weight) }),
      ...(ports !== undefined && { ports }),
    },
  }
}
