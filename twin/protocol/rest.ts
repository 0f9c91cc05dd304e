import { z } from 'zod'
import { HEALTH } from '../model/health.ts'
import { STRUCTURE_KINDS } from '../model/kinds.ts'
import { QUANTITIES } from '../model/quantity.ts'
import { QUALITIES } from '../model/reading.ts'

/**
 * The REST answers, shared by server and page. Numbers are SI; times epoch milliseconds; NaN travels as null.
 * Every error has the shape `problem` (RFC 9457 names).
 */
export const problem = z.object({
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  code: z.string(),
})
export type Problem = z.infer<typeof problem>

/** What a thing is called: in Serbian Cyrillic too, where the estate says so. */
const names = { name: z.string(), nameSr: z.string().optional() }
const structure = z.looseObject({ kind: z.string(), index: z.number(), path: z.string(), ...names })
const brief = z.object({ kind: z.string(), path: z.string(), ...names })

/** GET /api/estate: every thing except devices inside racks (they come with the rack's detail). Things as in twin/model/things.ts. */
export const estateAnswer = z.object({
  ...names,
  /** What services are called, by the word that racks and devices name. */
  services: z.record(z.string(), z.object(names)).optional(),
  version: z.string(),
  extent: z.number(),
  things: z.array(structure),
})

/** The states of ISA-18.2 / IEC 62682. */
export const ALARM_STATES = [
  ...(['unacknowledged', 'acknowledged', 'returned-unacknowledged', 'normal'] as const),
  ...(['shelved', 'suppressed-by-design', 'out-of-service'] as const),
] as const
export const alarmView = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['warning', 'critical']),
  state: z.enum(ALARM_STATES),
  path: z.string(),
  thingIndex: z.number(),
  /** The point's name below the thing (`l1/current`), or the device's URL; null where the alarm is of the thing as a whole. */
  point: z.string().nullable(),
  /** Machine-readable text: the page translates `rule` and fills in these values. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string().nullable(),
  since: z.number(),
  until: z.number().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: z.number().nullable(),
  note: z.string().nullable(),
  /** Who has put it away, why, and until when. */
  shelved: z.object({ by: z.string(), reason: z.string(), at: z.number(), until: z.number() }).nullable(),
  /** The alarm, or the maintenance, that it follows from. */
  quieted: z.object({ kind: z.enum(['alarm', 'maintenance', 'out-of-service']), id: z.string() }).nullable(),
})
export type AlarmView = z.infer<typeof alarmView>
export const pointView = z.object({
  index: z.number(),
  path: z.string(),
  quantity: z.enum(QUANTITIES),
  unit: z.string(),
  /** The newest known; absent when nothing came yet. */
  latest: z
    .object({ at: z.number(), value: z.number().nullable(), quality: z.enum(QUALITIES), stale: z.boolean() })
    .optional(),
  expectedIntervalMs: z.number().optional(),
})
export type PointView = z.infer<typeof pointView>

/**
 * Where a figure of a thing comes from. `partial`: a sum in which a part is not measured, so that it is too low.
 */
/** `planned` is what the capacity analysis reckons with on a day that has not come. */
export const PROVENANCES = ['measured', 'sum-of-children', 'partial', 'unknown', 'planned'] as const

/** GET /api/things/<path> */
export const thingAnswer = z.object({
  thing: structure,
  ancestors: z.array(brief),
  children: z.array(structure),
  /** Device types by slug, for the devices among the children. */
  deviceTypes: z.record(z.string(), z.looseObject({ slug: z.string() })),
  points: z.array(pointView),
  /** For what has cords or supplies: the way up to the utility, one list a side; each step with its load where measured. */
  powerChains: z.array(
    z.object({
      side: z.string(),
      steps: z.array(
        z.object({
          ...brief.shape,
          watts: z.number().nullable(),
          ratingWatts: z.number().nullable(),
          provenance: z.enum(PROVENANCES),
        }),
      ),
    }),
  ),
  /** What this thing feeds directly. */
  feeds: z.array(brief),
  health: z.enum(HEALTH),
  /** What the colours show of it, with where it comes from; `value` null where nothing is measured. */
  figures: z.array(
    z.object({
      metric: z.enum(['temperature', 'power', 'power-use', 'humidity', 'airflow', 'age', 'space-use']),
      value: z.number().nullable(),
      provenance: z.enum(PROVENANCES),
      /** Of a sum: how many of its parts are measured, and how many there are. */
      parts: z.object({ measured: z.number(), all: z.number() }).optional(),
    }),
  ),
  /** Its own alarms and those of what is below it, worst and newest first; at most 100. */
  alarms: z.array(alarmView),
})
export type ThingAnswer = z.infer<typeof thingAnswer>

/** GET /api/history?point=…&point=…&from=&to=&buckets= */
export const historyAnswer = z.object({
  series: z.array(
    z.object({
      path: z.string(),
      quantity: z.enum(QUANTITIES),
      unit: z.string(),
      resolution: z.enum(['raw', '1m', '15m']),
      at: z.array(z.number()),
      min: z.array(z.number().nullable()),
      mean: z.array(z.number().nullable()),
      max: z.array(z.number().nullable()),
      last: z.array(z.number().nullable()),
      count: z.array(z.number()),
    }),
  ),
})
export type HistoryAnswer = z.infer<typeof historyAnswer>

/**
 * GET /api/alarms?state=&under=   POST /api/alarms/<id>/acknowledge {by, note}
 * Without `state` all that are not normal. An alarm of the system itself (journal, store) has the path '' and the index -1.
 */
