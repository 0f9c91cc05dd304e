import { z } from 'zod'
import { readDay } from '../../model/day.ts'
import { isSegment } from '../../model/path.ts'
import { STAGE_GATES } from '../../model/programme.ts'
import { readWork } from '../../model/work-amount.ts'
import { source, text } from '../schema/common.ts'
import { area, power } from '../schema/figure.ts'
import { record } from '../schema/record.ts'
import { edits, path, places } from './planned-edits.ts'
import { spelled } from './spelled.ts'
import { readLink } from './work-text.ts'

const MOST_ACTIVITIES = 20_000
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const REAL_DAY = spelled(
  (given) => readDay(given) !== undefined,
  'is no day of the calendar',
  'year-month-day: 2027-03-01',
)
/** Nobody plans further: of thousands of years each month would be told. */
const LAST_DAY = '2199-12-31'
export const day = REAL_DAY.superRefine((given, context) => {
  if (readDay(given) !== undefined && given > LAST_DAY)
    context.addIssue({
      ...{ code: 'custom', message: 'is too far away' },
      params: { found: given, allowed: `a day until ${LAST_DAY}; nothing, where there is no limit` },
    })
})
export const id = spelled(isSegment, 'is no id', 'lower-case letters, digits and hyphens: block-2-cabling')
const work = spelled(
  (given) => (readWork(given)?.amount ?? -1) >= 0,
  'is no work',
  'days or weeks of its calendar, or hours: 20 d, 3 w, 16 h; 0 d for a milestone',
)
const link = spelled(
  (given) => readLink(given) !== undefined,
  'is no link',
  'an activity, the kind of link where it is not FS, a lag, and the calendar that counts it: excavation; excavation SS + 10 d; cables FF - 2 d; concrete + 168 h by always',
)

const SHIFT = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/

/** `08:00-16:00` in minutes of the day; undefined for anything else. */
export function readShift(written: string): { readonly from: number; readonly until: number } | undefined {
  const [, hour, minute, untilHour, untilMinute] = SHIFT.exec(written) ?? []
  const from = Number(hour) * 60 + Number(minute)
  const until = Number(untilHour) * 60 + Number(untilMinute)
  return hour !== undefined && from < until && until <= 1_440 ? { from, until } : undefined
}

const shifts = z
  .array(spelled((given) => readShift(given) !== undefined, 'is no shift', 'from and until: 08:00-16:00, until 24:00'))
  .max(12)
  .superRefine((given, context) => {
    for (const [place, one] of given.entries()) {
      const before = readShift(given[place - 1] ?? '')
      const own = readShift(one)
      if (before && own && own.from < before.until)
        context.addIssue({
          ...{ code: 'custom', path: [place], message: 'begins before the shift above ends' },
          params: { found: one, allowed: 'shifts in the order of the day, none over another' },
        })
    }
  })

const calendar = record({
  id,
  name: text,
  workdays: z.array(z.enum(WEEKDAYS)).min(1).max(7).default(['mon', 'tue', 'wed', 'thu', 'fri']),
  shifts: shifts.min(1),
  days: z
    .partialRecord(z.enum(WEEKDAYS), shifts.min(1))
    .default({})
    .describe('Shifts of weekdays on which they differ: sat: [07:00-12:00].'),
  holidays: z
    .enum(['serbia', 'none'])
    .default('serbia')
    .describe("Of the state, by law; another year's decrees are exceptions."),
  exceptions: z
    .array(
      record({
        from: day,
        until: day.optional().describe('The last day; only the first where it is left out.'),
        shifts: shifts.default([]).describe('None on days off.'),
        note: text.optional(),
      }),
    )
    .max(1_000)
    .default([]),
})

const sum = record({
  amount: z.number().min(0).max(1e13).describe('In the currency of the programme.'),
  source,
  note: text.max(1_000).optional(),
})

const handsOver = record({
  area: area.optional(),
  racks: z.int().min(1).max(1_000_000).optional(),
  power: power.optional().describe('For computing; ready after a test of level 5 only.'),
  cooling: power.optional().describe('Heat that can be taken away.'),
  connections: z.int().min(1).max(1_000_000).optional(),
  place: path.optional().describe('Whose supply it is; that of the site of its package where it is left out.'),
})

const said = {
  name: text,
  nameSr: text.optional(),
  source: source.optional().describe('Of dates and durations; that of what is around it where it is left out.'),
  note: text.max(1_000).optional(),
  noteSr: text.max(1_000).optional(),
}

