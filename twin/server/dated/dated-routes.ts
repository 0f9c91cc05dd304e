import { z } from 'zod'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { healthCode } from '../../model/health.ts'
import { plannedFiguresAnswer } from '../../protocol/dated.ts'
import type { Metric } from '../../protocol/metric.ts'
import { dayText } from '../../protocol/reservations.ts'
import { type Route, route } from '../http/route.ts'
import { answered } from '../routes/planned-answer.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { AT } from './at-query.ts'
import { pastDay } from './past-day.ts'
import { plannedWatts } from './planned-watts.ts'

/** Figures that the store has means of. */
const RECORDED = ['temperature', 'humidity', 'power', 'power-use', 'airflow'] as const

const UNKNOWN = healthCode('unknown')

function column(metric: Metric, values: Iterable<readonly [number, number]>) {
  const known = [...values].filter(([, value]) => Number.isFinite(value))
  return { metric, things: known.map(([index]) => index), values: known.map(([, value]) => value) }
}

/** What the capacity analysis says of the estate of a day, for pictures. */
export function datedRoutes(context: ServerContext): readonly Route[] {
  const { dated } = context
  let space: { readonly version: string; readonly known: readonly (readonly [number, number])[] } | undefined
  const spaceOf = async (estate: Estate) => {
    const { version } = estate
    if (space?.version === version) return space.known
    const use = await dated.counted(estate)
    const places = (['rack', 'row', 'room', 'building', 'site'] as const).flatMap((kind) => estate.ofKind(kind))
    space = { version, known: places.map(({ index }) => [index, use.of(index)] as const) }
    return space.known
  }
  return [
    route({
      method: 'GET',
      path: '/api/planned-figures',
      tag: 'estate',
      summary:
        'Figures of places on another day, for pictures: what the capacity analysis reckons with on one that is to come, means of what was measured on one that is past',
      description:
        'By metric, the indexes of things and their values. Of a past day also health as a code where it is known: 0 ok, 2 warning, 3 critical.',
      role: 'viewer',
      query: z.object({ at: dayText.optional().describe(AT) }),
      answer: plannedFiguresAnswer,
      problems: ['bad-request', 'unavailable'],
      handle: async ({ query, signal }) => {
        const { estate, planner, when } = await dated.on(query.at)
        if (when === 'past') {
          const past = await pastDay(context, estate, query.at as Day, signal)
          const { columns, health } = past.values.figures
          const told = [...health.keys()].map((index) => [index, healthCode(past.health(index))] as const)
          const isMeasured = RECORDED.some((metric) => columns[metric].some(Number.isFinite))
          return {
            version: estate.version,
            columns: [
              column(
                'health',
                told.filter(([, code]) => code !== UNKNOWN),
              ),
              ...RECORDED.map((metric) => column(metric, columns[metric].entries())),
            ],
            recorded: { isMeasured, mayLackAlarms: past.mayLackAlarms },
          }
        }
        const figures = await answered(planner.figures())
        const watts = plannedWatts(estate, await answered(planner.chain('')))
        return {
          version: estate.version,
          recorded: null,
          columns: [
            column('power', watts),
            column('space-use', await spaceOf(estate)),
            column('failover-use', figures.failoverUse.entries()),
            column('cooling-use', figures.coolingUse.entries()),
            column('free-run', figures.freeRun.entries()),
            column('stranded', figures.stranded.entries()),
          ],
        }
      },
    }),
  ]
}
