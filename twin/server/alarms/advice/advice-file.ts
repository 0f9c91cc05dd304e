import { z } from 'zod'
import { ALARM_RULES } from '../../../analysis/alarms/alarm-rules.ts'
import { STRUCTURE_KINDS } from '../../../model/kinds.ts'

const KINDS = [...STRUCTURE_KINDS, 'device'] as const
const ALARMS = ALARM_RULES.map(({ id }) => id)
/** A sentence or two: the list shows it beside each alarm. */
const LONGEST_TEXT = 400
const MOST_RULES = 1_000

const sentence = z.string().trim().min(1).max(LONGEST_TEXT)
const text = z.strictObject({ sr: sentence, en: sentence })

/** A file of rules: what alarms mean and what to do first. */
export const adviceFile = z.strictObject({
  version: z.literal(1),
  rules: z
    .array(
      z
        .strictObject({
          alarm: z.enum(ALARMS),
          severity: z.enum(['warning', 'critical']).optional(),
          kind: z.enum(KINDS).optional(),
          under: z.string().min(1).max(512).optional(),
          means: text.optional(),
          first: text.optional(),
        })
        .refine(({ means, first }) => means ?? first, { error: 'says nothing: give means, first or both' }),
    )
    .max(MOST_RULES),
})
