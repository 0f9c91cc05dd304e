import { z } from 'zod'
import { HEALTH } from '../model/health.ts'
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

/** GET /api/estate: every thing except devices inside racks (they come with the rack's detail). Things as in twin/model/things.ts. */
export const estateAnswer = z.object({
  name: z.string(),
  version: z.string(),
  extent: z.number(),
  things: z.array(z.looseObject({ kind: z.string(), index: z.number(), path: z.string(), name: z.string() })),
})

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

/** GET /api/things/<path> */
export const thingAnswer = z.object({
  thing: z.looseObject({ kind: z.string(), index: z.number(), path: z.string(), name: z.string() }),
  ancestors: z.array(z.object({ kind: z.string(), path: z.string(), name: z.string() })),
  children: z.array(z.looseObject({ kind: z.string(), index: z.number(), path: z.string(), name: z.string() })),
  /** Device types by slug, for the devices among the children. */
  deviceTypes: z.record(z.string(), z.looseObject({ slug: z.string() })),
  points: z.array(pointView),
  /** For what has cords or supplies: the way up to the utility, one list a side; each step with its load where measured. */
  powerChains: z.array(
    z.object({
      side: z.string(),
      steps: z.array(
        z.object({
          kind: z.string(),
          path: z.string(),
          name: z.string(),
          watts: z.number().nullable(),
          ratingWatts: z.number().nullable(),
          provenance: z.enum(['measured', 'sum-of-children', 'nameplate', 'unknown']),
        }),
      ),
    }),
  ),
  /** What this thing feeds directly. */
  feeds: z.array(z.object({ kind: z.string(), path: z.string(), name: z.string() })),
  health: z.enum(HEALTH),
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

/** ISA-18.2 / IEC 62682 states that the first form knows. */
export const ALARM_STATES = ['unacknowledged', 'acknowledged', 'returned-unacknowledged', 'normal'] as const
export const alarmView = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['warning', 'critical']),
  state: z.enum(ALARM_STATES),
  path: z.string(),
  thingIndex: z.number(),
  /** Machine-readable text: the page translates `rule` and fills in these values. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string().nullable(),
  since: z.number(),
  until: z.number().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: z.number().nullable(),
  note: z.string().nullable(),
})
export type AlarmView = z.infer<typeof alarmView>
/** GET /api/alarms?state=&under=   POST /api/alarms/<id>/acknowledge {by, note} */
export const alarmsAnswer = z.object({ revision: z.number(), alarms: z.array(alarmView) })
export type AlarmsAnswer = z.infer<typeof alarmsAnswer>

/** GET /api/summary: the state cloud in one answer. */
export const summaryAnswer = z.object({
  at: z.number(),
  sites: z.array(
    z.object({
      path: z.string(),
      name: z.string(),
      health: z.enum(HEALTH),
      racks: z.object({
        total: z.number(),
        critical: z.number(),
        warning: z.number(),
        unknown: z.number(),
        ok: z.number(),
      }),
      itLoad: z.object({ watts: z.number().nullable(), provenance: z.string() }),
      itCapacity: z.object({ watts: z.number().nullable(), source: z.string() }),
      /** Of this instant, not a PUE by ISO/IEC 30134-2 (which is a year's); null where a part is not measured. */
      instantPowerRatio: z.number().nullable(),
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
  collector: z.looseObject({}).nullable(),
})
export type StatusAnswer = z.infer<typeof statusAnswer>

/** GET/POST /api/simulator/faults, DELETE /api/simulator/faults/<id>; 404 where no simulator runs. */
export const faultRequest = z.strictObject({ name: z.string().max(64), path: z.string().max(512) })
export const faultsAnswer = z.object({
  known: z.array(z.string()),
  active: z.array(z.object({ id: z.string(), name: z.string(), path: z.string(), since: z.number() })),
})
export type FaultsAnswer = z.infer<typeof faultsAnswer>
