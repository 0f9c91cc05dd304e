import { z } from 'zod'
import { QUANTITIES, type Quantity } from '../../twin/model/quantity.ts'

/**
 * What a Redfish profile (YAML) may say. Redfish describes itself, so a profile holds only what a maker does differently:
 * how to ask, what to leave out, and better names. The profile without `match` is the one for everybody else.
 */
export const redfishProfileSchema = z.strictObject({
  protocol: z.literal('redfish'),
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().max(120),
  source: z.string().max(500).describe('Where it is documented that the maker does so'),
  notes: z.string().max(2000).optional(),
  match: z
    .strictObject({
      manufacturer: z.string().max(200).optional().describe('Regular expression, without regard to case'),
      model: z.string().max(200).optional(),
    })
    .optional(),
  expand: z.enum(['auto', 'never']).default('auto'),
  authentication: z.enum(['session', 'basic']).optional(),
  skip: z.array(z.string().max(200)).max(50).default([]).describe('Regular expressions over paths that are not read'),
  names: z
    .array(
      z.strictObject({
        uri: z.string().max(200).describe('Regular expression over the URI of a sensor'),
        component: z.string().max(63).describe('$1 is the first group of the expression'),
        quantity: z.enum(QUANTITIES as [Quantity, ...Quantity[]]).optional(),
      }),
    )
    .max(200)
    .default([]),
})

export type RedfishProfile = z.infer<typeof redfishProfileSchema>
