import { z } from 'zod'
import { METRICS } from './metric.ts'

const since = z.number().nullable()

/** GET /api/recorded: from when on the past is known, in epoch ms. */
export const recordedAnswer = z.object({
  /** The earliest reading or roll-up that is kept; null where nothing has been recorded yet. */
  since,
  /** The same by how finely it is kept. */
  resolutions: z.object({ raw: since, '1m': since, '15m': since }),
  /** Alarms that were over before may be forgotten; null where none is. */
  alarms: since,
})
export type RecordedView = z.infer<typeof recordedAnswer>

/** GET /api/planned-figures */
export const plannedFiguresAnswer = z.object({
  /** Of the estate that it is about: its indexes are those of GET /api/estate with the same `at`. */
  version: z.string(),
  columns: z.array(
    z.object({
      metric: z.enum(METRICS),
      /** Indexes of things, and the value of each. */
      things: z.array(z.number().int()),
      values: z.array(z.number()),
    }),
  ),
  /** Of a past day: whether anything was measured, and whether alarms of it may be forgotten. Null of another one. */
  recorded: z.object({ isMeasured: z.boolean(), mayLackAlarms: z.boolean() }).nullable(),
})
export type PlannedFiguresView = z.infer<typeof plannedFiguresAnswer>
