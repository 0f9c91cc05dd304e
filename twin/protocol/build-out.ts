import { z } from 'zod'
import { MEASURES } from '../analysis/build-out/readiness.ts'
import { DEMAND_KINDS } from '../analysis/supply/demand.ts'
import { STAGE_GATES } from '../model/programme.ts'
import { SOURCES } from '../model/source.ts'
import { dayText } from './reservations.ts'

/** The REST answers about what is built when. Days are ISO; power is in watts, area in square metres, work and float in minutes of work. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const measure = z.enum(MEASURES)
const source = z.enum(SOURCES)
const named = { name: z.string(), nameSr: z.string().optional() }
const noted = { note: z.string().optional(), noteSr: z.string().optional() }
const handsOver = z.object({
  area: z.number().optional(),
  racks: z.number().optional(),
  power: z.number().optional(),
  cooling: z.number().optional(),
  connections: z.number().optional(),
})

const activity = z.object({
  id: z.string(),
  ...named,
  ...noted,
  package: z.string(),
  calendar: z.string(),
  kind: z.enum(['task', 'milestone', 'level-of-effort']),
  source,
  /** As the schedule leads to, or as it was. */
  start: day,
  finish: day,
  lateStart: day,
  lateFinish: day,
  /** Null once it is finished. */
  totalFloat: z.number().nullable(),
  freeFloat: z.number().nullable(),
  /** Minutes of work on a whole day of its calendar: what float and duration are divided by to be told in days. */
  dayMinutes: z.number(),
  /** Minutes of work that it takes in all; 0 of a milestone. */
  duration: z.number(),
  isCritical: z.boolean(),
  /** On the chain that the last day hangs on. */
  isLongest: z.boolean(),
  /** From 0 to 1, by its last report; null where nobody reported. */
  done: z.number().nullable(),
  started: day.nullable(),
  finished: day.nullable(),
  /** Who said it last, and when. */
  reported: z.object({ at: day, by: z.string(), source }).nullable(),
  gate: z.enum(STAGE_GATES).optional(),
  level: z.number().int().optional(),
  handsOver: handsOver.optional(),
  /** By whose end somebody set that it must be. */
  due: day.nullable(),
  /** By the id of each baseline that has it: first and last day. */
  baselines: z.record(z.string(), z.tuple([day, day])),
  /** Calendar days that its finish moves by what is supposed; 0 where nothing is. */
  moved: z.number(),
})

const step = z.object({
  day,
  isBuilt: z.boolean(),
  measure,
  amount: z.number(),
  activity: z.string(),
  package: z.string(),
})

const milestone = z.object({
  activity: z.string(),
  day,
  isDone: z.boolean(),
  planned: day.nullable(),
  due: day.nullable(),
  /** Calendar days after the baseline, else after what is due; less than nothing is early, null where there is neither. */
  late: z.number().nullable(),
  float: z.number().nullable(),
})

const figures = z.object({
  budget: z.number(),
  planned: z.number(),
  earned: z.number(),
  actual: z.number().nullable(),
  scheduleVariance: z.number(),
  schedulePerformance: z.number().nullable(),
  costVariance: z.number().nullable(),
  costPerformance: z.number().nullable(),
  estimateAtCompletion: z.number().nullable(),
  toCompletePerformance: z.number().nullable(),
  /** In months of the baseline. */
  earnedSchedule: z.number(),
  actualTime: z.number(),
  schedulePerformanceTime: z.number().nullable(),
})

const curve = z.object({
  measure: z.enum(['money', ...MEASURES]),
  /** The day before the baseline begins, then ends of months. */
  ends: z.array(day),
  /** Of what the baseline has; zeros where there is no baseline, or where it plans nothing of the measure. */
  planned: z.array(z.number()),
  /** What was earned by each end until the data date; empty where it is not known. */
  earned: z.array(z.number()),
  /** What was spent by each end until the data date; empty where it is not known. */
  actual: z.array(z.number()),
  /** What the schedule leads to by each end: of what the baseline has, of everything where it plans nothing of the measure. */
  expected: z.array(z.number()),
  figures: figures.nullable(),
  /** Why there are no figures. */
  why: z.enum(['not-reported', 'nothing-planned']).nullable(),
  /** Activities that nobody reports, where that is why. */
  unreported: z.array(z.string()),
})

