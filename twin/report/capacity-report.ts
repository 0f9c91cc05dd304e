import { z } from 'zod'
import { energyAnswer } from '../protocol/energy.ts'
import { forecastAnswer } from '../protocol/forecast.ts'

const figure = z.number().nullable()
const named = { path: z.string(), name: z.string(), nameSr: z.string().optional() }

const place = z.object({
  ...named,
  kind: z.string(),
  racks: z.number(),
  space: z.object({ units: z.number(), taken: z.number(), free: z.number(), largestRun: z.number() }),
  power: z.object({
    /** Watts drawn; `unknown` devices draw more. */
    draws: figure,
    unknown: z.number(),
    /** Watts that may still be drawn without any single loss overloading anything. */
    free: figure,
    /** What allows no more, and its use after the worst single loss. */
    full: z.object({ path: z.string(), worst: figure, by: z.string().nullable() }).nullable(),
  }),
  cooling: z.object({ capacity: figure, free: figure }).nullable(),
  reserved: z
    .object({ units: z.number(), watts: z.number() })
    .nullable()
    .describe('from the day of the report on: not among what is used or free; null: nobody was asked'),
  binding: z.enum(['space', 'weight', 'power', 'cooling', 'unknown']),
  stranded: z.object({ watts: figure, units: figure }),
  forecast: forecastAnswer.nullable().describe('null: no history was asked'),
})

const alarm = z.object({
  rule: z.string(),
  severity: z.enum(['warning', 'critical']),
  path: z.string(),
  since: z.number(),
  until: z.number().nullable(),
})

const site = z.object({
  ...named,
  timeZone: z.string(),
  from: z.number(),
  to: z.number().describe('exclusive; of a month that goes on, when the report was made'),
  places: z.array(place).describe('the site, then its halls'),
  energy: energyAnswer.nullable().describe('null: no history was asked'),
  alarms: z
    .object({ critical: z.number(), warning: z.number(), worst: z.array(alarm) })
    .nullable()
    .describe('that held in the month'),
  findings: z.array(z.object({ kind: z.string(), count: z.number(), paths: z.array(z.string()) })),
})

/** The capacity of an estate for management, of a month. */
export const capacityReport = z.object({
  estate: z.string(),
  estateSr: z.string().optional().describe('in Serbian Cyrillic'),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  madeAt: z.number().describe('epoch ms: what is used and free is of this instant'),
  isWhole: z.boolean().describe('false: the month goes on'),
  from: z.enum(['server', 'declared']).describe('declared: no server was asked, all rests on the estate files'),
  basis: z.object({
    loads: z.enum(['measured', 'declared']),
    measured: z.number(),
    allocated: z.number(),
    devices: z.number(),
  }),
  simulated: z.boolean(),
  sites: z.array(site),
})

export type CapacityReport = z.infer<typeof capacityReport>
export type ReportSite = CapacityReport['sites'][number]
export type ReportPlace = ReportSite['places'][number]
