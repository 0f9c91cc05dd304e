import { dailySeries, dayOf, startOfDay } from '../../analysis/forecast/daily-series.ts'
import { forecastSeries } from '../../analysis/forecast/forecast.ts'
import { whenFull } from '../../analysis/forecast/when-full.ts'
import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { TelemetryStore } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'
import { type ForecastView, forecastAnswer } from '../../protocol/forecast.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

const HISTORY_DAYS = 800
const POINTS_AT_ONCE = 128
const MOST_POINTS = 4000
/** A day counts where so much of what had been read before it was read. */
const LEAST_SHARE = 0.9
const SHOWN_EVERY = 7

/** What a place will draw and when it is full. */
export function forecastRoutes({ parts, values }: ServerContext): readonly Route[] {
  const { clock, estate, store } = parts
  return [
    route({
      method: 'GET',
      path: '/api/forecast/{path}',
      tag: 'planning',
      summary: 'What a rack, row, room or site will draw, and when that reaches its limit',
      description:
        'From the daily means of its rack PDUs. Under eight weeks of measured days it is refused, with the reason. See docs/forecast.md.',
      parameter: 'the estate path, with its slashes: belgrade/hall-1',
      role: 'viewer',
      answer: forecastAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ parameter }): Promise<ForecastView> => {
        const thing = estate.find(parameter)
        if (!thing) throw new ServerProblem('not-found', notFound(estate, parameter))
        const points = values.tree.things().flatMap((one) => {
          if (one?.kind !== 'rack-pdu' || !one.path.startsWith(`${thing.path}/`)) return []
          return [...values.points.ofThing(one.index)].flatMap(({ index, isPresence, local }) =>
            !isPresence && figureRole(one, local)?.figure === 'power' ? [index] : [],
          )
        })
        if (points.length > MOST_POINTS) {
          throw new ServerProblem(
            'bad-request',
            `${thing.path} has ${points.length} rack PDUs; ${MOST_POINTS} are the most. Ask for its rooms.`,
          )
        }
        const at = clock()
        const series = dailySeries(await dailyTotals(store, points, dayOf(epochMs(at))))
        const forecast = forecastSeries(series, [])
        const limit = 'itCapacity' in thing ? (thing.itCapacity ?? null) : null
        const [full] = whenFull([{ name: 'power', limit: limit ?? Number.NaN, forecast }])
        return {
          path: thing.path,
          at,
          power: {
            limit,
            rackPdus: points.length,
            full: full ? { p10: full.p10, p50: full.p50, p90: full.p90 } : null,
            forecast:
              forecast.kind === 'refused'
                ? forecast
                : {
                    kind: 'forecast',
                    measuredDays: forecast.measuredDays,
                    perDay: forecast.perDay,
                    held: forecast.backTest.held,
                    judged: forecast.backTest.judged,
                    errors: [...forecast.backTest.errors],
                    days: forecast.days.filter((_, i) => i % SHOWN_EVERY === 0),
                  },
          },
        }
      },
    }),
  ]
}

/** Sums of whole days before `today`. Before its first reading a point draws nothing; later days without one are made up by the mean of the others, up to a tenth. */
async function dailyTotals(store: Pick<TelemetryStore, 'history'>, points: readonly number[], today: number) {
  const first = today - HISTORY_DAYS
  const sum = new Float64Array(HISTORY_DAYS)
  const read = new Uint32Array(HISTORY_DAYS)
  const begun = new Uint32Array(HISTORY_DAYS)
  for (let start = 0; start < points.length; start += POINTS_AT_ONCE) {
    const some = points.slice(start, start + POINTS_AT_ONCE)
    const query = { points: some, from: startOfDay(first), to: startOfDay(today), buckets: HISTORY_DAYS }
    for (const { at, count, mean } of await answered(store.history(query))) {
      let began = HISTORY_DAYS
      for (const [row, when] of at.entries()) {
        const place = dayOf(epochMs(when)) - first
        if (!((count[row] ?? 0) > 0) || place < 0 || place >= HISTORY_DAYS) continue
        began = Math.min(began, place)
        sum[place] = (sum[place] ?? 0) + (mean[row] ?? 0)
        read[place] = (read[place] ?? 0) + 1
      }
      for (let place = began; place < HISTORY_DAYS; place++) begun[place] = (begun[place] ?? 0) + 1
    }
  }
  return Array.from(sum, (total, place) => {
    const [known, all] = [read[place] ?? 0, begun[place] ?? 0]
    const value = known > 0 && known >= LEAST_SHARE * all ? (total * all) / known : null
    return { from: startOfDay(first + place), to: startOfDay(first + place + 1), value }
  })
}

/** @throws ServerProblem unavailable when the store fails */
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw new ServerProblem('unavailable', 'The store did not answer; live values go on. Try again.', { cause: error })
  }
}
