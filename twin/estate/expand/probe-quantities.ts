import type { Quantity } from '../../model/quantity.ts'
import type { Probe } from '../../model/things.ts'

const CONTACTS: ReadonlySet<Probe['role']> = new Set(['door', 'leak', 'smoke', 'fire-suppression'])
const STATE: readonly Quantity[] = ['state']
const TEMPERATURE: readonly Quantity[] = ['temperature']

/** What a probe measures that does not say it. */
export function measuredBy(role: Probe['role']): readonly Quantity[] {
  return CONTACTS.has(role) ? STATE : TEMPERATURE
}
