import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { joinPath, type ThingPath } from '../../model/path.ts'
import type { PlannedDevice, Reservation } from '../../model/reservation.ts'
import type { Bank, Cord, RackPdu } from '../../model/things.ts'
import { rackUnits } from '../../model/units.ts'
import type { EditFinding } from './edit-finding.ts'
import { estateDuring } from './standing.ts'
import { Taken } from './taken.ts'

/** What somebody asks to be kept: places as the placement gives them. */
export interface ReservationWish {
  readonly name: string
  readonly by: string
  readonly made: Day
  readonly from: Day
  readonly until?: Day | undefined
  readonly note?: string | undefined
  readonly is: PlannedDevice['is']
  readonly places: readonly {
    readonly rack: string
    readonly position: number
    readonly cords: readonly { readonly pdu: string; readonly bank?: string | undefined }[]
  }[]
}

/** The reservation of a wish, or what is in its way. */
export type NewReservation =
  | { readonly reservation: Reservation }
  | { readonly conflicts: readonly EditFinding[]; readonly reservation?: undefined }

/**
 * A reservation beside those that there are: with the next free id, devices named after it, each cord in the lowest outlet of its bank that
 * is free in all of the time. Power and cooling are not asked here: `Placements.unborne` tells of them.
 */
export function newReservation(estate: Estate, known: readonly Reservation[], wish: ReservationWish): NewReservation {
  const { by, from, is, made, name, note, places, until } = wish
  const last = known.reduce((most, { id }) => Math.max(most, Number(/^r(\d{1,9})$/.exec(id)?.[1] ?? 0)), 0)
  const id = `r${last + 1}`
  const period = { from, ...(until !== undefined && { until }) }
  const outlets = new FreeOutlets(estate, known, period)
  const conflicts: EditFinding[] = []
  const devices = places.map(({ cords, position, rack }, number): PlannedDevice => {
    const device = { rack: rack as ThingPath, name: `${id}-${number + 1}` }
    const path = joinPath(rack, device.name)
    const plugged = cords.flatMap(({ bank, pdu }, place): readonly Cord[] => {
      const found = outlets.take(pdu, bank)
      if (typeof found === 'number') return [{ supply: place + 1, pdu: pdu as ThingPath, outlet: found }]
      conflicts.push({ kind: found, edit: id, device: path, what: bank === undefined ? pdu : `${pdu} bank ${bank}` })
      return []
    })
    return { ...device, position: rackUnits(position), face: 'front', is, cords: plugged }
  })
  const reservation = { id, name, by, made, ...period, ...(note !== undefined && { note }), devices }
  const { findings } = estateDuring(estate, [...known, reservation], period)
  conflicts.push(...findings.filter((one) => one.edit === id))
  return conflicts.length > 0 ? { conflicts } : { reservation }
}

/** Outlets that are free in all of a period, given out one after another. */
class FreeOutlets {
  readonly #taken: Taken
  readonly #given = new Map<string, Set<number>>()

  constructor(
    private readonly estate: Estate,
    known: readonly Reservation[],
    private readonly period: { readonly from: Day; readonly until?: Day },
  ) {
    this.#taken = new Taken(estate)
    for (const edit of known)
      for (const { cords, face, name, rack } of edit.devices)
        for (const cord of cords) {
          const device = { path: joinPath(rack, name), face, cords }
          this.#taken.plug(cord, { device, type: undefined, edit: edit.id, period: edit })
        }
  }

  take(path: string, bank: string | undefined): number | 'rack PDU unknown' | 'outlet unknown' | 'outlet taken' {
    const pdu = this.estate.find(path)
    if (pdu?.kind !== 'rack-pdu') return 'rack PDU unknown'
    const numbers = outletsOf(pdu, bank)
    if (numbers.length === 0) return 'outlet unknown'
    const given = this.#given.get(path) ?? new Set()
    this.#given.set(path, given)
    const free = numbers.find((one) => !given.has(one) && !this.#taken.outlet(path, one, this.period))
    if (free === undefined) return 'outlet taken'
    given.add(free)
    return free
  }
}

/** Of a bank by its name, or those that are in none. */
function outletsOf({ banks, outlets }: RackPdu, bank: string | undefined): readonly number[] {
  const all = Array.from({ length: outlets }, (_, place) => place + 1)
  const isIn = ({ outlets: [first, last] }: Bank, one: number) => one >= first && one <= last
  if (bank === undefined) return all.filter((one) => !banks.some((known) => isIn(known, one)))
  const named = banks.find(({ name }) => name === bank)
  return named ? all.filter((one) => isIn(named, one)) : []
}
