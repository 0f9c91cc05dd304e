import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { PlannedDevice, Reservation } from '../../model/reservation.ts'
import { rackUnits, watts } from '../../model/units.ts'

/** A reservation written in a test: of 2 U and 1.8 kW in unit 10 of `s/hall/rack` unless told otherwise, a device a line. */
export function reserved(
  id: string,
  from: string,
  until: string | undefined,
  ...devices: readonly (Partial<Omit<PlannedDevice, 'cords' | 'rack' | 'position'>> & {
    readonly rack?: string
    readonly position?: number
    readonly units?: number
    readonly watts?: number
    /** Rack PDU and outlet: `pdu-a:7`, of its own rack. */
    readonly cords?: readonly string[]
  })[]
): Reservation {
  return {
    ...{ id, name: `Project ${id}`, by: 'Ana', made: '2026-11-25' as Day, from: from as Day },
    ...(until !== undefined && { until: until as Day }),
    devices: devices.map(
      ({ cords = [], position = 10, rack = 's/hall/rack', units = 2, watts: draws = 1800, ...rest }, place) => ({
        ...{
          name: `${id}-${place + 1}`,
          face: 'front' as const,
          rack: rack as ThingPath,
          position: rackUnits(position),
        },
        is: { figures: { units: rackUnits(units), watts: watts(draws) } },
        cords: cords.map((cord, number) => {
          const [pdu, outlet] = cord.split(':')
          return { supply: number + 1, pdu: `${rack}/${pdu}` as ThingPath, outlet: Number(outlet) }
        }),
        ...rest,
      }),
    ),
  }
}
