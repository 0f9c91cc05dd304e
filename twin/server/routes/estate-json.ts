import type { Estate } from '../../model/estate.ts'
import type { Kind } from '../../model/things.ts'

/** Top down, so that a reader knows a thing's parent before the thing. */
const KINDS: readonly Exclude<Kind, 'device'>[] = [
  'site',
  'plot',
  'building',
  'room',
  'row',
  'rack',
  'utility',
  'generator',
  'transformer',
  'ups',
  'power-panel',
  'power-feed',
  'rack-pdu',
  'crah',
  'chiller',
  'probe',
  'solar',
  'meter',
  'monitor',
]

/**
 * The answer of GET /api/estate, already JSON: all things but devices, of which there may be a million. Written piece by piece, since
 * it is the one answer that grows with the estate. NaN and infinities become null.
 */
export function estateJson(estate: Estate): string {
  const things = KINDS.flatMap((kind) => estate.ofKind(kind)).map((thing) => JSON.stringify(thing))
  const { name, version, extent } = estate
  return `${JSON.stringify({ name, version, extent }).slice(0, -1)},"things":[${things.join(',')}]}`
}
