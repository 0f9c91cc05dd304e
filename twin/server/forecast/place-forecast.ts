import type { Capacity } from '../../analysis/capacity/capacity.ts'
import {
  type DailySeries,
  type DayMeasure,
  dailySeries,
  dayOf,
  startOfDay,
} from '../../analysis/forecast/daily-series.ts'
import { type Forecast, forecastSeries, type Refusal, type Step } from '../../analysis/forecast/forecast.ts'
import { type PlaceLimit, placeLimits } from '../../analysis/forecast/place-limits.ts'
import { whenFull } from '../../analysis/forecast/when-full.ts'
import type { ReservedStep } from '../../analysis/reservations/reserved-steps.ts'
import type { Thing } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import { ServerProblem } from '../errors.ts'
import { orNull } from '../http/numbers.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { dailyDraw } from './daily-draw.ts'
import type { DailyMeans } from './daily-means.ts'
import { drawPoints, MOST_POINTS } from './draw-forecast.ts'

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
  readonly forecast: Forecast | Refusal
}

/** What dated edits of the estate bring to a place, and take away again. */
export type ReservedAt = (place: string) => readonly ReservedStep[]

/**
 * When each thing that can run out at a place is full, what is first in front.
 * @throws ServerProblem bad-request where the place has more rack PDUs than are added up at once; what store and planner throw
 */
export async function placeForecast(
  context: ServerContext,
  means: DailyMeans,
  thing: Thing,
  reserved: ReservedAt,
): Promise<ForecastView> {
  const { parts } = context
  const at = parts.clock()
  const today = dayOf(epochMs(at))
  const [capacity] = await parts.planner.capacity([thing.path])
  const zones = await parts.planner.capacity(capacity?.cooling?.zones.map(({ room }) => room) ?? [])
  const limits = placeLimits(thing, capacity, zones)
  const places = [...new Set(limits.flatMap(({ place, unit }) => (unit === 'W' ? [place] : [])))]
  const points = places.map((place) => drawPoints(context, place))
  refuseTooMany(thing, points)
  const days: DayMeasure[][] = []
  // One after the other: what the place and its zones have in common is read once.
  for (const some of points) days.push(await dailyDraw(means, [...some], today))
  const drawn = places.map((place, index): Use => {
    const series = dailySeries(days[index] ?? [])
    const steps = pending(reserved(place), today, ({ watts }) => watts)
    const forecast = forecastSeries(series, steps)
    return { place, unit: 'W', sources: points[index]?.size ?? 0, series, steps, forecast }
  })
  const uses = [
    ...drawn,
    spaceUse(
      thing,
      context.space.taken(thing.path),
      today,
      capacity,
      pending(reserved(thing.path), today, ({ units }) => units),
    ),
  ]
  const useOf = ({ place, unit }: PlaceLimit) => uses.findIndex((use) => use.place === place && use.unit === unit)
  const dated = whenFull(
    limits.map((limit) => {
      const use = useOf(limit)
      return { ...limit, use, forecast: (uses[use] as Use).forecast }
    }),
  )
  const [first] = dated
  const runsOut = first?.full !== undefined && (first.full.isFull || first.full.p10 !== null)
  return {
    path: thing.path,
    at,
    first: runsOut && first ? { kind: first.kind, place: first.place } : null,
    uses: uses.map(useView),
    constraints: dated.map(({ by, full, kind, limit, none, place, unit, use }) => ({
      ...{ kind, place, unit, use },
      limit: orNull(limit),
      by: by ?? null,
      none: none ?? null,
      full: full ?? null,
    })),
  }
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

/** As it was declared on each day on which the server ran, whole days only. */
function spaceUse(
  { path }: Thing,
  taken: readonly DayMeasure[],
  today: number,
  capacity: Capacity | undefined,
  steps: readonly Step[],
): Use {
  const series = dailySeries(taken.filter(({ from }) => from < startOfDay(today)))
  const forecast = forecastSeries(series, steps)
  return { place: path, unit: 'U', sources: capacity?.racks ?? 0, series, steps, forecast }
}

function useView({ forecast, place, series, sources, steps, unit }: Use): ForecastView['uses'][number] {
  const history = { from: startOfDay(series.firstDay), days: series.values.map(orNull) }
  const use = { place, unit, sources, steps: [...steps], history }
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
