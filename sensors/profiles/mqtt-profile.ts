import { z } from 'zod'
import { QUANTITIES, type Quantity, STATE_WORDS } from '../../twin/model/quantity.ts'

/**
 * What an MQTT profile (YAML) may say: how topics name places and payloads carry values. The same rules may stand in the
 * options of a devices file. Reference for authors: docs/devices.md.
 */
const quantity = z.enum(QUANTITIES as [Quantity, ...Quantity[]])

const value = {
  quantity,
  unit: z.string().max(20).optional().describe('Unit of the value; the kept unit if absent'),
  scale: z.number().optional(),
  offset: z.number().optional(),
  states: z.record(z.string().max(40), z.enum(STATE_WORDS)).optional().describe('Payload text → state word'),
}

const field = z.strictObject({
  ...value,
  name: z.string().max(120).optional().describe('Local point name; the quantity if absent'),
  unitFrom: z.string().max(80).optional().describe('Member of the message that names the unit'),
})

const topic = z.strictObject({
  template: z
    .string()
    .min(1)
    .max(500)
    .describe(
      'Topic with places: dc/{site}/{rack}/{probe}; {path...} takes several levels; {quantity} names what it is',
    ),
  path: z
    .string()
    .max(500)
    .optional()
    .describe('Estate path made of the places; all but {quantity} in order if absent'),
  payload: z.enum(['number', 'json', 'auto']).default('auto'),
  value: z
    .strictObject({ ...value, quantity: quantity.optional() })
    .optional()
    .describe('What a raw number is'),
  fields: z.record(z.string().max(80), field).optional().describe('Members of a JSON message, dots go deeper'),
  time: z
    .strictObject({
      field: z.string().max(80),
      format: z.enum(['ms', 's', 'iso', 'auto']).default('auto'),
    })
    .optional(),
})

const availability = z.strictObject({
  template: z.string().min(1).max(500),
  path: z.string().max(500).optional(),
  online: z.string().max(80).default('online'),
  offline: z.string().max(80).default('offline'),
})

/** The rules alone, as `options` of a device may give them. */
export const mqttRules = {
  topics: z.array(topic).min(1).max(50),
  availability: z.array(availability).max(10).default([]),
}

export const mqttProfileSchema = z.strictObject({
  protocol: z.literal('mqtt'),
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().max(120),
  source: z.string().max(500),
  notes: z.string().max(2000).optional(),
  ...mqttRules,
})

export type MqttProfile = z.infer<typeof mqttProfileSchema>
export type TopicRule = MqttProfile['topics'][number]
export type AvailabilityRule = MqttProfile['availability'][number]
