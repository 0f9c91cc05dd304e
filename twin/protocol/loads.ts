import { z } from 'zod'

/** Newest good values of everything that measures the power chain, as the reconciliation takes them. */
export const loadsAnswer = z.object({
  estate: z.string(),
  at: z.number().describe('epoch ms'),
  lost: z
    .array(z.string())
    .describe('what does not feed anything now: without power, out of service, and the input of a UPS on its battery'),
  measurements: z.array(
    z.object({
      path: z.string(),
      bank: z.string().optional(),
      outlet: z.number().int().optional(),
      watts: z.number().optional(),
      voltAmperes: z.number().optional(),
      amperes: z.array(z.number()).readonly().optional().describe('of each measured line'),
      ageSeconds: z.number(),
      side: z.enum(['input', 'output']).optional().describe('of the losses of a UPS or a transformer'),
    }),
  ),
})
export type LoadsView = z.infer<typeof loadsAnswer>
