import type { Crah } from '../../model/things.ts'
import { AIR_HEAT } from './air-flow.ts'
import type { Heat } from './heat-split.ts'

/** The units of a zone that take heat from its air, or from its liquid, against that heat. */
export interface MediumCooling {
  readonly units: readonly string[]
  /** Watts of all units. */
  readonly capacity: number
  /** N+1: watts without the greatest unit. */
  readonly withoutGreatest: number
  readonly greatest: string
  /** Rated flow of all units, m³/s: of air, or of liquid where the estate says it (else NaN). */
  readonly flow: number
  readonly flowWithoutGreatest: number
  /** Watts that have to be taken away, of what is known. */
  readonly heat: number
  /** Below 0: the heat is more than what is left without the greatest unit. */
  readonly free: number
  /** The heat is at most what is left without the greatest unit. */
  readonly holds: boolean
}

/** What cools one room. */
export interface ZoneCooling {
  readonly room: string
  readonly air: MediumCooling | undefined
  readonly liquid: MediumCooling | undefined
  /** K that the air has to take up on its way through the racks when the greatest unit is lost; NaN without air units. */
  readonly riseWithoutGreatest: number
  /** How many devices nobody knows the draw of: the heat is at least what it says. */
  readonly unknown: number
}

/**
 * N+1 of a zone by medium: load ≤ (sum − greatest). The heat of liquid-cooled devices falls to the air in a zone that has no CDU; where it has
 * nothing else, no air unit takes the rest, and none is left of it.
 */
export function zoneCooling(room: string, units: readonly Crah[], heat: Heat): ZoneCooling {
  const cdus = units.filter(({ type }) => type === 'cdu')
  const coolers = units.filter(({ type }) => type !== 'cdu')
  const liquid = cdus.length > 0 ? heat.liquid : 0
  const air = heat.air + heat.liquid - liquid
  const airSide = mediumCooling(coolers, air, ({ airflow }) => airflow)
  return {
    room,
    air: airSide,
    liquid: mediumCooling(cdus, liquid, ({ waterFlow }) => waterFlow ?? Number.NaN),
    riseWithoutGreatest:
      airSide && airSide.flowWithoutGreatest > 0 ? air / (AIR_HEAT * airSide.flowWithoutGreatest) : Number.NaN,
    unknown: heat.unknown,
  }
}

function mediumCooling(
  units: readonly Crah[],
  heat: number,
  flowOf: (unit: Crah) => number,
): MediumCooling | undefined {
  const [first] = units
  if (!first) return undefined
  const greatest = units.reduce((most, unit) => (unit.capacity > most.capacity ? unit : most), first)
  const capacity = units.reduce((sum, unit) => sum + unit.capacity, 0)
  const flow = units.reduce((sum, unit) => sum + flowOf(unit), 0)
  const withoutGreatest = capacity - greatest.capacity
  return {
    units: units.map(({ path }) => path),
    capacity,
    withoutGreatest,
    greatest: greatest.path,
    flow,
    flowWithoutGreatest: flow - flowOf(greatest),
    heat,
    free: withoutGreatest - heat,
    holds: heat <= withoutGreatest,
  }
}

/** Watts more that a zone can take without its greatest unit, if they come in the air and the liquid as those that are there; at least 0. */
export function freeOf({ air, liquid }: ZoneCooling): number {
  const heat = (air?.heat ?? 0) + (liquid?.heat ?? 0)
  const sides = [air, liquid].flatMap((side) => {
    if (!side) return []
    // Where nothing is there yet, all may come in the air.
    const share = heat > 0 ? side.heat / heat : side === air || !air ? 1 : 0
    return share > 0 ? [side.free / share] : []
  })
  return Math.max(0, Math.min(...sides))
}