/** A delay that is supposed: work that comes on top of an activity, in minutes of its calendar. */
const delay = z.object({ activity: z.string(), minutes: z.number().int() })

export const scenarioView = z.object({
  id: z.string(),
  ...named,
  /** `delays` shift the programme; `programme` is another file, made up to show or to try something. */
  kind: z.enum(['delays', 'programme']),
  by: z.string().nullable(),
  made: day.nullable(),
  note: z.string().nullable(),
  noteSr: z.string().optional(),
  delays: z.array(delay),
})

/** GET /api/build-out?scenario=…&baseline=…&delay=shell:6w&delay=…&outOfSequence=… */
export const buildOutAnswer = z.object({
  /** Changes with all that it is made of. */
  version: z.string(),
  currency: z.string(),
  dataDate: day,
  isScenario: z.boolean(),
  /** Id of the scenario that it is of; null is the programme itself. */
  scenario: z.string().nullable(),
  /** All that are supposed: those of the scenario and those of the question, one of each activity. */
  delays: z.array(delay),
  /** Why a file cannot be read, for people; the answer is of what was read before. */
  fault: z.string().nullable(),
  baseline: z.string().nullable(),
  baselines: z.array(z.object({ id: z.string(), ...named, set: day })),
  scenarios: z.array(scenarioView),
  calendars: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Monday to Sunday: is work done on it? */
      week: z.array(z.boolean()).length(7),
      /** Minutes of work in a week. */
      weekMinutes: z.number(),
      /** Days that differ from the week, from the first start to the last finish: is work done on it? */
      exceptions: z.array(z.tuple([day, z.boolean()])),
    }),
  ),
  packages: z.array(
    z.object({
      id: z.string(),
      ...named,
      ...noted,
      place: z.string().nullable(),
      /** What else it builds. */
      places: z.array(z.string()).optional(),
      source,
      budget: z.object({ amount: z.number(), source }).nullable(),
    }),
  ),
  activities: z.array(activity),
  /** Places of both in `activities`, the kind, and the lag in minutes of work. */
  links: z.array(z.tuple([z.number().int(), z.number().int(), z.enum(['FS', 'SS', 'FF', 'SF']), z.number()])),
  milestones: z.array(milestone),
  ready: z.object({
    steps: z.array(step),
    untested: z.array(z.object({ activity: z.string(), package: z.string(), power: z.number() })),
    /** As each baseline wanted it, by its id; what stood already on the day on which it was set is in it. */
    planned: z.record(z.string(), z.array(step)),
  }),
  curves: z.array(curve),
  /** Whether anything that is still open is estimated: else nothing can be told of the risk of the dates. */
  hasRisk: z.boolean(),
})

/** GET /api/build-out/risk */
export const buildOutRiskAnswer = z.object({
  runs: z.number().int(),
  seed: z.number().int(),
  finish: z.object({ p50: day, p80: day }),
  handOvers: z.array(z.object({ activity: z.string(), p50: day, p80: day })),
  /** What moves the last day most, between its best and its worst tenth, in calendar days. */
  drivers: z.array(z.object({ activity: z.string(), correlation: z.number(), swing: z.number() })),
  /** What may strike several activities together, with its chance from 0 to 1, and by how many days the last day is later, by means, where it does. */
  shared: z.array(
    z.object({
      ...{ id: z.string(), ...named, chance: z.number(), activities: z.array(z.string()), later: z.number() },
      /** The hand-over that it delays most where it strikes, and by how many days; absent where it delays none. */
      most: z.object({ activity: z.string(), later: z.number() }).optional(),
    }),
  ),
})

/** What people call a place, in Serbian where it has such a name; nothing where its path is all that is known. */
const placeNamed = { placeName: z.string().optional(), placeNameSr: z.string().optional() }

/** What somebody or something wants; of `forecast` it is what is used now and what that grows to. */
const demand = z.object({
  id: z.string(),
  ...named,
  kind: z.enum(DEMAND_KINDS),
  place: z.string(),
  measure,
  from: day,
  /** At most, in that time. */
  wanted: z.number(),
  source,
})

