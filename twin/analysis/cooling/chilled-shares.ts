import type { Estate } from '../../model/estate.ts'
import type { Crah } from '../../model/things.ts'
import type { EstateCooling } from './estate-cooling.ts'

/**
 * Of the heat that comes to each unit, the share that its own chillers take when some things are lost: a unit gives nothing any more when
 * none of the chillers that it names lives. The heat of a zone falls to its living units by what they can take, and of a unit to its living
 * chillers alike (assumed); a chiller takes no more than its capacity. A unit that names no chiller takes all itself.
 *
 * @param isDead by path
 */
export function chilledShares(
  estate: Estate,
  cooling: EstateCooling,
  isDead: (path: string) => boolean,
): (unit: Crah) => number {
  const load = new Map<string, number>()
  for (const [room, units] of cooling.units) {
    const zone = cooling.zones.get(room)
    for (const side of ['air', 'liquid'] as const) {
      const cools = ({ chilledBy, path, type }: Crah) =>
        (type === 'cdu') === (side === 'liquid') && !isDead(path) && !(chilledBy.length > 0 && chilledBy.every(isDead))
      const alive = units.filter(cools)
      const capacity = alive.reduce((sum, unit) => sum + unit.capacity, 0)
      for (const unit of alive) {
        const living = unit.chilledBy.filter((path) => !isDead(path))
        const each = (Math.min(zone?.[side]?.heat ?? 0, capacity) * unit.capacity) / capacity / living.length
        for (const chiller of living) load.set(chiller, (load.get(chiller) ?? 0) + each)
      }
    }
  }
  const takes = (path: string) => {
    const chiller = estate.find(path)
    const heat = load.get(path) ?? 0
    return chiller?.kind === 'chiller' && heat > 0 ? Math.min(1, chiller.capacity / heat) : 1
  }
  return ({ chilledBy }) => {
    if (chilledBy.length === 0) return 1
    const living = chilledBy.filter((path) => !isDead(path))
    return living.reduce((sum, path) => sum + takes(path), 0) / Math.max(1, living.length)
  }
}
