import type { ReservationsView } from '../../protocol/reservations.ts'

/** A device that a reservation keeps units for. */
export interface ReservedDevice {
  readonly rack: string
  readonly position: number
  readonly units: number
  readonly watts: number | null
  readonly name: string
  readonly from: string
}

/** The devices that stand, or will, at units of racks; what is past and what takes no unit is left out. */
export function reservedDevices(answer: ReservationsView | undefined): readonly ReservedDevice[] {
  return (answer?.reservations ?? []).flatMap(({ devices, from, name, phase }) =>
    phase === 'past'
      ? []
      : devices.flatMap(({ position, rack, units, watts }) =>
          position === null || units === null ? [] : [{ rack, position, units, watts, name, from }],
        ),
  )
}
