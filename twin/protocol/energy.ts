import { z } from 'zod'
import { PLANNED_ASSUMPTIONS } from '../analysis/energy/planned-energy.ts'
import { ABSENCES, ASSUMPTIONS } from '../analysis/energy/site-energy.ts'
import { basis } from './planning.ts'

const figure = z.number().nullable()
const absence = z
  .object({ why: z.enum(ABSENCES), paths: z.array(z.string()).describe('the first five that it is about') })
  .optional()
const rate = { perKilowattHour: z.number(), assumed: z.boolean(), origins: z.array(z.string()) }

const planned = z.object({
  it: figure.describe('W that go into rack PDUs'),
  cooling: figure.describe('W of cooling units and chillers'),
  losses: figure.describe('W: what is drawn from the grid and is neither'),
  site: figure.describe('W drawn from the grid'),
  ratio: figure.describe(
    'power over power as planned: no PUE, which is measured; null where the draw of IT is not known whole',
  ),
  atLeast: z.boolean().describe('there is more whose draw nobody knows: all figures are the least'),
  unknown: z.array(z.string()).describe('the first five of those'),
  reserved: z.number().describe('W that are reserved or planned for then and are not in the other figures'),
  energyPerYear: figure.describe('Wh of 365 days at that draw'),
  costPerYear: figure.describe('in the currency of the tariff'),
  carbonKilogramsPerYear: figure,
  assumed: z.array(z.enum(PLANNED_ASSUMPTIONS)),
  lossless: z.array(z.string()).describe('the first five that lose power and do not say how much'),
  basis: basis.describe('what of it is drawn today by what stands today is taken from there'),
})

/** GET /api/energy/<site>?from=&to=, or ?at=&days= */
export const energyAnswer = z.object({
  path: z.string(),
  day: z.string().nullable().describe('the other day that it is about; null: now'),
  basis: z
    .enum(['measured', 'planned'])
    .describe('planned: of a day to come, on which nothing is measured: all figures are null but `planned`'),
  planned: planned.nullable().describe('what the estate of a day to come is reckoned to draw'),
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
