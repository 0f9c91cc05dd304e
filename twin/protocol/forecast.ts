import { z } from 'zod'

const refusal = z.object({
  kind: z.literal('refused'),
  reason: z.enum(['under-eight-weeks', 'cannot-be-back-tested']),
  measuredDays: z.number(),
  neededDays: z.number(),
})

const date = z.number().nullable().describe('epoch ms; null: not within five years')
const unit = z.enum(['W', 'U'])
const kind = z
  .enum(['power', 'failover', 'cooling', 'space'])
  .describe('failover: power after any single loss; cooling: a zone without its greatest unit')

const told = z.object({
  kind: z.literal('forecast'),
  measuredDays: z.number(),
  level: z.number().describe('the last fortnight, without seasons'),
  perDay: z.number().describe('trend a day'),
  held: z.number().nullable().describe('share of the outcomes of the back-test inside P10 to P90'),
  judged: z.number(),
  errors: z.array(z.object({ days: z.number(), medianError: z.number() })),
  days: z
    .array(z.object({ at: z.number(), p10: z.number(), p50: z.number(), p90: z.number() }))
    .describe('every seventh day'),
})

/** When what can run out at a place is full, what runs out first in front. */
export const forecastAnswer = z.object({
  path: z.string(),
  at: z.number().describe('epoch ms'),
  first: z
    .object({ kind, place: z.string() })
    .nullable()
    .describe('what runs out first; null: nothing that can be told does within five years'),
  constraints: z.array(
    z.object({
      kind,
      place: z.string().describe('whose use counts: the place, or the room that is its cooling zone'),
      unit,
      limit: z.number().nullable(),
      none: z.enum(['not-known', 'declared-is-less']).nullable().describe('why there is no limit'),
      by: z.string().nullable().describe('path of what allows no more'),
      use: z.number().int().describe('place in `uses`'),
      full: z
        .object({ isFull: z.boolean(), p10: date, p50: date, p90: date })
        .nullable()
        .describe('first day full with one chance in ten, even chances, nine in ten'),
    }),
  ),
  uses: z.array(
    z.object({
      place: z.string(),
      unit,
      sources: z.number().describe('rack PDUs that are measured, or racks that are counted'),
      history: z.object({ from: z.number(), days: z.array(z.number().nullable()) }).describe('daily means, UTC'),
      steps: z
        .array(z.object({ at: z.number(), amount: z.number(), name: z.string() }))
        .describe('reservations: what comes, or leaves (less than zero)'),
      forecast: z.discriminatedUnion('kind', [refusal, told]),
    }),
  ),
})
export type ForecastView = z.infer<typeof forecastAnswer>
