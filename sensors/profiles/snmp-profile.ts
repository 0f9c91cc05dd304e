import { z } from 'zod'
import { QUANTITIES, type Quantity, STATE_WORDS } from '../../twin/model/quantity.ts'

/** What an SNMP profile (YAML, one device family a file) may say. Reference for authors: docs/profiles.md. */

const oid = z
  .string()
  .regex(/^1(?:\.\d{1,10}){1,127}$/, 'an object identifier in digits without a leading dot: 1.3.6.1.4.1.318')
const arcs = z.string().regex(/^\d{1,10}(?:\.\d{1,10}){0,30}$/, 'arcs below the entry: 5 or "30.20.1.65"')
const column = z.union([z.int().min(0), arcs]).describe('Arcs of the column below entry; several in quotes: "20.1.65"')
const pattern = z.string().min(1).max(300)
const code = z.union([z.number(), z.string().max(80)])
const codes = z.array(code).min(1).max(64)
const template = z
  .string()
  .min(1)
  .max(120)
  .describe('{1}, {2}… arcs of the row’s index, {index} all of them, {n} the row’s number, {label}, {column 3}')

/** Where a number or text beside the value comes from. A bare number is a column of the same row. */
const source = z.union([
  z.int().min(0),
  z.strictObject({
    column,
    matches: pattern.optional().describe('Of its text, the first group of this expression (or all that fits)'),
    entry: oid.optional().describe('Another table; the same one if absent'),
    index: z.string().max(200).optional().describe('Its row, made of this row’s: "{1}.{3}"; the same index if absent'),
  }),
  z.strictObject({ oid: oid.describe('A scalar with its instance: …6.0'), matches: pattern.optional() }),
  z.strictObject({ arc: z.int().min(1).max(32).describe('Arc of this row’s index, counted from 1') }),
])

/** The first that has a text. */
const label = z.union([source, z.array(source).min(1).max(4)]).describe('What the device calls the part')

/** What did not answer holds in `when`, and does not in `only`. Texts are compared without regard to case. */
const gate = z.strictObject({
  from: source,
  equals: codes.optional(),
  not: codes.optional(),
  matches: pattern.optional().describe('Regular expression over its text'),
  else: z.enum(['unsupported', 'invalid', 'stale']).default('unsupported'),
  needed: z
    .boolean()
    .default(false)
    .describe('Where it does not answer the point is `invalid`, not judged by its own value'),
})

const value = {
  name: template.optional().describe('Local point name; see docs/profiles.md for the names'),
  quantity: z.enum(QUANTITIES as [Quantity, ...Quantity[]]).optional(),
  unit: z.string().max(20).optional().describe('Unit after scale and offset; the kept unit if absent'),
  unitFrom: z
    .union([
      z.literal('text').describe('The value’s own text ends in its unit: "23.5 C"'),
      z.strictObject({ from: source, units: z.record(z.string(), z.string().max(20)).optional() }),
    ])
    .optional()
    .describe(
      'Unit told by a device setting or column; without `units` its text is the unit; `unit` if it does not answer',
    ),
  scale: z.number().optional().describe('value = raw × scale × 10^-digits × factors + offset'),
  offset: z.number().optional(),
  digits: source.optional().describe('Decimal digits; below 0 counts as 0'),
  factors: z
    .array(
      z.strictObject({
        from: source,
        map: z.record(z.string(), z.number()).optional(),
        negative: z.literal('divides').optional().describe('-10 divides by ten, 10 multiplies by it'),
      }),
    )
    .max(4)
    .optional()
    .describe('More factors, as they stand or by code; one that does not answer is 1'),
  encoding: z
    .enum(['auto', 'float', 'bytes'])
    .optional()
    .describe('An OCTET STRING is text (auto), an IEEE 754 number (float), or an unsigned number (bytes)'),
  states: z.record(z.string().max(80), z.enum(STATE_WORDS)).optional().describe('Code or text → state word'),
  sentinels: z.array(code).max(32).optional().describe('Raw values that mean «no value»: invalid'),
  unsupported: z.array(code).max(32).optional().describe('Raw values that mean «this model has no such point»'),
  minimum: z.number().optional().describe('In the kept unit: a value below is invalid'),
  maximum: z.number().optional(),
  wrap: z.number().positive().optional().describe('Raw value at which a counter begins anew; Counter32 has 2^32'),
  when: z.array(gate).max(8).optional().describe('All must hold, else the point is what the gate says'),
  label: label.optional(),
  time: z
    .strictObject({ from: source, format: z.enum(['date-and-time', 'unix']) })
    .optional()
    .describe('When the device measured; used only where it agrees with our clock'),
} as const

