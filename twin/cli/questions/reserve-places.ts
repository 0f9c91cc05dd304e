import type { Placements } from '../../analysis/placement/placements.ts'
import type { Place, PlacementRequest } from '../../analysis/placement/request.ts'
import { findingText } from '../../analysis/reservations/edit-finding.ts'
import { newReservation } from '../../analysis/reservations/new-reservation.ts'
import { outletsOf } from '../../analysis/reservations/outlets-of.ts'
import type { CommandCall } from '../../kit/command.ts'
import type { Day, Period } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Reservation } from '../../model/reservation.ts'
import { kilograms, rackUnits, watts } from '../../model/units.ts'
import { PeriodError, type Reserved } from './dated-estate.ts'

/** What `oblak place --reserve` is to write down. */
export interface Wish {
  readonly name: string
  readonly by: string
  readonly made: Day
  readonly note: string | undefined
  readonly period: Period
}

/**
 * The words of `--reserve`; undefined where nothing is to be reserved.
 * @throws PeriodError where words are missing, or given without it
 */
export function wishOf(
  { io, options }: CommandCall,
  period: Period | undefined,
  made: Day | undefined,
): Wish | undefined {
  const word = (name: string) => {
    const given = options[name]
    return typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined
  }
  if (options.reserve === undefined) {
    for (const name of ['by', 'note'])
      if (options[name] !== undefined) throw new PeriodError(`--${name} goes with --reserve NAME`)
    return undefined
  }
  const name = word('reserve')
  if (name === undefined) throw new PeriodError('--reserve has no name: say for what')
  if (!period || made === undefined || options.from === undefined)
    throw new PeriodError('--reserve needs --from DATE: the first day, 2027-03-01')
  const by = word('by') ?? io.environment.USER ?? io.environment.USERNAME
  if (!by) throw new PeriodError('--reserve needs --by WHO: nobody knows who you are')
  return { name, by, made, note: word('note'), period }
}

/**
 * Writes places down as a reservation. Undefined, with a message, where something came in their way meanwhile.
 * @param placementsWith what is borne with all that is reserved in the time of the wish
 */
export async function reservePlaces(
  call: CommandCall,
  reserved: Reserved,
  estate: Estate,
  wish: Wish,
  request: PlacementRequest,
  places: readonly Place[],
  placementsWith: (known: readonly Reservation[]) => Placements,
): Promise<{ readonly reservation: Reservation; readonly path: string } | undefined> {
  const book = reserved.book(call)
  const { ports, units, watts: draws, weight } = request
  const figures = {
    ...{ units: rackUnits(units), watts: watts(draws) },
    ...(weight !== undefined && { weight: kilograms(weight) }),
    ...(ports !== undefined && { ports }),
  }
  const { by, made, name, note, period } = wish
  const given = { name, by, made, ...period, ...(note !== undefined && { note }), is: { figures }, places }
  try {
    const reservation = await book.add(async (known) => {
      const result = newReservation(estate, known, given)
      if (!result.reservation)
        throw new PeriodError(`nothing was reserved. ${result.conflicts.map(findingText).join('; ')}`)
      const unborne = placementsWith(known).unborne(draws, outletsOf(result.reservation))
      if (!unborne) return result.reservation
      throw new PeriodError(`nothing was reserved. ${unborne.path}: ${unborne.reason}`)
    })
    return { reservation, path: book.path }
  } catch (error) {
    call.io.message(`oblak: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}
