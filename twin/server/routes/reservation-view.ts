import { type EditFinding, findingText } from '../../analysis/reservations/edit-finding.ts'
import { plannedAmounts, plannedType } from '../../analysis/reservations/planned-figures.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Reservation } from '../../model/reservation.ts'
import type { ReservationView } from '../../protocol/reservations.ts'

/** A reservation as the API tells it. */
export function reservationViewOf(
  estate: Estate,
  reservation: Reservation,
  findings: readonly EditFinding[],
  today: Day,
): ReservationView {
  const { by, devices, from, id, made, name, note, until } = reservation
  const { units, unknown, watts } = plannedAmounts(estate, reservation)
  return {
    ...{ id, name, by, made, from, until: until ?? null, note: note ?? null, units, watts, unknown },
    phase: today < from ? 'to come' : until !== undefined && until <= today ? 'past' : 'holds',
    devices: devices.map((device) => {
      const type = plannedType(estate, device)
      return {
        path: `${device.rack}/${device.name}`,
        rack: device.rack,
        position: device.position ?? null,
        units: type?.height ?? null,
        watts: type?.typicalPower ?? type?.power ?? null,
        type: 'type' in device.is ? device.is.type : null,
        cords: device.cords.map(({ outlet, pdu }) => ({ pdu, outlet })),
      }
    }),
    findings: findings
      .filter(({ edit }) => edit === id)
      .map((finding) => ({ kind: finding.kind, device: finding.device, says: findingText(finding) })),
  }
}