export const alarmsAnswer = z.object({
  revision: z.number(),
  alarms: z.array(alarmView),
  /** More than 10 new alarms in 10 minutes are a flood (ISA-18.2). */
  flood: z.object({ active: z.boolean(), lastTenMinutes: z.number() }),
})
export const acknowledgeRequest = z.strictObject({
  /** Who says so; the signed-in user's name stands in its place where sign-in is on. */
  by: z.string().trim().min(1).max(80).optional(),
  note: z.string().trim().max(500).optional(),
})
/** POST /api/alarms/<id>/shelve: for at most a day. */
export const shelveRequest = z.strictObject({
  by: acknowledgeRequest.shape.by,
  reason: z.string().trim().min(1).max(500),
  minutes: z.number().int().min(1).max(1440),
})
const adviceText = z.object({ sr: z.string(), en: z.string() })
/** GET /api/alarm-advice: of an alarm the first rule that fits says what it means, and what to do first. */
export const adviceAnswer = z.object({
  rules: z.array(
    z.object({
      alarm: z.string(),
      severity: alarmView.shape.severity.optional(),
      kind: z.enum([...STRUCTURE_KINDS, 'device']).optional(),
      under: z.string().optional(),
      means: adviceText.optional(),
      first: adviceText.optional(),
    }),
  ),
})
export type AdviceAnswer = z.infer<typeof adviceAnswer>
export type AlarmsAnswer = z.infer<typeof alarmsAnswer>

/** GET /api/summary: the state cloud in one answer. */
export const summaryAnswer = z.object({
  at: z.number(),
  sites: z.array(
    z.object({
      path: z.string(),
      ...names,
      health: z.enum(HEALTH),
      racks: z.object({
        total: z.number(),
        critical: z.number(),
        warning: z.number(),
        unknown: z.number(),
        ok: z.number(),
      }),
      itLoad: z.object({ watts: z.number().nullable(), provenance: z.enum(PROVENANCES) }),
      itCapacity: z.object({ watts: z.number().nullable(), source: z.string() }),
      /** Of this instant, not a PUE by ISO/IEC 30134-2 (which is a year's); null where a part is not measured. */
      instantPowerRatio: z.number().nullable(),
      /** Share of what may flow without end at what is fullest after the worst single loss; null until it is computed, or not known. */
      failoverUse: z.number().nullable(),
      intakeTemperature: z.object({
        min: z.number().nullable(),
        mean: z.number().nullable(),
        max: z.number().nullable(),
      }),
      alarms: z.object({ critical: z.number(), warning: z.number() }),
    }),
  ),
  worst: z.array(alarmView),
})
export type SummaryAnswer = z.infer<typeof summaryAnswer>

/** GET /api/status: collection, journal, store, viewers. */
export const statusAnswer = z.object({
  version: z.string(),
  uptimeSeconds: z.number(),
  simulated: z.boolean(),
  viewers: z.number(),
  framesSent: z.number(),
  framesSkipped: z.number(),
  /** Readings that came since the start, and those ignored as older than the one held or from the future. */
  readings: z.number(),
  readingsIgnored: z.number(),
  /** Points whose path names nothing of the estate. */
  pointsUnplaced: z.number(),
  alarmLogHealthy: z.boolean(),
  collector: z.looseObject({}).nullable(),
  /** How many are counted, and why the file cannot be used where it is broken; null where there are none here. */
  reservations: z.object({ count: z.number(), fault: z.string().nullable() }).nullable(),
})
export type StatusAnswer = z.infer<typeof statusAnswer>

/** GET/POST /api/simulator/faults, DELETE /api/simulator/faults/<id>; 404 where no simulator runs. */
export const faultRequest = z.strictObject({ name: z.string().max(64), path: z.string().max(512) })
export const faultsAnswer = z.object({
  known: z.array(z.string()),
  active: z.array(z.object({ id: z.string(), name: z.string(), path: z.string(), since: z.number() })),
})
export type FaultsAnswer = z.infer<typeof faultsAnswer>

/** GET /api/search?q= : paths, names, services and alarms, best first. */
export const searchAnswer = z.object({
  hits: z.array(
    z.object({
      ...brief.shape,
      /** What the words were found in; `kind` where it was the word for such things. */
      matched: z.enum(['name', 'path', 'service', 'kind', 'alarm']),
      /** The service's or alarm rule's name, where that is what was found. */
      detail: z.string().optional(),
    }),
  ),
})
export type SearchAnswer = z.infer<typeof searchAnswer>

/** GET /api/points?under=&quantity= : the points of a thing and of what is below it. */
export const pointsAnswer = z.object({ points: z.array(pointView), more: z.boolean() })

/** GET /api/dead-letters: readings that the store will never take, newest first. */
export const deadLettersAnswer = z.object({
  deadLetters: z.array(
    z.object({ at: z.number(), point: z.string(), value: z.number().nullable(), reason: z.string() }),
  ),
})
export type DeadLettersAnswer = z.infer<typeof deadLettersAnswer>

/** POST /api/backup {name}: a copy below the data folder's `backups/`. */
export const backupRequest = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(63),
})
export const backupAnswer = z.object({ folder: z.string(), milliseconds: z.number() })

/** GET/POST/DELETE /api/session */
export const sessionRequest = z.strictObject({ name: z.string().min(1).max(64), password: z.string().min(1).max(256) })
export const sessionAnswer = z.object({
  /** False on loopback without a users file: everybody may do everything. */
  signInRequired: z.boolean(),
  user: z.object({ name: z.string(), role: z.enum(['viewer', 'operator']) }).nullable(),
})
export type SessionAnswer = z.infer<typeof sessionAnswer>

/** GET /api/quantiles?point=&from=&to=&q= */
export const quantilesAnswer = z.object({
  path: z.string(),
  unit: z.string(),
  quantiles: z.array(z.object({ q: z.number(), value: z.number().nullable() })),
})
