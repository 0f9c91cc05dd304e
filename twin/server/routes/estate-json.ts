import type { Estate } from '../../model/estate.ts'
import { STRUCTURE_KINDS } from '../../model/kinds.ts'

/** Things written at once: some milliseconds. */
const AT_ONCE = 1_000

/**
 * The answer of GET /api/estate, already JSON: all things but devices, of which there may be a million. Written piece by piece, since
 * it is the one answer that grows with the estate. NaN and infinities become null.
 * @param turn lets others have their turn between two pieces
 */
export async function estateJson(estate: Estate, turn: () => Promise<unknown>): Promise<string> {
  const things: string[] = []
  for (const kind of STRUCTURE_KINDS) {
    for (const thing of estate.ofKind(kind)) {
      things.push(JSON.stringify(thing))
      if (things.length % AT_ONCE === 0) await turn()
    }
    await turn()
  }
  const { name, nameSr, services, version, extent } = estate
  return `${JSON.stringify({ name, nameSr, services, version, extent }).slice(0, -1)},"things":[${things.join(',')}]}`
}
