import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Device, Rack } from '../../model/things.ts'
import { rackSpace } from '../space/rack-space.ts'

/** What comes to a place between two states of an estate, less what goes. */
export interface PlaceChange {
  readonly racks: number
  /** Of the racks. */
  readonly units: number
  /** Rack units that are taken. */
  readonly taken: number
  /** Watts that devices usually draw which come, less those of devices which go from racks that stay. */
  readonly watts: number
  /** Watts that sites and rooms of the place may use more by their own word. */
  readonly itCapacity: number
}

const SAME_THINGS = { racks: 0, units: 0, taken: 0, watts: 0 }

/**
 * Undefined where the place is in both states the same.
 * @param hasOthers false where the same things stand in both, so that they need not be gone through
 */
export function placeChange(before: Estate, after: Estate, place: string, hasOthers = true): PlaceChange | undefined {
  const change = {
    ...(hasOthers ? thingsChange(before, after, place) : SAME_THINGS),
    itCapacity: capacityOf(after, place) - capacityOf(before, place),
  }
  return Object.values(change).some((amount) => amount !== 0) ? change : undefined
}

function thingsChange(before: Estate, after: Estate, place: string): Omit<PlaceChange, 'itCapacity'> {
  const [one, other] = [sumsOf(before, place), sumsOf(after, place)]
  return {
    racks: other.racks.size - one.racks.size,
    units: other.units - one.units,
    taken: other.taken - one.taken,
    watts:
      wattsOf(after, other.devices, (path) => !one.devices.has(path)) -
      wattsOf(before, one.devices, (path, { path: rack }) => !other.devices.has(path) && other.racks.has(rack)),
  }
}

function sumsOf(estate: Estate, place: string) {
  const racks = new Set<string>()
  const devices = new Map<string, { readonly device: Device; readonly rack: Rack }>()
  let [units, taken] = [0, 0]
  for (const rack of estate.ofKind('rack')) {
    if (!isWithin(rack.path, place)) continue
    const inside = estate.children(rack.path).filter((child): child is Device => child.kind === 'device')
    racks.add(rack.path)
    units += rack.units
    taken += rackSpace(rack, inside, (slug) => estate.deviceType(slug)).taken
    for (const device of inside) devices.set(device.path, { device, rack })
  }
  return { racks, units, taken, devices }
}

function wattsOf(
  estate: Estate,
  devices: ReadonlyMap<string, { readonly device: Device; readonly rack: Rack }>,
  counts: (path: string, rack: Rack) => boolean,
): number {
  let watts = 0
  for (const [path, { device, rack }] of devices) {
    if (!counts(path, rack)) continue
    const { power = 0, typicalPower = power } = estate.deviceType(device.type) ?? {}
    watts += typicalPower
  }
  return watts
}

function capacityOf(estate: Estate, place: string): number {
  const thing = estate.find(place)
  return thing && 'itCapacity' in thing ? (thing.itCapacity ?? 0) : 0
}
