import { z } from 'zod'
import { DRIFT_KINDS, EVENT_AREAS, EVENT_SEVERITIES } from '../model/security-event.ts'

/** More than this is no list that people work through; what is more is told to be so. */
export const MOST_EVENTS_RAISED = 500

const line = (most: number) => z.string().max(most)
const text = z.object({ en: line(2_000), sr: line(2_000) })
const write = z.object({ manager: line(200), operation: line(40), at: line(40).nullable() })

const raisedEvent = z.object({
  /** The same for what is seen again. */
  key: line(1_500).min(1),
  severity: z.enum(EVENT_SEVERITIES),
  area: z.enum(EVENT_AREAS),
  kind: z.enum(DRIFT_KINDS),
  site: line(100).min(1),
  /** Null for what no stack declares. */
  stack: line(200).nullable(),
  object: line(700).min(1),
  /** Null where it is the whole object. */
  field: line(700).nullable(),
  /** Null where there is none, or it is not to be shown. */
  declared: line(300).nullable(),
  live: line(300).nullable(),
  /** The program that wrote the field; null where the Kubernetes API does not know. */
  who: write.nullable(),
  lastWrite: write.nullable(),
  construct: line(700).nullable(),
  line: line(300).nullable(),
  /** In plain words, in both languages. */
  means: text,
  action: text,
})

/** POST /api/security-events: what one look found. Open events of the places that it covers, and that it does not tell again, are over. */
export const securityEventsRequest = z.strictObject({
  source: z.literal('drift'),
  covers: z
    .array(
      z.object({
        site: line(100).min(1),
        stack: line(200).nullable(),
        /** Not all that was found there is told: nothing of it is over for not being told. */
        isCut: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(1_000),
  events: z.array(raisedEvent).max(MOST_EVENTS_RAISED),
})

/** What came of it. */
export const securityEventsTold = z.object({ opened: z.number(), seenAgain: z.number(), closed: z.number() })

export const securityEventView = raisedEvent.extend({
  /** `s17` */
  id: z.string(),
  source: z.literal('drift'),
  firstSeen: z.number(),
  lastSeen: z.number(),
  /** When a look did not find it any more. */
  closedAt: z.number().nullable(),
  acknowledged: z.object({ by: z.string(), at: z.number(), note: z.string().nullable() }).nullable(),
})
export type SecurityEventView = z.infer<typeof securityEventView>

/** GET /api/security-events: the open ones, what matters most first, then the last that are over. */
export const securityEventsAnswer = z.object({
  events: z.array(securityEventView),
  /** Of the open ones that nobody has acknowledged. */
  waiting: z.object({ critical: z.number(), warning: z.number(), notice: z.number() }),
})
export type SecurityEventsAnswer = z.infer<typeof securityEventsAnswer>
