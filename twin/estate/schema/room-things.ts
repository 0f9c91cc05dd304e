import { z } from 'zod'
import { QUANTITIES } from '../../model/quantity.ts'
import { common, faces, point2, point3, reference, references, spot, text } from './common.ts'
import { airflow, length, power, waterFlow } from './figure.ts'
import { record } from './record.ts'

const supplied = { from: references.describe('What it draws from.'), alternate: references.optional() }
const placed = {
  at: z.union([point2, point3]).describe(spot.at.description ?? ''),
  step: spot.step,
  width: length.describe('Along its front.'),
  depth: length,
  height: length,
  faces,
}

export const crah = record({
  kind: z.literal('crah'),
  ...common,
  ...placed,
  ...supplied,
  capacity: power.describe('Sensible cooling at design conditions.'),
  airflow: airflow.describe('`0 m3/s` of a CDU, which moves no air.'),
  fanPower: power.optional(),
  chilledBy: references.describe('Chillers; a pattern stands for all of them.'),
  zone: text.optional().describe('The room that it blows into, where it stands outside of it.'),
  type: z
    .enum(['perimeter', 'in-row', 'cdu'])
    .default('perimeter')
    .describe('`cdu` is a coolant distribution unit: it takes the heat of liquid-cooled devices.'),
  waterFlow: waterFlow.optional().describe('Of a CDU: to its racks, rated.'),
  supplyTemperature: z
    .number()
    .min(5)
    .max(60)
    .optional()
    .describe('Of a CDU: °C of the liquid that it gives to its racks.'),
}).describe('A room air handler or a coolant distribution unit on chilled water.')

export const chiller = record({
  kind: z.literal('chiller'),
  ...common,
  ...placed,
  ...supplied,
  capacity: power,
  cop: z.number().gt(0).max(50).describe('Cooling per electric power at design conditions.'),
}).describe('A chiller.')

export const probe = record({
  kind: z.literal('probe'),
  ...common,
  ...spot,
  height: length.optional().describe('Above the floor; in a rack this is all that is needed.'),
  role: z.enum([
    'intake',
    'exhaust',
    'supply-air',
    'return-air',
    'room',
    'outside',
    'door',
    'leak',
    'smoke',
    'fire-suppression',
  ]),
  measures: z
    .array(z.enum(QUANTITIES as [(typeof QUANTITIES)[number], ...(typeof QUANTITIES)[number][]]))
    .min(1)
    .optional()
    .describe('`state` for a door, a leak, smoke and fire suppression, else `temperature`, where it is left out.'),
}).describe('A sensor with a place.')

export const monitor = record({ kind: z.literal('monitor'), ...common, manufacturer: text, model: text }).describe(
  'A gateway or environmental monitor: read, but no IT load.',
)

export const device = record({
  kind: z.literal('device'),
  ...common,
  type: z.union([reference, z.array(reference).min(1)]).describe('A type of `deviceTypes`, or several in turn.'),
  position: z
    .number()
    .min(1)
    .max(100)
    .multipleOf(0.5)
    .optional()
    .describe('The lowest rack unit that it takes, from 1, in half units; left out for what hangs beside the rails.'),
  step: z.number().min(-100).max(100).multipleOf(0.5).optional().describe('Units from one member to the next.'),
  face: z.enum(['front', 'rear']).default('front'),
  service: text.optional(),
  cords: z
    .array(reference)
    .default([])
    .describe(
      'For each supply, the rack PDU that it is plugged into: `pdu-a` takes the next outlet of the least loaded bank, `pdu-a:7` outlet 7.',
    ),
}).describe('What stands in a rack.')
