import type { Estate } from '../../model/estate.ts'
import type { Crah, Rack } from '../../model/things.ts'
import { learnedUnit, type UnitSeries } from './learned-unit.ts'

/** The unit that a rack's air, or liquid, comes from first of all, and how that is known. */
export type ServingUnit =
  | { readonly unit: string; readonly how: 'geometry'; readonly metres: number }
  | { readonly unit: string; readonly how: 'learned'; readonly correlation: number; readonly samples: number }

/**
 * By geometry: the nearest CDU of the zone for a liquid-cooled rack; else the nearest unit in the rack's row or cold aisle; else the nearest
 * unit of the zone. Undefined in a zone without units that fit.
 * @param units of the rack's zone
 */
export function nearestUnit(
  estate: Estate,
  rack: Rack,
  units: readonly Crah[],
  isLiquid: boolean,
): ServingUnit | undefined {
  const cdus = units.filter(({ type }) => type === 'cdu')
  const coolers = units.filter(({ type }) => type !== 'cdu')
  const aisle = aisleOf(estate, rack)
  const near = coolers.filter(
    (unit) => unit.type === 'in-row' && aisle !== undefined && aisleOf(estate, unit) === aisle,
  )
  const fit = isLiquid && cdus.length > 0 ? cdus : near.length > 0 ? near : coolers
  let best: ServingUnit | undefined
  for (const { path, placement } of fit) {
    const metres = Math.hypot(placement.at.x - rack.placement.at.x, placement.at.y - rack.placement.at.y)
    if (best?.how !== 'geometry' || metres < best.metres) best = { unit: path, how: 'geometry', metres }
  }
  return best
}

/** Learned from the temperature of its intakes where that tells one unit from the others, else by geometry. */
export function servingUnit(
  estate: Estate,
  rack: Rack,
  units: readonly Crah[],
  isLiquid: boolean,
  recorded: { readonly intake: readonly number[]; readonly supplies: readonly UnitSeries[] } | undefined,
): ServingUnit | undefined {
  const learned = !isLiquid && recorded ? learnedUnit(recorded.intake, recorded.supplies) : undefined
  return learned ? { how: 'learned', ...learned } : nearestUnit(estate, rack, units, isLiquid)
}

function aisleOf(estate: Estate, thing: Rack | Crah): string | undefined {
  const row = estate.parent(thing)
  return row?.kind === 'row' ? (row.coldAisle ?? row.path) : undefined
}
