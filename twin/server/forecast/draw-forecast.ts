import { dailySeries, dayOf } from '../../analysis/forecast/daily-series.ts'
import { type Forecast, forecastSeries } from '../../analysis/forecast/forecast.ts'
import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Estate } from '../../model/estate.ts'
import { epochMs } from '../../model/units.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { dailyDraw } from './daily-draw.ts'
import type { DailyMeans } from './daily-means.ts'

/** Rack PDUs that are added up at once. */
export const MOST_POINTS = 4000

/**
 * Power of the rack PDUs at and below a place.
 * @param estate of another day: what does not stand there then is left out
 */
export function drawPoints({ values }: ServerContext, place: string, estate?: Estate): ReadonlySet<number> {
  const found = values.tree.things().flatMap((one) => {
    if (one?.kind !== 'rack-pdu' || !one.path.startsWith(`${place}/`)) return []
    if (estate && !estate.find(one.path)) return []
    return [...values.points.ofThing(one.index)].flatMap(({ index, isPresence, local }) =>
      !isPresence && figureRole(one, local)?.figure === 'power' ? [index] : [],
    )
  })
  return new Set(found)
}

/**
 * What a place is foretold to draw, by its past alone: nothing that is reserved or planned is in it. Undefined where its past says nothing, or where it has more rack PDUs than are
 * added up.
 * @throws what the store throws
 */
export async function drawForecast(
  context: ServerContext,
  means: DailyMeans,
  place: string,
): Promise<Forecast | undefined> {
  const points = drawPoints(context, place)
  if (points.size === 0 || points.size > MOST_POINTS) return undefined
  const days = await dailyDraw(means, [...points], dayOf(epochMs(context.parts.clock())))
  const forecast = forecastSeries(dailySeries(days), [])
  return forecast.kind === 'forecast' ? forecast : undefined
}
