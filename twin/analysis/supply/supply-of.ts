import type { JudgedPlan } from '../../model/cloud.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { ThingPath } from '../../model/path.ts'
import type { KnownReservations } from '../../model/reservation.ts'
import type { ProgrammeStatus } from '../build-out/programme-status.ts'
import { type Demand, USUAL_PRIORITY } from './demand.ts'
import type { PlaceNames } from './place-name.ts'
import { areaNow, programmeDemands, programmeSupply } from './programme-supply.ts'
import { reservedDemands } from './reserved-demands.ts'
import type { SupplyNow, SupplyStep } from './supply-against-demand.ts'
import { type SiteNow, supplyOfSite, useOfArea, useOfSite } from './use-now.ts'

/** Everything besides the programme that supply and demand are made of. */
export interface SupplySources {
  readonly estate: Estate
  /** Those that hold racks. */
  readonly sites: readonly SiteNow[]
  readonly reserved: Pick<KnownReservations, 'plans' | 'reservations'>
  /** What the state cloud has pending. */
  readonly cloud?: { readonly name: string; readonly plan: JudgedPlan } | undefined
}

/** What the estate says of it, whatever the programme is: plain data, which a thread can be told. */
export interface EstateSupply {
  /** What sites have. */
  readonly now: readonly SupplyNow[]
  /** What they use. */
  readonly used: readonly Demand[]
  /** What is reserved and planned there, and what the state cloud asks for. */
  readonly others: readonly Demand[]
  /** Sites whose use grows by a forecast. */
  readonly foretold: readonly ThingPath[]
}

/** What there is, what comes and what is wanted. */
export interface SupplyDemands {
  readonly now: readonly SupplyNow[]
  readonly steps: readonly SupplyStep[]
  readonly demands: readonly Demand[]
}

/** @param from the day from which is counted: the data date of the programme */
export function estateSupply({ cloud, estate, reserved, sites }: SupplySources, from: Day): EstateSupply {
  return {
    now: sites.flatMap(supplyOfSite),
    used: sites.flatMap((site) => useOfSite(site, estate, from)),
    others: [...reservedDemands(estate, reserved, from), ...(cloud ? cloudDemand(cloud, from) : [])],
    foretold: sites.flatMap(({ forecast, place }) => (forecast ? [place] : [])),
  }
}

/** What a programme hands over, and what is used, reserved, planned and asked for, from its data date on. */
export function supplyDemands(
  status: ProgrammeStatus,
  { now, others, used }: EstateSupply,
  names: PlaceNames,
): SupplyDemands {
  const areas = areaNow(status)
  return {
    now: [...now, ...areas],
    steps: programmeSupply(status),
    demands: [
      ...used,
      ...areas.map((area) => useOfArea(area, names.find(area.place), status.programme.dataDate)),
      ...others,
      ...programmeDemands(status.programme, others),
    ],
  }
}

/** What a pending plan adds to the watts of its site, from now on: nobody says when it is carried out. One that adds nothing asks for nothing. */
function cloudDemand({ name, plan }: NonNullable<SupplySources['cloud']>, from: Day): readonly Demand[] {
  const amount = plan.after.watts - plan.before.watts
  if (!(amount > 0)) return []
  return [
    {
      ...{
        id: `state-cloud:${name}`,
        name,
        kind: 'state-cloud',
        place: plan.site as ThingPath,
        measure: 'power',
        from,
      },
      ...{ priority: USUAL_PRIORITY, source: 'assumed', levels: [{ day: from, amount }] },
    },
  ]
}
