import { z } from 'zod'
import { durationMs } from './duration.ts'

const duration = (leastMs: number, mostMs: number, allowed: string) =>
  z.string(`a duration: ${allowed}`).transform((text, context) => {
    const ms = durationMs(text)
    if (ms !== undefined && ms >= leastMs && ms <= mostMs) return ms
    context.addIssue({ code: 'custom', message: 'is not allowed', params: { found: text, allowed } })
    return z.NEVER
  })

const shared = {
  profile: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .exactOptional()
    .describe('Id of a profile; the device is identified where absent'),
  interval: duration(1_000, 86_400_000, '1 s to 24 h, such as 10 s or 5 min').exactOptional(),
  timeout: duration(100, 60_000, '100 ms to 60 s, such as 3 s').exactOptional(),
  // Looked at by hand: what is written here by mistake is a secret, and no message may repeat it.
  credential: z.unknown().optional(),
  points: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(2_000)
    .exactOptional()
    .describe('Local names; l1/* takes a component'),
  options: z.record(z.string().max(60), z.unknown()).exactOptional().describe('Settings of the driver'),
}

/** One entry of the list. */
export const deviceSchema = z.strictObject({
  path: z.string().max(512).exactOptional(),
  url: z.string().min(1).max(2_000),
  ...shared,
  map: z
    .record(z.string().min(1).max(200), z.string().min(1).max(512))
    .exactOptional()
    .describe('Component of the device → estate thing; ../name is a neighbour of the path'),
})

/** What a devices file says. Reference for people: docs/devices.md. */
export const devicesSchema = z.strictObject({
  defaults: z.strictObject(shared).exactOptional(),
  devices: z.array(deviceSchema).max(100_000),
})

export type DeviceWords = z.infer<typeof deviceSchema>
export type DefaultWords = z.infer<typeof devicesSchema>['defaults']
