import { z } from 'zod'

/** GET /api/maintenance */
export const maintenanceView = z.object({
  id: z.string(),
  path: z.string(),
  from: z.number(),
  to: z.number(),
  by: z.string(),
  reason: z.string(),
  /** Ended by hand before its time. */
  endedAt: z.number().nullable(),
  /** When all that it had caused was seen to be over. */
  restoredAt: z.number().nullable(),
  phase: z.enum(['planned', 'active', 'ended', 'restored']),
})
export type MaintenanceView = z.infer<typeof maintenanceView>
export const maintenanceAnswer = z.object({ works: z.array(maintenanceView) })

/** POST /api/maintenance: from one instant to another, epoch ms. */
export const maintenanceRequest = z.strictObject({
  path: z.string().min(1).max(512),
  from: z.number().int(),
  to: z.number().int(),
  reason: z.string().trim().min(1).max(500),
  /** Who says so; the signed-in user's name stands in its place where sign-in is on. */
  by: z.string().trim().min(1).max(80).optional(),
})
export type MaintenanceRequest = z.infer<typeof maintenanceRequest>

const counts = z.object({
  down: z.number(),
  throttled: z.number(),
  exposed: z.number(),
  overloads: z.number(),
  trips: z.number(),
  wattsDown: z.number().nullable(),
  /** Rooms whose intakes pass the limit of their class, or of which nobody knows; and those that only lose cooling. */
  hotRooms: z.number(),
  lessCooled: z.number(),
})

/** GET /api/may-take-out?thing=: what its loss would add to what is lost already. */
export const mayTakeOutAnswer = z.object({
  verdict: z.enum(['yes', 'redundancy-lost', 'no']),
  /** What is without power or out of service now, and counted as lost. */
  lostAlready: z.array(z.string()),
  /** While batteries last. */
  atOnce: counts,
  /** When they are empty. */
  later: counts.extend({ afterSeconds: z.number().nullable() }).nullable(),
})
export type MayTakeOutView = z.infer<typeof mayTakeOutAnswer>