const activity = record({
  id,
  ...said,
  calendar: id.optional().describe('The first one where it is left out.'),
  duration: work,
  kind: z.enum(['task', 'level-of-effort']).default('task'),
  after: z.array(link).max(500).default([]),
  startNoEarlier: day.optional(),
  startNoLater: day.optional(),
  finishNoEarlier: day.optional(),
  finishNoLater: day.optional().describe('The day by whose end it must be done.'),
  mustStart: day
    .optional()
    .describe('The day on which it begins; links still count, and what clashes is told as negative float.'),
  mustFinish: day.optional().describe('The day by whose end it is done, and not before.'),
  estimate: record({ low: work, likely: work.optional(), high: work })
    .optional()
    .describe('Of the duration, at best, most likely (the duration where it is left out) and at worst.'),
  gate: z.enum(STAGE_GATES).optional().describe('Stage of EN 50600-1 that is passed when it is done.'),
  level: z.literal([1, 2, 3, 4, 5]).optional().describe('Level of commissioning that is passed when it is done.'),
  handsOver: handsOver.optional(),
  ...edits,
  budget: sum.optional(),
})

const workPackage = record({
  id,
  ...said,
  place: path.optional(),
  places: z.array(places).max(1_000).optional().describe('What else it builds, that is ready when that is.'),
  ...edits,
  budget: sum.optional(),
  activities: z.array(activity).min(1).max(MOST_ACTIVITIES),
})

const baseline = record({
  id,
  name: text,
  nameSr: text.optional(),
  set: day,
  dates: z.record(z.string(), z.tuple([day, day])).describe('First and last day of each activity, by id.'),
})

/** What a report says, wherever it stands. */
export const reportFields = {
  activity: id,
  at: day,
  by: text,
  source: source.default('survey').describe('Who reports saw it, unless something else is said.'),
  percent: z.number().min(0).max(100),
  started: day.optional(),
  finished: day.optional(),
  remaining: work.optional(),
  cost: z.number().min(0).max(1e13).optional(),
  evidence: z.string().min(1).max(1_000).optional(),
  note: z.string().min(1).max(2_000).optional(),
}
const report = record(reportFields)

const demand = record({
  id,
  name: text,
  nameSr: text.optional(),
  place: path.describe('A site, or a place in one.'),
  from: day,
  until: day.optional().describe('The first day on which it is wanted no more.'),
  power: power.optional(),
  racks: z.int().min(1).max(1_000_000).optional(),
  area: area.optional(),
  priority: z
    .int()
    .min(0)
    .max(1_000)
    .optional()
    .describe('Of those of one day the lower is served first; usual is 100.'),
  made: day.optional().describe('When it was asked for.'),
  includes: z.array(id).max(1_000).optional().describe('Ids of reservations and plans that are a part of it.'),
  source: source.optional(),
  note: text.max(1_000).optional(),
  noteSr: text.max(1_000).optional(),
}).superRefine(({ area, from, power, racks, until }, context) => {
  const wrong = (at: string, message: string, found: string, allowed: string) =>
    context.addIssue({ code: 'custom', path: [at], message, params: { found, allowed } })
  if (power === undefined && racks === undefined && area === undefined)
    wrong('id', 'asks for nothing', 'neither power nor racks nor area', 'one of them or more')
  if (until !== undefined && until <= from) wrong('until', 'ends before it begins', until, `a day after ${from}`)
})

const risk = record({
  id,
  ...said,
  percent: z.number().min(0).max(100).describe('How likely it is to happen.'),
  delays: z
    .record(z.string(), record({ low: work, likely: work, high: work }))
    .refine((given) => Object.keys(given).length > 0, { error: 'strikes nothing: name an activity or more' })
    .describe(
      'Work that it then adds to each activity, at best, most likely and at worst, by id: all by the same luck.',
    ),
})

/** A programme file. */
export const programmeFile = record({
  version: z.literal(1),
  name: text.optional(),
  nameSr: text.optional(),
  note: text.max(1_000).optional(),
  noteSr: text.max(1_000).optional(),
  currency: z.string().regex(/^[A-Z]{3}$/, { error: 'three letters of ISO 4217: EUR' }),
  dataDate: day,
  scenario: z.boolean().default(false).describe('It is made up, and every screen says so.'),
  source,
  calendars: z.array(calendar).min(1).max(50),
  packages: z.array(workPackage).min(1).max(2_000),
  baselines: z.array(baseline).max(50).default([]),
  reports: z.array(report).max(200_000).default([]),
  risks: z.array(risk).max(500).optional().describe('What may strike several activities together.'),
  demand: z.array(demand).max(2_000).optional().describe('What somebody will want, besides reservations and plans.'),
})

export const WEEK = WEEKDAYS
export type WrittenProgramme = z.output<typeof programmeFile>
export type WrittenActivity = WrittenProgramme['packages'][number]['activities'][number]
export type WrittenCalendar = WrittenProgramme['calendars'][number]
