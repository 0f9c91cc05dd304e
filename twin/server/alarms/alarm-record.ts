import { z } from 'zod'
import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { QUANTITIES, UNIT_OF, type Unit } from '../../model/quantity.ts'

const UNITS = [...new Set(QUANTITIES.map((quantity) => UNIT_OF[quantity]))] as readonly Unit[]
const time = z.number()
const quieting = z.object({ kind: z.enum(['alarm', 'maintenance', 'out-of-service']), id: z.string() }).nullable()

/** An alarm as it lies on disk. */
const storedAlarm = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['warning', 'critical']),
  state: z.enum(['unacknowledged', 'acknowledged', 'returned-unacknowledged', 'normal']),
  path: z.string(),
  point: z.string().nullable(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.enum(UNITS).nullable(),
  since: time,
  until: time.nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: time.nullable(),
  note: z.string().nullable(),
  // Lines that were written before alarms could be put away have neither.
  shelved: z.object({ by: z.string(), reason: z.string(), at: time, until: time }).nullable().default(null),
  quieted: quieting.default(null),
  quietedBefore: z.array(z.object({ quieted: quieting, until: time })).optional(),
})

/** A line of the alarm log: the whole alarm after a change, so that replaying a line twice is harmless. */
export const alarmRecord = z.object({
  revision: z.number(),
  alarm: storedAlarm.transform((alarm) => alarm as unknown as Alarm),
})

/** What the log begins with. */
export const bookState = z.object({
  revision: z.number(),
  lastId: z.number(),
  alarms: z.array(alarmRecord.shape.alarm),
})
