import { z } from 'zod'
import { QUANTITIES, type Quantity, STATE_WORDS } from '../../../twin/model/quantity.ts'

const field = z.strictObject({
  quantity: z.enum(QUANTITIES as [Quantity, ...Quantity[]]),
  /** Unit of the value; the kept unit where absent. */
  unit: z.string().max(20).optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  /** Text, or `true` and `false`, to state word. */
  states: z.record(z.string().max(40), z.enum(STATE_WORDS)).optional(),
  /** Local point name, with places; the quantity where absent. */
  name: z.string().max(200).optional(),
})

const rule = z.strictObject({
  /** `*` stands for any characters. */
  measurement: z.string().min(1).max(200).default('*'),
  /** Tags that a line must have, with the same `*`. */
  tags: z.record(z.string().max(200), z.string().max(200)).default({}),
  /** The thing: `{tag}` and `{measurement}` are places. */
  path: z.string().min(1).max(500),
  /** Fields that are read; those that are named as quantities are where absent. */
  fields: z.record(z.string().max(200), field).optional(),
})

/** How measurements, tags and fields make points. A line is read by the first rule that it fits. */
export const lineRules = z.array(rule).min(1).max(200)

export type LineRule = z.infer<typeof rule>
export type FieldRule = z.infer<typeof field>

/** Without rules of one's own: the tag `path` names the thing, fields that are named as quantities are its points. */
export const DEFAULT_RULES: readonly LineRule[] = [{ measurement: '*', tags: {}, path: '{path}' }]