/** GET /api/build-out/supply, with the query of GET /api/build-out */
export const supplyAnswer = z.object({
  /** From which day on it is told. */
  dataDate: day,
  pools: z.array(
    z.object({
      /** Path of the site or place whose supply it is. */
      place: z.string(),
      ...placeNamed,
      measure,
      /** What is there, what is used, and what is left or short from each day on. */
      steps: z.array(z.object({ day, supply: z.number(), demand: z.number() })),
      /** What the figures of today rest on. */
      basis: z.enum(['measured', 'declared', 'assumed']),
      /** Whether what is used grows by a forecast, or is held as it is for want of one. */
      growth: z.enum(['forecast', 'held']),
    }),
  ),
  /** What is to come besides what is used. */
  demands: z.array(demand.extend({ until: day.nullable() })),
  /** By day: who has no room, or not enough of it. */
  unmet: z.array(
    demand.extend({
      ...placeNamed,
      /** When there is room for it; null where the programme leads to none. */
      until: day.nullable(),
      /** Path of the site or place whose supply does not suffice. */
      pool: z.string(),
      short: z.number(),
      /** The hand-over that it waits for; null where there is none. */
      waitsFor: z.string().nullable(),
    }),
  ),
})

const CONTROLS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u
/** What people write in one line, as a file of text can hold it. */
const line = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((text) => !CONTROLS.test(text), { error: 'must be one line without control characters' })
/** The same in several lines. */
const lines = z
  .string()
  .min(1)
  .max(2_000)
  .refine((text) => !CONTROLS.test(text.replaceAll('\n', '')), { error: 'must be lines without control characters' })
/** Work that a file can tell, in minutes: hours of five digits. */
const MOST_MINUTES = 99_999 * 60

/** POST /api/build-out/progress */
export const progressRequest = z.strictObject({
  activity: z.string().min(1).max(200),
  at: dayText,
  /** Of the work, from 0 to 100. */
  percent: z.number().min(0).max(100),
  started: dayText.optional(),
  finished: dayText.optional(),
  /** Work that is left, in minutes of its calendar. */
  remaining: z.number().int().min(0).max(MOST_MINUTES).optional(),
  cost: z.number().min(0).max(1e13).optional(),
  evidence: line(500).optional(),
  note: lines.optional(),
  /** Who says it, where nobody is signed in. */
  by: line(100).optional(),
})

export const progressEntry = progressRequest.extend({
  id: z.string(),
  /** As its file has them, where people write too. */
  ...{ by: z.string(), evidence: z.string().optional(), note: z.string().optional() },
  ...{ remaining: z.number().optional(), cost: z.number().optional() },
  source,
  /** When it was entered, ISO with time. */
  entered: z.string(),
  withdrawn: z.object({ by: z.string(), at: z.string() }).nullable(),
})

/** Who takes a report back, where nobody is signed in. */
export const whoTakesBack = line(100).optional()

/** What POST /api/build-out/progress answers. */
export const progressMade = progressEntry.extend({
  /** What was reported until that day, from 0 to 100, where it was more: going back is allowed, and told. */
  before: z.number().nullable(),
})

/** GET /api/build-out/progress: the newest first. */
export const progressAnswer = z.object({ entries: z.array(progressEntry) })

/** GET /api/build-out/scenarios */
export const scenariosAnswer = z.object({ scenarios: z.array(scenarioView) })

/** POST /api/build-out/scenarios */
export const scenarioRequest = z.strictObject({
  name: line(100),
  note: lines.optional(),
  delays: z
    .array(delay.extend({ minutes: z.number().int().min(-MOST_MINUTES).max(MOST_MINUTES) }))
    .min(1)
    .max(100),
  by: line(100).optional(),
})

export type BuildOutView = z.infer<typeof buildOutAnswer>
export type BuildOutActivity = BuildOutView['activities'][number]
export type BuildOutMilestone = BuildOutView['milestones'][number]
export type BuildOutCurve = BuildOutView['curves'][number]
export type ReadyStepView = BuildOutView['ready']['steps'][number]
export type BuildOutRiskView = z.infer<typeof buildOutRiskAnswer>
export type SupplyView = z.infer<typeof supplyAnswer>
export type ScenarioView = z.infer<typeof scenarioView>
export type ScenarioRequest = z.infer<typeof scenarioRequest>
export type ProgressAnswer = z.infer<typeof progressAnswer>
export type ProgressMadeView = z.infer<typeof progressMade>
export type ProgressRequest = z.infer<typeof progressRequest>
export type ProgressEntryView = z.infer<typeof progressEntry>
