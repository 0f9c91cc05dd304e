import { z } from 'zod'
import { QUANTITIES, type Quantity, STATE_WORDS } from '../../twin/model/quantity.ts'

/** What a Modbus profile (YAML, one device family a file) may say. Reference for authors: docs/profiles-modbus.md. */

const address = z.int().min(0).max(65_535).describe('Address as on the wire, counted from 0')
const manual = z
  .int()
  .min(1)
  .max(465_536)
  .describe('Address as manuals print it, counted from 1 with the table in front: 30001, 40001, 400001')
const table = z.enum(['coil', 'discrete', 'input', 'holding']).describe('Function code 1, 2, 4 or 3')

export const REGISTER_TYPES = [
  'bool',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float32',
  'float64',
  'bitfield',
  'bcd16',
  'bcd32',
  'string',
] as const
export const WORD_ORDERS = ['ABCD', 'CDAB', 'BADC', 'DCBA'] as const

const register = {
  table: table.optional(),
  address: address.optional(),
  manual: manual.optional(),
  type: z.enum(REGISTER_TYPES).default('uint16'),
  words: z.enum(WORD_ORDERS).optional().describe('Order of the bytes of a value of 32 bits and more'),
  length: z.int().min(1).max(125).optional().describe('Registers of a string'),
}

/** The point is there only if this register says so; else it is `unsupported`. */
const gate = z.strictObject({
  ...register,
  equals: z.array(z.number()).min(1).optional(),
  not: z.array(z.number()).min(1).optional(),
})

const point = z.strictObject({
  ...register,
  name: z.string().min(1).max(120).describe('Local point name; {n} is the number of a repeated block'),
  label: z.string().max(120).optional(),
  quantity: z.enum(QUANTITIES as [Quantity, ...Quantity[]]),
  unit: z.string().max(20).optional().describe('Unit of the register after scale and offset; the kept unit if absent'),
  scale: z.number().optional().describe('value = raw × scale + offset'),
  offset: z.number().optional(),
  bit: z.int().min(0).max(63).optional().describe('Bit of a bitfield, 0 the lowest; the value is 0 or 1'),
  mask: z.int().min(1).max(0xffff_ffff).optional().describe('Bits of a bitfield, moved down to the lowest'),
  states: z.record(z.string().regex(/^-?\d+$/), z.enum(STATE_WORDS)).optional(),
  sentinels: z.array(z.number()).max(16).optional().describe('Raw values that mean «no value»: 0x8000, 0xFFFF'),
  unsupported: z.array(z.number()).max(16).optional().describe('Raw values that mean «this model has no such point»'),
  minimum: z.number().optional().describe('In the kept unit: a value below is invalid'),
  maximum: z.number().optional(),
  when: gate.optional(),
})

const group = z.strictObject({
  repeat: z.strictObject({
    from: z.int().min(0).max(9999).default(1),
    to: z.int().min(0).max(9999),
    stride: z.int().min(1).max(10_000).describe('Registers from one block to the next'),
  }),
  when: gate.optional(),
  points: z.array(point).min(1).max(200),
})

const identification = z.strictObject({
  ...register,
  equals: z.union([z.number(), z.string()]).optional(),
  matches: z.string().max(200).optional().describe('Regular expression over a string register'),
})

export const modbusProfileSchema = z.strictObject({
  protocol: z.literal('modbus'),
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().max(120).describe('For people: maker and family'),
  manufacturer: z.string().max(80),
  model: z.string().max(80),
  source: z.string().max(500).describe('Document that the registers come from, with its number and date'),
  notes: z.string().max(2000).optional(),
  defaults: z
    .strictObject({
      table: table.optional(),
      words: z.enum(WORD_ORDERS).optional(),
      maxRegisters: z.int().min(1).max(125).default(125).describe('Most registers that the device answers at once'),
      maxGap: z.int().min(0).max(124).default(8).describe('Unused registers read along rather than asked around'),
    })
    .default({ maxRegisters: 125, maxGap: 8 }),
  identify: z
    .strictObject({
      registers: z.array(identification).max(8).optional().describe('All must hold'),
      vendor: z.string().max(200).optional().describe('Regular expression over FC 43/14 VendorName'),
      product: z.string().max(200).optional().describe('Regular expression over FC 43/14 ProductCode or ModelName'),
    })
    .optional(),
  serial: z.strictObject(register).optional(),
  firmware: z.strictObject(register).optional(),
  points: z.array(point).max(2000).default([]),
  groups: z.array(group).max(50).default([]),
})

export type ModbusProfile = z.infer<typeof modbusProfileSchema>
export type RegisterType = (typeof REGISTER_TYPES)[number]
export type WordOrder = (typeof WORD_ORDERS)[number]
export type RegisterTable = z.infer<typeof table>
