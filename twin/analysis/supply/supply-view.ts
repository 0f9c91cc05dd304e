import type { Day } from '../../model/day.ts'
import type { Source } from '../../model/source.ts'
import type { ProgrammeStatus } from '../build-out/programme-status.ts'
import type { Demand, DemandKind, Pooled } from './demand.ts'
import { type PlaceName, type PlaceNames, placeNameOf } from './place-name.ts'
import { type PoolStep, supplyAgainstDemand } from './supply-against-demand.ts'
import { type EstateSupply, estateSupply, type SupplySources, supplyDemands } from './supply-of.ts'

/** What the loads of today rest on. */
export type LoadBasis = 'measured' | 'declared'

/** Supply and demand as programs and pages are told of them: watts, racks and square metres; null where something is not known. */
export interface SupplyTold {
  /** From which day on it is told. */
  readonly dataDate: Day
  readonly pools: (PlaceName & {
    readonly place: string
    readonly measure: Pooled
    readonly steps: PoolStep[]
    readonly basis: LoadBasis | 'assumed'
    /** Whether what is used grows by a forecast, or is held as it is for want of one. */
    readonly growth: 'forecast' | 'held'
  })[]
  readonly demands: (DemandTold & { readonly until: Day | null })[]
  readonly unmet: (DemandTold &
    PlaceName & {
      readonly until: Day | null
      readonly pool: string
      readonly short: number
      readonly waitsFor: string | null
    })[]
}

interface DemandTold {
  readonly id: string
  readonly name: string
  readonly nameSr?: string
  readonly kind: DemandKind
  readonly place: string
  readonly measure: Pooled
  readonly from: Day
  readonly wanted: number
  readonly source: Source
}

/** What a programme hands over against what is wanted, from its data date on. */
export function supplyTold(status: ProgrammeStatus, sources: SupplySources, loads: LoadBasis): SupplyTold {
  return supplyToldOf(status, estateSupply(sources, status.programme.dataDate), sources.estate, loads)
}

/** The same where what the estate says of it was taken from it before. */
export function supplyToldOf(
  status: ProgrammeStatus,
  own: EstateSupply,
  names: PlaceNames,
  loads: LoadBasis,
): SupplyTold {
  const { dataDate } = status.programme
  const { demands, now, steps } = supplyDemands(status, own, names)
  const { pools, unmet } = supplyAgainstDemand(dataDate, now, steps, demands)
  const forecast = new Set<string>(own.foretold)
  return {
    dataDate,
    pools: pools.map(({ measure, place, steps: of }) => ({
      ...{ place, measure, steps: [...of], ...placeNameOf(names, place) },
      basis: measure === 'power' ? loads : measure === 'racks' ? 'declared' : 'assumed',
      growth: measure === 'power' && forecast.has(place) ? 'forecast' : 'held',
    })),
    demands: demands
      .filter(({ kind }) => kind !== 'forecast')
      .map((demand) => ({ ...told(demand), until: endOf(demand) })),
    unmet: unmet.map(({ demand, from, pool, short, until, waitsFor, wanted }) => ({
      ...{ ...told(demand), ...placeNameOf(names, demand.place), from, wanted, pool, short },
      ...{ until: until ?? null, waitsFor: waitsFor ?? null },
    })),
  }
}

function told({ from, id, kind, levels, measure, name, nameSr, place, source }: Demand): DemandTold {
  const wanted = Math.max(...levels.map(({ amount }) => amount))
  return { id, name, ...(nameSr !== undefined && { nameSr }), kind, place, measure, from, wanted, source }
}

/** When it is wanted no more; null of what stays. */
function endOf({ levels }: Demand): Day | null {
  const last = levels.at(-1)
  return last?.amount === 0 ? last.day : null
}
