import type { Estate } from '../../model/estate.ts'
import type { Chiller, Crah } from '../../model/things.ts'
import type { EstateCooling } from './estate-cooling.ts'

/** Watts of heat that a zone gives to its air, or to its liquid. */
export type ZoneHeat = (room: string, side: 'air' | 'liquid') => number

/**
 * Watts of heat that come to each unit and to each chiller, by path, when some give nothing any more. The heat of a zone falls to its living
 * units of a medium by what they can take; what a unit takes, never more than it can, falls to its living chillers by what those can take. A
 * unit gives nothing when none of the chillers that it names lives. More than a cooler can take may come to it: then it is overloaded.
 *
 * @param isDead by path
 */
export function coolerHeat(
  estate: Estate,
  cooling: EstateCooling,
  isDead: (path: string) => boolean,
  heatOf: ZoneHeat = (room, side) => cooling.zones.get(room)?.[side]?.heat ?? 0,
): ReadonlyMap<string, number> {
  const heat = new Map<string, number>()
  const add = (path: string, watts: number) => heat.set(path, (heat.get(path) ?? 0) + watts)
  for (const [room, units] of cooling.units) {
    for (const side of ['air', 'liquid'] as const) {
      const alive = units.filter(
        ({ chilledBy, path, type }) =>
          (type === 'cdu') === (side === 'liquid') &&
          !isDead(path) &&
          !(chilledBy.length > 0 && chilledBy.every((chiller) => isDead(chiller))),
      )
      const capacity = capacityOf(alive)
      for (const unit of alive) {
        const comes = capacity > 0 ? (heatOf(room, side) * unit.capacity) / capacity : 0
        add(unit.path, comes)
        for (const { chiller, share } of chillersOf(estate, unit, isDead))
          add(chiller.path, Math.min(comes, unit.capacity) * share)
      }
    }
  }
  return heat
}

/** The living chillers of a unit, each with its share of what the unit takes. */
export function chillersOf(
  estate: Estate,
  { chilledBy }: Crah,
  isDead: (path: string) => boolean,
): readonly { readonly chiller: Chiller; readonly share: number }[] {
  const living = chilledBy.flatMap((path) => {
    const chiller = isDead(path) ? undefined : estate.find(path)
    return chiller?.kind === 'chiller' ? [chiller] : []
  })
  const capacity = capacityOf(living)
  return living.map((chiller) => ({ chiller, share: capacity > 0 ? chiller.capacity / capacity : 0 }))
}

function capacityOf(coolers: readonly (Crah | Chiller)[]): number {
  return coolers.reduce((sum, { capacity }) => sum + capacity, 0)
}
