import { parentPath } from '../../model/path.ts'
import type { PlannedDevice, Reservation } from '../../model/reservation.ts'
import { type EditedList, withEntry, withoutEntry } from '../edited-list/edit-list.ts'

const RESERVATIONS: EditedList = {
  field: 'reservations',
  header: `# What comes into racks from one day to another. docs/reservations.md says what may stand here; oblak reservations lists it.
version: 1
reservations:
`,
}

/** The text with one more reservation: lines at its end, and none other changed, where its list stands last in blocks as the program writes it. */
export function withReservation(text: string, reservation: Reservation): string {
  return withEntry(text, RESERVATIONS, writtenOf(reservation))
}

/** The text without the lines of one reservation; what stands between it and the next stays. Undefined where there is none of that id. */
export function withoutReservation(text: string, id: string): string | undefined {
  return withoutEntry(text, RESERVATIONS, id)
}

/** A reservation as its file has it. */
function writtenOf({ devices, ...rest }: Reservation): object {
  return { ...rest, devices: devices.map(writtenDevice) }
}

function writtenDevice({ cords, face, is, name, position, rack }: PlannedDevice): object {
  const figures = 'figures' in is ? is.figures : undefined
  return {
    ...{ rack, name },
    ...(position !== undefined && { position }),
    ...(face === 'rear' && { face }),
    ...('type' in is && { type: is.type }),
    ...(figures && {
      figures: {
        units: figures.units,
        power: `${figures.watts} W`,
        ...(figures.weight !== undefined && { weight: `${figures.weight} kg` }),
        ...(figures.ports !== undefined && { ports: figures.ports }),
        ...(figures.depth !== undefined && { depth: figures.depth }),
        ...(figures.suppliesNeeded !== undefined && { suppliesNeeded: figures.suppliesNeeded }),
      },
    }),
    cords: cords.map(({ outlet, pdu }) => `${parentPath(pdu) === rack ? pdu.slice(rack.length + 1) : pdu}:${outlet}`),
  }
}
