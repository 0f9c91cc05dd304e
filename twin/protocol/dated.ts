import { z } from 'zod'
import { METRICS } from './metric.ts'

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
})
export type PlannedFiguresView = z.infer<typeof plannedFiguresAnswer>
