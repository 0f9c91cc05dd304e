import type { Day } from '../../model/day.ts'
import { dayIn } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin, type ThingPath } from '../../model/path.ts'
import type { Capacity } from '../capacity/capacity.ts'
import type { Forecast } from '../forecast/forecast.ts'
import { type Demand, type Level, USUAL_PRIORITY } from './demand.ts'
import type { PlaceNames } from './place-name.ts'
import { isEmpty } from './reserved-demands.ts'
import type { SupplyNow } from './supply-against-demand.ts'

/** What a site has and what it uses, on the day from which is counted. */
export interface SiteNow {
  readonly place: ThingPath
  readonly name: string
  readonly nameSr?: string | undefined
  /** Capacity of the site, under the loads that are known. */
  readonly capacity: Capacity
  /** Of the watts that are drawn there, without what is reserved; undefined where none can be made. */
  readonly forecast: Forecast | undefined
}

/**
 * What a site has now: watts that may be drawn without any single loss overloading anything, no more than it is declared to hold; and its racks. A limit that nobody knows is none: of
 * that measure nothing is told.
 */
export function supplyOfSite({ capacity, place }: SiteNow): readonly SupplyNow[] {
  const { draws, free } = capacity.power
  const racks: SupplyNow = { place, measure: 'racks', amount: capacity.racks }
  return Number.isFinite(free) ? [{ place, measure: 'power', amount: Math.round(draws.value + free) }, racks] : [racks]
}

/** What a site uses: watts, with what they are foretold to grow to, and racks in which something stands. */
export function useOfSite(site: SiteNow, estate: Estate, from: Day): readonly Demand[] {
  const { capacity, forecast, name, nameSr, place } = site
  const racks = estate.ofKind('rack').filter(({ path }) => isWithin(path, place) && !isEmpty(estate, path)).length
  const used = (measure: 'power' | 'racks', levels: readonly Level[]): Demand => ({
    ...{ id: `use:${place}`, name, nameSr, kind: 'forecast', place, measure, from },
    ...{ priority: 0, source: 'assumed', levels },
  })
  const draw = capacity.power.draws.value
  return [
    used('power', forecast ? grown(draw, forecast, from) : [{ day: from, amount: draw }]),
    used('racks', [{ day: from, amount: racks }]),
  ]
}

/** As much area as stands is taken: nobody says what of it is free. */
export function useOfArea(
  { amount, measure, place }: SupplyNow,
  thing: ReturnType<PlaceNames['find']>,
  from: Day,
): Demand {
  return {
    ...{
      id: `use:${place}`,
      name: thing?.name ?? place,
      nameSr: thing?.nameSr,
      kind: 'forecast',
      place,
      measure,
      from,
    },
    ...{ priority: USUAL_PRIORITY, source: 'assumed', levels: [{ day: from, amount }] },
  }
}

/** Days over which a forecast is averaged: the week's season is not growth. */
const MONTH = 28

/** What is drawn now, and by the mean of each four weeks what the even forecast adds to the level of today. */
function grown(draw: number, { days, level }: Forecast, from: Day): readonly Level[] {
  const levels: Level[] = [{ day: from, amount: draw }]
  for (let first = 0; first + MONTH <= days.length; first += MONTH) {
    const [begin, month] = [days[first], days.slice(first, first + MONTH)]
    const day = begin && dayIn(begin.at, 'UTC')
    if (day === undefined) continue
    const amount = Math.max(0, draw + month.reduce((sum, { p50 }) => sum + p50, 0) / MONTH - level)
    // Where reports reach further than what is measured, the day from which is counted has its growth already.
    if (day <= from) levels[0] = { day: from, amount }
    else levels.push({ day, amount })
  }
  return levels
}
