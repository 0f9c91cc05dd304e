import type { Thing } from '../../model/things.ts'
import type { Capacity } from '../capacity/capacity.ts'

/** What can run out at a place. `failover` is power after any single loss, `cooling` that of a zone without its greatest unit. */
export type ConstraintKind = 'power' | 'failover' | 'cooling' | 'space'

/** How much of something there is, in the terms of the series that it is held against: watts that are drawn, rack units that are taken. */
export interface PlaceLimit {
  readonly kind: ConstraintKind
  /** Whose use counts: the place itself, or the room that is a cooling zone. */
  readonly place: string
  readonly unit: 'W' | 'U'
  /** NaN where nobody knows it. */
  readonly limit: number
  /** What allows no more. */
  readonly by?: string
  readonly isUsedUp?: boolean
  /** Why there is no limit: nobody declares it, or what is declared for the place is used up before a loss overloads anything. */
  readonly none?: 'not-known' | 'declared-is-less'
}

/**
 * The limits of a place by what is left of it: docs/capacity.md. What may still come is counted from what is drawn now, so it is held against a series of the same watts.
 * @param capacity of the place; undefined where it holds no rack
 * @param zones capacities of the rooms that cool it
 */
export function placeLimits(thing: Thing, capacity: Capacity | undefined, zones: readonly Capacity[]): PlaceLimit[] {
  const declared = declaredOf(thing)
  const power = limitOf('power', thing.path, declared ?? Number.NaN)
  if (!capacity) return [power]
  return [power, failover(thing, capacity), ...zones.flatMap(cooling), space(capacity)]
}

function declaredOf(thing: Thing): number | undefined {
  if (thing.kind === 'rack') return thing.powerLimit
  return 'itCapacity' in thing ? thing.itCapacity : undefined
}

function failover(thing: Thing, { power: { draws, free, full } }: Capacity): PlaceLimit {
  const limit = draws.value + free
  const declared = declaredOf(thing)
  // Only nodes of the power chain have figures: else it is what places are declared to hold that allows no more.
  const isChain = full?.now !== undefined || full?.worst !== undefined
  if (declared !== undefined && !isChain && limit > declared - 1)
    return { kind: 'failover', place: thing.path, unit: 'W', limit: Number.NaN, none: 'declared-is-less' }
  return {
    ...limitOf('failover', thing.path, limit),
    ...(full && { by: full.path }),
    ...(free <= 0 && { isUsedUp: true }),
  }
}

/** Free is what may come in the air and the liquid as it comes now, no more than the chillers of the zone have left. */
function cooling({ cooling, path }: Capacity): PlaceLimit[] {
  if (!cooling) return []
  const heat = cooling.zones.reduce((sum, { air, liquid }) => sum + (air?.heat ?? 0) + (liquid?.heat ?? 0), 0)
  const isUsedUp = cooling.free <= 0
  return [
    {
      ...limitOf('cooling', path, isUsedUp ? Math.min(heat, cooling.capacity) : heat + cooling.free),
      ...(isUsedUp && { isUsedUp }),
    },
  ]
}

function space({ path, space: { free, units } }: Capacity): PlaceLimit {
  return { ...limitOf('space', path, units), unit: 'U', ...(free <= 0 && { isUsedUp: true }) }
}

function limitOf(kind: ConstraintKind, place: string, limit: number): PlaceLimit {
  const known = Number.isFinite(limit)
  return { kind, place, unit: 'W', limit: known ? limit : Number.NaN, ...(!known && { none: 'not-known' as const }) }
}
