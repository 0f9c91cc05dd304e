import type { Estate } from '../twin/model/estate.ts'
import type { ContactRole, DeviceEntry } from './device-entry.ts'

/** Which of these things are doors, leak ropes and smoke heads; nothing at all where none is. */
export function contactRoles(estate: Estate, paths: readonly string[]): Pick<DeviceEntry, 'roles'> {
  const roles: Record<string, ContactRole> = {}
  for (const path of paths) {
    const thing = estate.find(path)
    if (thing?.kind !== 'probe') continue
    const { role } = thing
    if (role === 'door' || role === 'leak' || role === 'smoke') roles[path] = role
  }
  return Object.keys(roles).length === 0 ? {} : { roles }
}
