import { z } from 'zod'
import { isWithin } from '../../model/path.ts'
import { labelPeaksAnswer } from '../../protocol/label-peaks.ts'
import { dayText } from '../../protocol/reservations.ts'
import { readUntil } from '../dated/asked-period.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import { LEAST_WEEKS, labelPeaks, meteredDevices } from '../values/label-peaks.ts'
import { notFound } from './not-found.ts'
import type { ServerContext } from './server-context.ts'

/** Each is read out of the store. */
const MOST_METERED = 1_000

/** What devices have drawn at most: what `oblak capacity --release` sets labels right by. */
export function labelRoutes({ dated, parts }: ServerContext): readonly Route[] {
  const { clock, live, store } = parts
  return [
    route({
      method: 'GET',
      path: '/api/label-peaks/{path}',
      tag: 'planning',
      summary: 'What devices of a place draw at most in 99 of 100 moments, where they are measured long enough',
      description: `From the last ${LEAST_WEEKS} weeks, of which nine days of ten must have readings: by a device's own meter, or by those of the outlets of all of its cords. A rack PDU's inlet says nothing of one device. The others are counted, with why.`,
      parameter: 'the estate path, with its slashes: belgrade/hall-1',
      role: 'viewer',
      query: z.object({
        at: dayText
          .optional()
          .describe('a day whose devices are asked of: of a past one by what was read until its end, else until now'),
      }),
      answer: labelPeaksAnswer,
      problems: ['bad-request', 'not-found', 'unprocessable', 'unavailable'],
      handle: async ({ parameter, query }) => {
        const path = parameter.replace(/^\/+|\/+$/g, '')
        const { estate, when } = await dated.on(query.at)
        if (!estate.find(path)) throw new ServerProblem('not-found', notFound(estate, path, query.at))
        const devices = estate
          .ofKind('device')
          .filter((device) => device.cords.length > 0 && isWithin(device.path, path))
        const metered = meteredDevices(devices, live.points).length
        if (metered > MOST_METERED)
          throw new ServerProblem(
            'unprocessable',
            `${path} has ${metered} measured devices, more than ${MOST_METERED}: ask of a row or a rack.`,
          )
        try {
          return await labelPeaks(estate.name, devices, live.points, store, readUntil(estate, query.at, when, clock()))
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error)
          throw new ServerProblem('unavailable', `The history could not be read: ${why}`)
        }
      },
    }),
  ]
}
