import { z } from 'zod'
import { basis } from './planning.ts'
import { plug } from './release.ts'

const moved = { device: z.string(), supply: z.number(), from: plug, to: plug }

/** GET /api/relief?units=…&watts=… */
export const reliefAnswer = z.object({
  basis,
  reliefs: z.array(
    z.discriminatedUnion('change', [
      z.object({ change: z.literal('count'), count: z.number() }),
      /** Of each device. */
      z.object({ change: z.literal('watts'), watts: z.number() }),
      /** None where it is absent. */
      z.object({ change: z.literal('spread'), spread: z.literal('rack').optional() }),
      z.object({ change: z.literal('from'), from: z.string() }),
      z.object({ change: z.literal('until'), until: z.string() }),
      z.object({ change: z.literal('move a cord'), ...moved }),
      z.object({ change: z.literal('rebalance a phase'), ...moved }),
    ]),
  ),
})
export type ReliefView = z.infer<typeof reliefAnswer>
