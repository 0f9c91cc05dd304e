import { nearestName } from '../../twin/kit/nearest-name.ts'
import { DeviceError } from '../driver.ts'

/**
 * The profile that somebody named.
 * @param protocol as people write it: `SNMP`
 * @throws DeviceError bad-target with the nearest name and all there are
 */
export function namedProfile<T extends { readonly id: string }>(
  protocol: string,
  profiles: readonly T[],
  id: string,
): T {
  const found = profiles.find((profile) => profile.id === id)
  if (found) return found
  const known = profiles.map((profile) => profile.id)
  const near = nearestName(id, known)
  throw new DeviceError(
    'bad-target',
    `there is no ${protocol} profile ${id}${near === undefined ? '' : `; the nearest is ${near}`}. Known: ${known.join(', ')}`,
    false,
  )
}
