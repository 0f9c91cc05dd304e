import { z } from 'zod'

const refusal = z.object({
  kind: z.literal('refused'),
  reason: z
    .enum(['under-eight-weeks', 'cannot-be-back-tested', 'not-built-yet', 'beyond-five-years'])
    .describe(
      'not-built-yet: the place comes with the programme, and nothing was measured there; beyond-five-years: the day that is asked of is',
    ),
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

const handOver = z.object({
  day: z.string(),
  names: z
    .array(z.object({ name: z.string(), nameSr: z.string().optional() }))
    .describe('of the work packages and activities that bring it'),
  racks: z.number().describe('that come, or go (less than zero)'),
  units: z.number().describe('of the racks'),
  taken: z.number().describe('rack units'),
  watts: z.number().describe('that devices usually draw which come, less those which go'),
  itCapacity: z.number().describe('W that the place may use more by its own word'),
})

/** When what can run out at a place is full, what runs out first in front. */
export const forecastAnswer = z.object({
  path: z.string(),
  at: z.number().describe('epoch ms: from then on it is foretold'),
  day: z.string().nullable().describe('the other day whose limits are told; null: those of now'),
  basis: z
    .enum(['now', 'recorded', 'planned'])
    .describe(
      'recorded: as it would have been foretold on a past day; planned: limits of a day to come, against what is foretold to be used from then on',
    ),
  standsFrom: z.string().nullable().describe('the day on which a place comes that does not stand today'),
  changes: z
    .array(handOver)
    .nullable()
    .describe(
      'days of the programme after which limits here are others, within five years: ask with `at`; null where what is planned cannot be used',
    ),
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
        .describe(
          'first day full with one chance in ten, even chances, nine in ten; with `at` of a day to come not before it, and `isFull` is of that day',
        ),
    }),
  ),
  uses: z.array(
    z.object({
      place: z.string(),
      unit,
      sources: z.number().describe('rack PDUs that are measured, or racks that are counted'),
      planned: z
        .number()
        .nullable()
        .describe('W or U that are reckoned with on a day to come, with what is reserved for it; null of other days'),
      history: z.object({ from: z.number(), days: z.array(z.number().nullable()) }).describe('daily means, UTC'),
      steps: z
        .array(z.object({ at: z.number(), amount: z.number(), name: z.string(), nameSr: z.string().optional() }))
        .describe('reservations, and until a day to come hand-overs: what comes, or leaves (less than zero)'),
      forecast: z.discriminatedUnion('kind', [refusal, told]),
    }),
  ),
})
export type ForecastView = z.infer<typeof forecastAnswer>
