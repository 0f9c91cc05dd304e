import { z } from 'zod'
import type { PointDefinition } from '../../model/reading.ts'
import { epochMs } from '../../model/units.ts'
import { historyAnswer, quantilesAnswer } from '../../protocol/rest.ts'
import { ServerProblem } from '../errors.ts'
import { listOf } from '../http/list-of.ts'
import { columnOrNull, orNull } from '../http/numbers.ts'
import { type Route, route } from '../http/route.ts'
import type { ServerContext } from './server-context.ts'

const DAY_MS = 86_400_000
const MOST_POINTS = 64
const MOST_BUCKETS = 10_000
/** Values in one answer: 64 points at chart resolution, or fewer finer ones. */
const MOST_VALUES = 200_000

const span = {
  from: z.coerce.number().int().min(0).optional().describe('epoch ms; a day before `to` where absent'),
  to: z.coerce.number().int().min(0).optional().describe('epoch ms, exclusive; now where absent'),
}

export function historyRoutes({ parts }: ServerContext): readonly Route[] {
  const { live, store, clock } = parts
  return [
    route({
      method: 'GET',
      path: '/api/history',
      tag: 'telemetry',
      summary: 'Points over time, in equal buckets',
      description:
        'Each bucket has min, mean, max, last and count; `at` is its start; null is no data. The resolution says from which roll-up it was made.',
      role: 'viewer',
      query: z.object({
        point: listOf(z.string().max(512), MOST_POINTS).describe('point path; repeat for more'),
        ...span,
        buckets: z.coerce.number().int().min(1).max(MOST_BUCKETS).default(500),
      }),
      answer: historyAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query }) => {
        const { from, to } = range(query)
        if (query.point.length * query.buckets > MOST_VALUES) {
          throw new ServerProblem(
            'bad-request',
            `${query.point.length} points of ${query.buckets} buckets are more than ${MOST_VALUES} values; ask for fewer.`,
          )
        }
        const points = query.point.map(indexOf)
        const definitions = points.map(definitionOf)
        const series = await asked(() => store.history({ points, from, to, buckets: query.buckets }))
        return {
          series: series.flatMap((one) => {
            const definition = definitions[points.indexOf(one.point)]
            if (!definition) return []
            const { path, quantity, unit } = definition
            return {
              path,
              quantity,
              unit,
              resolution: one.resolution,
              at: Array.from(one.at),
              min: columnOrNull(one.min),
              mean: columnOrNull(one.mean),
              max: columnOrNull(one.max),
              last: columnOrNull(one.last),
              count: Array.from(one.count),
            }
          }),
        }
      },
    }),
    route({
      method: 'GET',
      path: '/api/quantiles',
      tag: 'telemetry',
      summary: 'Quantiles of a point over a span',
      description: 'From raw rows and the sketches of the roll-ups, so that a P99 of a quarter can be asked.',
      role: 'viewer',
      query: z.object({
        point: z.string().max(512),
        ...span,
        q: listOf(z.coerce.number().min(0).max(1), 16).describe('0 to 1; repeat for more'),
      }),
      answer: quantilesAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ query }) => {
        const { from, to } = range(query)
        const point = indexOf(query.point)
        const { path, unit } = definitionOf(point)
        const values = await asked(() => store.quantiles({ point, from, to, quantiles: query.q }))
        return { path, unit, quantiles: query.q.map((q, i) => ({ q, value: orNull(values[i]) })) }
      },
    }),
  ]

  function range(query: { readonly from?: number | undefined; readonly to?: number | undefined }) {
    const to = epochMs(query.to ?? clock())
    const from = epochMs(query.from ?? to - DAY_MS)
    if (from >= to) throw new ServerProblem('bad-request', `query.from ${from} is not before query.to ${to}.`)
    return { from, to }
  }

  function indexOf(path: string): number {
    const index = live.points.indexOf(path)
    if (index === undefined) {
      throw new ServerProblem(
        'not-found',
        `No point ${JSON.stringify(path)} has been read yet; GET /api/things/… lists a thing's points.`,
      )
    }
    return index
  }

  function definitionOf(index: number): PointDefinition {
    const definition = live.points.definition(index)
    if (!definition) throw new ServerProblem('not-found', `There is no point of index ${index}.`)
    return definition
  }
}

/** @throws ServerProblem unavailable when the store fails */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw new ServerProblem('unavailable', 'The store did not answer; live values go on. Try again.', { cause: error })
  }
}
