import { z } from 'zod'
import type { LabelPeak } from '../../analysis/answers/planner.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import { isWithin } from '../../model/path.ts'
import { type ReleaseView, releaseAnswer } from '../../protocol/release.ts'
import { dayText } from '../../protocol/reservations.ts'
import { readUntil } from '../dated/asked-period.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { LEAST_WEEKS, labelPeaks, meteredDevices } from '../values/label-peaks.ts'
import { notFound } from './not-found.ts'
import { answered, asJson, onDay } from './planned-answer.ts'
import type { ServerContext } from './server-context.ts'

/** Each is read out of the store. */
const MOST_METERED = 1_000

/** What would let a place carry more: the arithmetic of `oblak capacity --release`. */
export function releaseRoutes({ dated, parts }: ServerContext): readonly Route[] {
  const { clock, live, store } = parts
  return [
    route({
      method: 'GET',
      path: '/api/release',
      tag: 'planning',
      summary: 'What binds at a place, what cannot be used because of it, and what would release power there',
      description:
        'One cord moved, or one label set right by the P99 of four weeks, each with what it gives when all single losses are computed again, what needs no hand first, then what gives most; where power binds. What is reserved is counted: all that is to come, or with `at` what holds on that day, in the estate as the programme leads to it then. Labels rest on what devices have drawn that are measured: until the end of a past day, else until now. On a large estate it takes long: whoever closes the connection ends the search.',
      role: 'viewer',
      query: z.object({
        of: z.string().min(1).max(512).describe('a rack, or what holds racks'),
        at: dayText
          .optional()
          .describe('a day, with the estate as the programme leads to it; all days from today on where absent'),
      }),
      answer: releaseAnswer,
      problems: ['bad-request', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ query, signal }) => {
        const path = query.of.replace(/^\/+|\/+$/g, '')
        const { estate, planner, when } = await dated.on(query.at)
        if (!estate.find(path)) throw new ServerProblem('not-found', notFound(estate, path, query.at))
        const devices = estate
          .ofKind('device')
          .filter((device) => device.cords.length > 0 && isWithin(device.path, path))
        const isTooMany = meteredDevices(devices, live.points).length > MOST_METERED
        const labels = isTooMany
          ? undefined
          : await answered(
              labelPeaks(estate.name, devices, live.points, store, readUntil(estate, query.at, when, clock())),
            )
        const peaks: readonly LabelPeak[] = labels?.peaks ?? []
        const period = onDay(query.at) ?? { from: todayAt(estate, path, clock()) }
        const found = await answered(planner.release(path, peaks, period, signal))
        if (found.racks === 0)
          throw new ServerProblem('unprocessable', `${path} holds no rack: ask of a rack or of what holds racks.`)
        return asJson<ReleaseView>({
          basis: await answered(planner.basis()),
          path,
          ...found,
          labels: labels && { weeks: LEAST_WEEKS, known: labels.peaks.length, unknown: labels.unknown },
        })
      },
    }),
  ]
}
