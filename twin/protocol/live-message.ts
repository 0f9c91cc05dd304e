import { z } from 'zod'
import { METRICS } from './metric.ts'

/** What a page says on the live socket (JSON text). Views replace each other by number; up to 16 views, 4,096 points a view. */
export const pageMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    view: z.int().min(0).max(15),
    metric: z.enum(METRICS),
    /** Things at and below this path; '' for all sites. Not for `point`. */
    scope: z.string().max(512).optional(),
    /** Only these kinds of things (all that the metric knows where absent). */
    kinds: z.array(z.string().max(32)).max(16).optional(),
    /** Point indexes, for the metric `point`. */
    points: z.array(z.int().min(0)).max(4096).optional(),
  }),
  z.strictObject({ type: z.literal('unsubscribe'), view: z.int().min(0).max(15) }),
])
export type PageMessage = z.infer<typeof pageMessage>

/** What the server says besides frames (JSON text). */
export const serverMessage = z.discriminatedUnion('type', [
  /** First on every socket; a page whose estate version differs loads the estate anew. */
  z.object({ type: z.literal('hello'), estate: z.string(), serverTime: z.number() }),
  /** The alarm list changed: fetch it again (`revision` counts up). */
  z.object({ type: z.literal('alarms'), revision: z.number(), critical: z.number(), warning: z.number() }),
  /** Pods, clusters or the pending plan changed: ask /api/cloud again (`revision` counts up). */
  z.object({ type: z.literal('cloud'), revision: z.number() }),
  z.object({ type: z.literal('refused'), view: z.number().optional(), reason: z.string() }),
])
export type ServerMessage = z.infer<typeof serverMessage>
