import type { Capacity } from '../../analysis/capacity/capacity.ts'
import {
  type DailySeries,
  type DayMeasure,
  dailySeries,
  dayOf,
  startOfDay,
} from '../../analysis/forecast/daily-series.ts'
import {
  type Forecast,
  forecastFrom,
  forecastSeries,
  HORIZON_DAYS,
  NOT_BUILT_YET,
  type Refusal,
  type Step,
} from '../../analysis/forecast/forecast.ts'
import { type PlaceLimit, placeLimits } from '../../analysis/forecast/place-limits.ts'
import { whenFull } from '../../analysis/forecast/when-full.ts'
import type { ReservedStep } from '../../analysis/reservations/reserved-steps.ts'
import { type Day, dayIn, markOf } from '../../model/day.ts'
import type { Thing } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import type { DatedEstate } from '../dated/dated-estates.ts'
import { ServerProblem } from '../errors.ts'
import { orNull } from '../http/numbers.ts'
import { onDay } from '../routes/planned-answer.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { dailyDraw } from './daily-draw.ts'
import type { DailyMeans } from './daily-means.ts'
import { drawPoints, MOST_POINTS } from './draw-forecast.ts'
import type { HandOver, HandOvers, PlaceHandOvers } from './hand-overs.ts'

const SHOWN_EVERY = 7

/** The use of one place over days, and what is foretold of it. */
interface Use {
  readonly place: string
  readonly unit: PlaceLimit['unit']
  /** Rack PDUs that are measured, or racks that are counted. */
  readonly sources: number
  readonly series: DailySeries
  /** What is reserved, in the order of days. */
  readonly steps: readonly Step[]
  /** What is reckoned with on a day to come; NaN of other days. */
  readonly planned: number
  readonly forecast: Forecast | Refusal
}

/** What dated edits of the estate bring to a place, and take away again. */
export type ReservedAt = (place: string) => readonly ReservedStep[]

/** A place on a day. */
export interface ForecastAsked {
  readonly then: DatedEstate
  /** Of that estate. */
  readonly thing: Thing
  /** Another day than today. */
  readonly day: Day | undefined
}

/** What is kept between questions. */
export interface ForecastMemory {
  readonly means: DailyMeans
  readonly handOvers: HandOvers
}

/**
 * When each thing that can run out at a place is full, what is first in front. Of a day to come the limits are those of its estate, and what is foretold to be used has what is handed over
 * until then; of a past day it is told by what was known of it.
 * @throws ServerProblem bad-request where the place has more rack PDUs than are added up at once; what store and planner throw
 */
export async function placeForecast(
  context: ServerContext,
  { handOvers: allHandOvers, means }: ForecastMemory,
  { day, then, thing }: ForecastAsked,
  reserved: ReservedAt,
): Promise<ForecastView> {
  const { parts } = context
  const isToCome = then.when === 'to-come'
  const now = parts.clock()
  const at = day === undefined ? now : markOf(day)
  const today = dayOf(epochMs(isToCome ? now : at))
  const period = isToCome ? onDay(day) : undefined
  const [capacity] = await then.planner.capacity([thing.path], period)
  const zones = await then.planner.capacity(capacity?.cooling?.zones.map(({ room }) => room) ?? [], period)
  const limits = placeLimits(thing, capacity, zones)
  const places = [...new Set(limits.flatMap(({ place, unit }) => (unit === 'W' ? [place] : [])))]
  const points = places.map((place) => drawPoints(context, place, then.estate))
  refuseTooMany(thing, points)
  const horizon = dayIn(startOfDay(today + HORIZON_DAYS), 'UTC')
  const told = then.when === 'past' ? [] : [thing.path, ...(isToCome ? places : [])]
  const handOvers = await handOversUntil(horizon, allHandOvers, told, isToCome)
  const own = handOvers?.get(thing.path)
  const stepsAt = (place: string, reservedAmount: AmountOf<ReservedStep>, amount: AmountOf<HandOver>) => [
    ...pending(reserved(place), today, reservedAmount),
    ...(isToCome ? handedOver(handOvers?.get(place)?.changes ?? [], at, amount) : []),
  ]
  const foretold = (place: string, series: DailySeries, steps: readonly Step[]) =>
    isToCome && !parts.estate.find(place) ? NOT_BUILT_YET : forecastSeries(series, steps)
  const days: DayMeasure[][] = []
  // One after the other: what the place and its zones have in common is read once.
  for (const some of points) days.push(await dailyDraw(means, [...some], today))
  const drawn = places.map((place, index): Use => {
    const series = dailySeries(days[index] ?? [])
    const steps = stepsAt(
      place,
      ({ watts }) => watts,
      ({ watts }) => watts,
    )
    const planned = isToCome ? plannedWatts(place, capacity, zones) : Number.NaN
    const forecast = foretold(place, series, steps)
    return { place, unit: 'W', sources: points[index]?.size ?? 0, series, steps, planned, forecast }
  })
  const units = dailySeries(context.space.taken(thing.path).filter(({ from }) => from < startOfDay(today)))
  const unitSteps = stepsAt(
    thing.path,
    (step) => step.units,
    ({ taken }) => taken,
  )
  const uses: readonly Use[] = [
    ...drawn,
    {
      ...{ place: thing.path, unit: 'U', sources: capacity?.racks ?? 0, series: units, steps: unitSteps },
      planned: isToCome ? (capacity?.space.taken ?? Number.NaN) : Number.NaN,
      forecast: foretold(thing.path, units, unitSteps),
    },
  ]
  const useOf = ({ place, unit }: PlaceLimit) => uses.findIndex((use) => use.place === place && use.unit === unit)
  const dated = whenFull(
    limits.map((limit) => {
      const use = useOf(limit)
      const { forecast } = uses[use] as Use
      return { ...limit, use, forecast: isToCome ? forecastFrom(forecast, at) : forecast }
    }),
  )
  const [first] = dated
  const runsOut = first?.full !== undefined && (first.full.isFull || first.full.p10 !== null)
  const toldOf = new Map(dated.map(({ forecast, use }) => [use, forecast]))
  return {
    ...{ path: thing.path, at, day: day ?? null, basis: BASIS[then.when] },
    standsFrom: own?.standsFrom ?? null,
    changes: changesAfter(day, then.when, own),
    first: runsOut && first ? { kind: first.kind, place: first.place } : null,
    uses: uses.map((use, number) => useView(use, toldOf.get(number))),
    constraints: dated.map(({ by, full, kind, limit, none, place, unit, use }) => ({
      ...{ kind, place, unit, use },
      limit: orNull(limit),
      by: by ?? null,
      none: none ?? null,
      full: full ?? null,
    })),
  }
}

