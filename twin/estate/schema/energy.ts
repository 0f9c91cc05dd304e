import { z } from 'zod'
import { text } from './common.ts'
import { record } from './record.ts'

const day = z.iso.date()
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, as `22:00`')
const perKilowattHour = z.number().min(0).max(1_000_000)
const origin = text.describe('Where it is written: a contract, an invoice, a price list.')

const price = record({
  from: day.describe('The first day that it holds.'),
  perKilowattHour: perKilowattHour.describe('Money a kWh, outside of all bands.'),
  bands: z
    .array(record({ from: clock, to: clock, perKilowattHour }))
    .min(1)
    .max(24)
    .optional()
    .describe('Times of each day with a price of their own; the first that fits counts.'),
  origin,
})

const bill = record({ from: day, to: day.describe('Exclusive.'), cubicMetres: z.number().min(0), origin })

/** What energy costs and emits. */
export const energyTerms = record({
  tariff: record({
    currency: z.string().regex(/^[A-Z]{3}$/, 'a currency by ISO 4217, as `EUR`'),
    prices: z.array(price).min(1).max(200),
  })
    .optional()
    .describe('Money for what is imported.'),
  emissionFactors: z
    .array(record({ from: day, perKilowattHour: z.number().min(0).max(10), origin }))
    .min(1)
    .max(200)
    .optional()
    .describe('kgCO₂e a kWh that is imported.'),
  renewable: record({ share: z.number().min(0).max(1), origin })
    .optional()
    .describe('Share of what is imported that certificates are kept for.'),
  water: z.array(bill).min(1).max(1000).optional().describe('What the site used, by bill.'),
}).describe(
  'Tariff, emission factor, renewable share and water, each with the day that it holds from and where it is written; see energy.md. What is left out is assumed, and said so.',
)
