import { z } from 'zod'
import { labelPeaksAnswer } from './label-peaks.ts'
import { basis, figure, full } from './planning.ts'

/** An outlet of a rack PDU. */
export const plug = z.object({ pdu: z.string(), outlet: z.number(), bank: z.string().optional() })
const given = {
  device: z.string(),
  /** Watts that the place may draw more. */
  frees: figure,
  /** What is full first then. */
  full: full.optional(),
}
const moved = { ...given, supply: z.number(), from: plug, to: plug }

/** GET /api/release?of=… */
export const releaseAnswer = z.object({
  basis,
  path: z.string(),
  racks: z.number(),
  binding: z.enum(['space', 'weight', 'power', 'cooling', 'unknown']),
  /** What cannot be used because of what binds; `cooling` is absent where no unit cools the place. */
  stranded: z.object({ watts: figure, units: figure, cooling: figure.optional() }),
  /** Watts that may still be drawn without any single loss overloading anything. */
  free: figure,
  full: full.optional(),
  /** Cords and labels that might release something, and how many of them were computed again. */
  promising: z.number(),
  tried: z.number(),
  releases: z.array(
    z.discriminatedUnion('what', [
      z.object({ what: z.literal('relabel'), ...given, declared: z.number(), p99: z.number() }),
      z.object({ what: z.literal('move a cord'), ...moved }),
      z.object({ what: z.literal('rebalance a phase'), ...moved }),
    ]),
  ),
  /** What labels rest on; absent where more devices are measured than can be read for one question. */
  labels: z.object({ weeks: z.number(), known: z.number(), unknown: labelPeaksAnswer.shape.unknown }).optional(),
})
export type ReleaseView = z.infer<typeof releaseAnswer>
