import { z } from 'zod'
import { ABSENCES, ASSUMPTIONS } from '../analysis/energy/site-energy.ts'

const figure = z.number().nullable()
const absence = z
  .object({ why: z.enum(ABSENCES), paths: z.array(z.string()).describe('the first five that it is about') })
  .optional()
const rate = { perKilowattHour: z.number(), assumed: z.boolean(), origins: z.array(z.string()) }

/** GET /api/energy/<site>?from=&to= */
export const energyAnswer = z.object({
  path: z.string(),
  from: z.number(),
  to: z.number(),
  timeZone: z.string(),
  period: z.enum(['year', 'interim']).describe('year: of 365 days or more, needs no qualifier (ISO/IEC 30134-2)'),
  coverage: z.number().describe('0 to 1: the least share that the meters of any of the energies measured'),
  siteEnergy: figure.describe('Wh: import + own generation − export'),
  itEnergy: figure,
  imported: figure,
  generated: figure,
  exported: figure,
  category: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .nullable()
    .describe('where IT energy is metered: 1 UPS output, 2 rack PDUs or their feeds, 3 devices'),
  pue: figure,
  wue: figure.describe('litres a kWh of IT'),
  cue: figure.describe('kgCO₂e a kWh of IT'),
  ref: figure.describe('0 to 1'),
  cost: figure.describe('in the currency of the tariff'),
  carbonKilograms: figure,
  waterLitres: figure,
  absent: z
    .object({ pue: absence, wue: absence, cue: absence, ref: absence, cost: absence, carbonKilograms: absence })
    .describe('why a figure is null'),
  assumed: z.array(z.enum(ASSUMPTIONS)),
  tariff: z
    .object({ ...rate, currency: z.string() })
    .nullable()
    .describe('mean over the period, weighted by import'),
  emissionFactor: z.object(rate).nullable(),
  renewable: z.object({ share: z.number(), assumed: z.boolean(), origin: z.string() }),
  meters: z.object({ imported: z.number(), generated: z.number(), it: z.number() }),
  instant: z
    .object({ at: z.number(), ratio: z.number() })
    .nullable()
    .describe('power over power of now, by rack PDUs: no PUE, which is of a period'),
  simulated: z.boolean(),
})
export type EnergyView = z.infer<typeof energyAnswer>