const scalar = z.strictObject({ ...value, oid })

const tablePoint = z.strictObject({
  ...value,
  column,
  types: z
    .strictObject({
      from: source,
      map: z.record(z.string(), z.strictObject(value)).describe('Code → what this row is; other rows are left out'),
    })
    .optional(),
})

const table = z.strictObject({
  entry: oid.describe('The entry object; columns count from it'),
  linked: source
    .optional()
    .describe('What numbers chained units (a column, or { arc: 1 }): the second unit’s points begin with unit-2'),
  firstUnit: z.int().min(0).max(1).default(1).describe('Number of the first of chained units'),
  only: z
    .array(gate.omit({ else: true, needed: true }))
    .max(8)
    .optional()
    .describe('Rows that do not hold are left out'),
  label: label.optional(),
  when: z.array(gate).max(8).optional(),
  points: z.array(tablePoint).min(1).max(100),
})

const text = z
  .array(
    z.strictObject({
      oid,
      next: z.boolean().optional().describe('The first variable at or below the identifier, whatever its index'),
      matches: pattern.optional().describe('Its first group; all of it if absent'),
    }),
  )
  .min(1)
  .max(8)
  .optional()
  .describe('The first that answers')

const rule = z.strictObject({
  objectId: z.array(oid).min(1).max(64).optional().describe('sysObjectID is one of these or below'),
  description: pattern.optional().describe('Regular expression over sysDescr, without regard to case'),
  present: z.array(oid).min(1).max(16).optional().describe('Something is at or below one of these'),
  values: z
    .array(z.strictObject({ oid, equals: codes.optional(), matches: pattern.optional() }))
    .min(1)
    .max(8)
    .optional()
    .describe('All of these hold'),
})

export const snmpProfileSchema = z.strictObject({
  protocol: z.literal('snmp'),
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().max(120).describe('For people: maker and family'),
  manufacturer: z.string().max(80).optional(),
  model: z.string().max(80).optional(),
  source: z.string().max(500).describe('MIB that the objects come from, with its date or number'),
  notes: z.string().max(2000).optional(),
  role: z
    .enum(['device', 'supplement', 'standard'])
    .default('device')
    .describe(
      'One device profile is chosen; supplements join it where they match; standards serve devices nobody knows',
    ),
  priority: z.int().min(-100).max(100).default(0).describe('The greater wins, then the longer sysObjectID'),
  with: z.array(z.string()).max(8).default([]).describe('Standards to read beside it, for what it does not name'),
  match: z.array(rule).min(1).max(16).describe('One must hold; within a rule everything given'),
  identity: z.strictObject({ manufacturer: text, model: text, serial: text, firmware: text, name: text }).default({}),
  scalars: z.array(scalar).max(300).default([]),
  tables: z.array(table).max(100).default([]),
  sums: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(120),
        quantity: z.enum(QUANTITIES as [Quantity, ...Quantity[]]),
        how: z.enum(['sum', 'mean', 'max']).default('sum'),
        of: z.array(z.string().max(120)).min(1).max(16).describe('Names of points, * for any text within a part'),
      }),
    )
    .max(32)
    .default([])
    .describe('Points that the device does not tell but its parts add up to; made where it is not told'),
})

export type SnmpProfile = z.infer<typeof snmpProfileSchema>
export type SnmpSource = z.infer<typeof source>
export type SnmpGate = z.infer<typeof gate>
export type SnmpMatch = z.infer<typeof rule>
export type SnmpTable = z.infer<typeof table>
export type SnmpIdentity = SnmpProfile['identity']
/** The fields that say what a value is; all may stand in a point and be overridden by its type. */
export type SnmpValue = Omit<z.infer<typeof scalar>, 'oid'>
