import { z } from 'zod'
import { readDay } from '../model/day.ts'

/** A day of the calendar at the site, `2027-03-01`. */
export const dayText = z
  .string()
  .max(10)
  .refine((text) => readDay(text) !== undefined, { error: 'must be a day of the calendar: 2027-03-01' })
  .meta({ format: 'date' })
const name = z.string().trim().min(1).max(120)

const figures = z.strictObject({
  units: z.number().min(0.5).max(60).multipleOf(0.5),
  watts: z.number().min(1).max(1e6),
  weight: z.number().min(0).max(10_000).optional().describe('kilograms'),
  ports: z.number().int().min(0).max(1_000).optional().describe('network ports'),
})

/** POST /api/reservations: places as GET /api/place gave them, with the figures that were asked for. */
export const reservationRequest = z.strictObject({
  name,
  from: dayText.describe('the first day, at the site: 2027-03-01'),
  until: dayText.optional().describe('the first day on which it holds no more; without end where absent'),
  /** Who reserves; the signed-in user's name stands in its place where sign-in is on. */
  by: z.string().trim().min(1).max(80).optional(),
  note: z.string().trim().min(1).max(1_000).optional(),
  device: z
    .union([z.strictObject({ type: z.string().min(1).max(200) }), figures])
    .describe('a type of the estate’s catalogue, or figures'),
  places: z
    .array(
      z.strictObject({
        rack: z.string().min(1).max(512),
        position: z.number().min(1).max(100).multipleOf(0.5).describe('the lowest rack unit it takes'),
        cords: z
          .array(z.strictObject({ pdu: z.string().min(1).max(512), bank: z.string().max(80).optional() }))
          .max(16)
          .describe('a cord each, into the lowest free outlet of that bank, or of those in none'),
      }),
    )
    .min(1)
    .max(200),
})
export type ReservationRequest = z.infer<typeof reservationRequest>

const amounts = {
  units: z.number(),
  /** Watts of those that somebody knows. */
  watts: z.number(),
  /** Devices of which nobody knows what they draw. */
  unknown: z.number(),
}

export const reservationView = z.object({
  id: z.string(),
  name: z.string(),
  by: z.string(),
  made: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  note: z.string().nullable(),
  phase: z.enum(['to come', 'holds', 'past']),
  ...amounts,
  devices: z.array(
    z.object({
      path: z.string(),
      rack: z.string(),
      /** Null of one that takes no unit. */
      position: z.number().nullable(),
      units: z.number().nullable(),
      watts: z.number().nullable(),
      type: z.string().nullable(),
      cords: z.array(z.object({ pdu: z.string(), outlet: z.number() })),
    }),
  ),
  /** What does not go with the estate or with another reservation; `fulfilled`: the device stands there already. */
  findings: z.array(z.object({ kind: z.string(), device: z.string(), says: z.string() })),
})
export type ReservationView = z.infer<typeof reservationView>

/** GET /api/reservations */
export const reservationsAnswer = z.object({
  /** The day that it is at the site. */
  today: z.string(),
  reservations: z.array(reservationView),
  /** Why the file cannot be used; what was read of it before holds on. */
  fault: z.string().nullable(),
  /** The last 100 that were made or cancelled here, the newest first. */
  changes: z.array(
    z.object({
      at: z.number(),
      by: z.string(),
      did: z.enum(['reserved', 'cancelled']),
      id: z.string(),
      name: z.string(),
    }),
  ),
})
export type ReservationsView = z.infer<typeof reservationsAnswer>
