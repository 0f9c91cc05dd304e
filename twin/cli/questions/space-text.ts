import type { Capacity } from '../../analysis/capacity/capacity.ts'
import type { FullestFloor } from '../../analysis/space/place-floor.ts'
import { lastSegment } from '../../model/path.ts'
import { count, three } from './figures-text.ts'

/** In what pieces the free units lie, and what hangs beside the rails. */
export function spaceLines({ space }: Capacity): readonly string[] {
  const { efficiency, fits, largestHalfDepthRun, zeroU } = space
  const still = fits.map(({ devices, units }) => `${count(devices)} of ${units} U`).join(', ')
  const half = largestHalfDepthRun > 0 ? `, ${three(largestHalfDepthRun)} U beside half-depth devices` : ''
  const places =
    zeroU.unknown > 0 ? (zeroU.places > 0 ? ` of at least ${count(zeroU.places)}` : '') : ` of ${count(zeroU.places)}`
  return [
    ...(Number.isNaN(efficiency)
      ? []
      : [`still fit: ${still}; ${three(efficiency * 100)} % of what is free lies in the largest runs${half}`]),
    `0U: ${count(zeroU.used)}${places} places used${zeroU.unknown > 0 ? `, ${count(zeroU.unknown)} racks say no places` : ''}`,
  ]
}

/** What the fullest rack lays on the floor, a line a limit; nothing where nobody says a mass. */
export function floorLines({ floor, kind }: Capacity): readonly string[] {
  const line = (what: string, unit: string, { atLeast, limit, rack, value }: FullestFloor) =>
    `${what} ${atLeast ? 'at least ' : ''}${three(value)} ${unit}${Number.isNaN(limit) ? ', limit not known' : ` of ${three(limit)} ${unit}`}${kind === 'rack' ? '' : ` at ${rack}`}`
  const { beyond, load, point, unknown } = floor
  return [
    ...(load ? [line('floor', 'kg/m²', load)] : []),
    ...(point ? [line('on a foot', 'kg', point)] : []),
    ...(beyond > 0 ? [`${count(beyond)} racks beyond what the floor bears`] : []),
    ...(unknown > 0 && kind !== 'rack'
      ? [`of ${count(unknown)} racks a mass or the floor's limits are not known`]
      : []),
  ]
}

/** Network ports, and where the switches of a rack are. */
export function portsText({ kind, ports }: Capacity): string {
  const { devices, free, offered, racks, unknown, wanted, where } = ports
  const places = where.map(
    ({ face, path, position }) => `${lastSegment(path)} ${position === undefined ? '0U' : `U${position}`} ${face}`,
  )
  const by =
    kind === 'rack' && places.length > 0
      ? places.join(', ')
      : `${count(devices)} network devices in ${count(racks)} racks`
  const left = Number.isNaN(free) ? `free not known (${count(unknown)} devices say no ports)` : `${count(free)} free`
  return `${count(offered)} offered by ${by}, ${count(wanted)} on the others: ${left}`
}
