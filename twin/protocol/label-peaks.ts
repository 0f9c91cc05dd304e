import { z } from 'zod'

/** GET /api/label-peaks/<path> */
export const labelPeaksAnswer = z.object({
  estate: z.string(),
  /** So many weeks, nine days of ten of them with readings, are asked for. */
  weeks: z.number(),
  peaks: z.array(
    z.object({
      path: z.string(),
      /** Watts that it draws at most in 99 of 100 moments. */
      p99: z.number(),
      /** Its own meter, or the outlets of all of its cords. */
      by: z.enum(['device', 'outlets']),
      /** Days with readings. */
      days: z.number(),
    }),
  ),
  /** Devices of which nothing can be said, by why. */
  unknown: z.array(
    z.object({ why: z.enum(['not measured', 'too little history']), devices: z.number(), example: z.string() }),
  ),
})
export type LabelPeaksView = z.infer<typeof labelPeaksAnswer>
