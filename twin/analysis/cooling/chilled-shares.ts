import type { Estate } from '../../model/estate.ts'
import type { Crah } from '../../model/things.ts'
import { chillersOf, coolerHeat, type ZoneHeat } from './cooler-heat.ts'
import type { EstateCooling } from './estate-cooling.ts'

/**
 * Of the heat that comes to each unit, the share that its own chillers take when some things are lost: a unit gives nothing any more when
 * none of the chillers that it names lives, and a chiller takes no more than its capacity. A unit that names no chiller takes all itself.
 *
 * @param isDead by path
 */
export function chilledShares(
  estate: Estate,
  cooling: EstateCooling,
  isDead: (path: string) => boolean,
  heatOf?: ZoneHeat,
): (unit: Crah) => number {
  const heat = coolerHeat(estate, cooling, isDead, heatOf)
  return (unit) => {
    if (unit.chilledBy.length === 0) return 1
    return chillersOf(estate, unit, isDead).reduce((sum, { chiller: { capacity, path }, share }) => {
      const comes = heat.get(path) ?? 0
      return sum + share * (comes > 0 ? Math.min(1, capacity / comes) : 1)
    }, 0)
  }
}
