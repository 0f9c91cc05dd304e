import { readYaml } from '../../kit/yaml-source.ts'
import type { Day } from '../../model/day.ts'
import { joinPath, type ThingPath } from '../../model/path.ts'
import type { PendingPlan, PlannedDevice, Reservation } from '../../model/reservation.ts'
import { rackUnits } from '../../model/units.ts'
import { wrongReservations } from './errors.ts'
import { readCord, reservationsFile, type WrittenPlan, type WrittenReservation } from './reservations-schema.ts'

/**
 * What a file of reservations says. Whether it goes with the estate is not asked: racks come and go, and a reservation whose rack is gone is a finding, no
 * fault of the file.
 * @throws ReservationsError with every problem of the file, by line
 */
export function readReservations(
  bytes: Uint8Array,
  file: string,
): { readonly reservations: readonly Reservation[]; readonly plans: readonly PendingPlan[] } {
  const reading = readYaml(bytes, file)
  if ('diagnostics' in reading) throw wrongReservations(file, reading.diagnostics)
  const checked = reading.source.checkWith(reservationsFile)
  if ('diagnostics' in checked) throw wrongReservations(file, checked.diagnostics)
  return {
    reservations: (checked.value.reservations ?? []).map(reservationOf),
    plans: (checked.value.plans ?? []).map(planOf),
  }
}

function planOf({ by, from, id, made, name, note, place, power, units, until }: WrittenPlan): PendingPlan {
  return {
    ...{ id, name, by, made: made as Day, from: from as Day, place: place as ThingPath, watts: power },
    ...(until !== undefined && { until: until as Day }),
    ...(note !== undefined && { note }),
    ...(units !== undefined && { units: rackUnits(units) }),
  }
}

function reservationOf({ by, devices, from, id, made, name, note, until }: WrittenReservation): Reservation {
  return {
    ...{ id, name, by, made: made as Day, from: from as Day },
    ...(until !== undefined && { until: until as Day }),
    ...(note !== undefined && { note }),
    devices: devices.map(deviceOf),
  }
}

function deviceOf({
  cords,
  face,
  figures,
  name,
  position,
  rack,
  type,
}: WrittenReservation['devices'][number]): PlannedDevice {
  return {
    ...{ rack: rack as ThingPath, name, face },
    ...(position !== undefined && { position: rackUnits(position) }),
    is: figures
      ? {
          figures: {
            ...{ units: rackUnits(figures.units), watts: figures.power },
            ...(figures.weight !== undefined && { weight: figures.weight }),
            ...(figures.ports !== undefined && { ports: figures.ports }),
            ...(figures.depth !== undefined && { depth: figures.depth }),
            ...(figures.suppliesNeeded !== undefined && { suppliesNeeded: figures.suppliesNeeded }),
          },
        }
      : { type: type ?? '' },
    cords: cords.map((written, place) => {
      const { outlet, pdu } = readCord(written)
      return { supply: place + 1, pdu: pdu.includes('/') ? (pdu as ThingPath) : joinPath(rack, pdu), outlet }
    }),
  }
}
