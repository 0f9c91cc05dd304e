import { type RecordedView, recordedAnswer } from '../../protocol/dated.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from '../routes/server-context.ts'

/** From when on the past is recorded. */
export function recordedRoutes({ alarms, dated }: ServerContext): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/recorded',
      tag: 'telemetry',
      summary: 'From when on the past is recorded',
      description:
        'The earliest reading or roll-up that the store keeps, by how finely, and from when on all alarms are known. Null is nothing: not recorded, of alarms none forgotten. No older than a minute.',
      role: 'viewer',
      answer: recordedAnswer,
      problems: ['unavailable'],
      handle: async (): Promise<RecordedView> => {
        const kept = await dated.recorded.keptSince().catch((cause: unknown) => {
          throw new ServerProblem('unavailable', 'The store did not say since when it records. Try again.', { cause })
        })
        const known = [kept.raw, kept['1m'], kept['15m']].flatMap((at) => at ?? [])
        return {
          since: known.length === 0 ? null : Math.min(...known),
          resolutions: { raw: kept.raw ?? null, '1m': kept['1m'] ?? null, '15m': kept['15m'] ?? null },
          alarms: alarms.book.knownSince() ?? null,
        }
      },
    }),
  ]
}