const BASIS = { past: 'recorded', now: 'now', 'to-come': 'planned' } as const

type AmountOf<Step> = (step: Step) => number

/** What stands now is foretold whether plans can be used or not. */
async function handOversUntil(
  horizon: Day,
  handOvers: HandOvers,
  places: readonly string[],
  isNeeded: boolean,
): Promise<ReadonlyMap<string, PlaceHandOvers> | undefined> {
  if (places.length === 0) return undefined
  try {
    return await handOvers.until(horizon, places)
  } catch (error) {
    if (isNeeded) throw error
    return undefined
  }
}

/** What was known on a past day of the time after it is not kept: no change is told then. */
function changesAfter(
  day: Day | undefined,
  when: DatedEstate['when'],
  handOvers: PlaceHandOvers | undefined,
): ForecastView['changes'] {
  if (when === 'past') return []
  const later = handOvers?.changes.filter((change) => day === undefined || change.day > day)
  return later?.map(changeView) ?? null
}

function changeView({ day, names, ...change }: HandOver): NonNullable<ForecastView['changes']>[number] {
  return { day, ...change, names: names.map(({ name, nameSr }) => ({ name, ...(nameSr !== undefined && { nameSr }) })) }
}

/** What the estate of a day is reckoned to draw at the place that is asked of, or in a room that cools it. */
function plannedWatts(place: string, capacity: Capacity | undefined, zones: readonly Capacity[]): number {
  const known = [...zones, ...(capacity ? [capacity] : [])].find(({ path }) => path === place)
  return known?.power.draws.value ?? Number.NaN
}

/** What is handed over until a day. */
function handedOver(changes: readonly HandOver[], until: number, amountOf: AmountOf<HandOver>): Step[] {
  return changes.flatMap((change) => {
    const [at, amount] = [markOf(change.day), amountOf(change)]
    const name = change.names.map((one) => one.name).join(', ')
    const nameSr = change.names.map((one) => one.nameSr ?? one.name).join(', ')
    return amount === 0 || at > until ? [] : [{ at, amount, name, nameSr }]
  })
}

function refuseTooMany({ path }: Thing, points: readonly ReadonlySet<number>[]): void {
  const all = new Set(points.flatMap((some) => [...some])).size
  if (all <= MOST_POINTS) return
  throw new ServerProblem(
    'bad-request',
    `${path} and what cools it have ${all} rack PDUs; ${MOST_POINTS} are the most. Ask for its rooms.`,
  )
}

/**
 * Reserved devices do not stand yet, so those whose day is past are still to come: they count from today on.
 */
function pending(steps: readonly ReservedStep[], today: number, amountOf: (step: ReservedStep) => number): Step[] {
  const next = startOfDay(today)
  return steps.flatMap((step) => {
    const amount = amountOf(step)
    return amount === 0 ? [] : [{ at: step.at < next ? next : step.at, amount, name: step.name }]
  })
}

/** @param told the forecast from the day on that is asked of: refused where it does not reach that */
function useView(
  { forecast, place, planned, series, sources, steps, unit }: Use,
  told: Forecast | Refusal | undefined,
): ForecastView['uses'][number] {
  const history = { from: startOfDay(series.firstDay), days: series.values.map(orNull) }
  const use = { place, unit, sources, steps: [...steps], planned: orNull(planned), history }
  if (told?.kind === 'refused') return { ...use, forecast: told }
  if (forecast.kind === 'refused') return { ...use, forecast }
  const { backTest, days, kind, level, measuredDays, perDay } = forecast
  return {
    ...use,
    forecast: {
      ...{ kind, measuredDays, level, perDay },
      ...{ held: backTest.held, judged: backTest.judged, errors: [...backTest.errors] },
      days: days.filter((_, i) => i % SHOWN_EVERY === 0),
    },
  }
}
