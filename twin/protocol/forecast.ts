import { z } from 'zod'

const refusal = z.object({
  kind: z.literal('refused'),
  reason: z.enum(['under-eight-weeks', 'cannot-be-back-tested']),
  measuredDays: z.number(),
  neededDays: z.number(),
})

const date = z.number().nullable().describe('epoch ms; null: not within five years')

const told = z.object({
  kind: z.literal('forecast'),
  measuredDays: z.number(),
  perDay: z.number().describe('trend, W a day'),
  held: z.number().nullable().describe('share of the outcomes of the back-test inside P10 to P90'),
  judged: z.number(),
  errors: z.array(z.object({ days: z.number(), medianError: z.number() })),
  days: z
    .array(z.object({ at: z.number(), p10: z.number(), p50: z.number(), p90: z.number() }))
    .describe('every seventh day'),
})

/** What a place will draw, and when that reaches its limit. */
export const forecastAnswer = z.object({
  path: z.string(),
  at: z.number().describe('epoch ms'),
  power: z.object({
    limit: z.number().nullable().describe('W of IT that the estate declares'),
    rackPdus: z.number().describe('rack PDUs that are measured'),
    forecast: z.discriminatedUnion('kind', [refusal, told]),
    full: z.object({ p10: date, p50: date, p90: date }).nullable(),
  }),
})
export type ForecastView = z.infer<typeof forecastAnswer>
