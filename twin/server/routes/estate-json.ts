import type { Estate } from '../../model/estate.ts'
import { STRUCTURE_KINDS } from '../../model/kinds.ts'

/**
 * The answer of GET /api/estate, already JSON: all things but devices, of which there may be a million. Written piece by piece, since
 * it is the one answer that grows with the estate. NaN and infinities become null.
 */
export function estateJson(estate: Estate): string {
  const things = STRUCTURE_KINDS.flatMap((kind) => estate.ofKind(kind)).map((thing) => JSON.stringify(thing))
  const { name, nameSr, services, version, extent } = estate
  return `${JSON.stringify({ name, nameSr, services, version, extent }).slice(0, -1)},"things":[${things.join(',')}]}`
}
