import type { Estate } from '../../model/estate.ts'
import type { DatedEdit, PlannedDevice } from '../../model/reservation.ts'
import type { DeviceType } from '../../model/things.ts'

/** What a planned device is: a type of the estate, one made of its figures, or undefined where the estate has no such type. */
export function plannedType(estate: Estate, { cords, is, name, rack }: PlannedDevice): DeviceType | undefined {
  if ('type' in is) return estate.deviceType(is.type)
  const { depth, ports, suppliesNeeded, units, watts, weight } = is.figures
  return {
    slug: `planned:${rack}/${name}`,
    manufacturer: '',
    model: name,
    height: units,
    depth: depth ?? 'full',
    power: watts,
    ...(weight !== undefined && { weight }),
    ...(ports !== undefined && { networkPorts: ports }),
    airflow: 'front-to-rear',
    supplies: cords.length,
    suppliesNeeded: suppliesNeeded ?? 1,
    role: 'server',
    source: 'assumed',
  }
}

/** What devices take of a place; `unknown` of them say no watts. */
export interface PlannedAmounts {
  readonly devices: number
  readonly units: number
  readonly watts: number
  readonly kilograms: number
  readonly ports: number
  readonly unknown: number
}

/** Summed over those devices of an edit that the estate has not already. */
export function plannedAmounts(estate: Estate, { devices }: Pick<DatedEdit, 'devices'>): PlannedAmounts {
  const sum = { devices: 0, units: 0, watts: 0, kilograms: 0, ports: 0, unknown: 0 }
  for (const device of devices) {
    if (estate.find(`${device.rack}/${device.name}`)) continue
    const type = plannedType(estate, device)
    const watts = type?.typicalPower ?? type?.power
    sum.devices++
    sum.units += device.position === undefined ? 0 : (type?.height ?? 0)
    sum.watts += watts ?? 0
    sum.kilograms += type?.weight ?? 0
    sum.ports += type?.networkPorts ?? 0
    sum.unknown += watts === undefined ? 1 : 0
  }
  return sum
}
