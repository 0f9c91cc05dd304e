import { z } from 'zod'
import { ratio } from '../../model/units.ts'
import { inTurn, source, text } from './common.ts'
import { current, mass, memory, power, voltage } from './figure.ts'
import { rackFigures } from './places.ts'
import { rackPdu } from './power-things.ts'
import { record } from './record.ts'
import { device, monitor, probe } from './room-things.ts'

const compute = record({
  hosts: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('Machines in it, each with its share: four in a chassis of four sleds.'),
  threads: z
    .int()
    .min(1)
    .max(65_536)
    .describe('Hardware threads of all its processors: what a scheduler counts as CPUs.'),
  memory,
  gpus: z.int().min(0).max(1024).default(0),
}).describe('What it computes with, all its machines together.')

export const deviceType = record({
  manufacturer: text,
  model: text,
  height: z.number().min(0).max(100).multipleOf(0.5).describe('Rack units.'),
  depth: z.enum(['full', 'half']).default('full'),
  weight: mass.optional(),
  power: power.optional().describe('Nameplate (maximum) draw.'),
  typicalPower: power.optional().describe("Usual draw at the service's mean load."),
  airflow: z.enum(['front-to-rear', 'rear-to-front', 'side', 'passive', 'liquid']).default('front-to-rear'),
  liquidShare: z
    .number()
    .min(0)
    .max(1)
    .transform(ratio)
    .optional()
    .describe(
      'Of its heat, what its liquid takes. Where it is left out, all of an `airflow` of `liquid`, else nothing.',
    ),
  supplies: z.int().min(0).max(64).default(2).describe('Power inlets.'),
  suppliesNeeded: z.int().min(0).max(64).default(1).describe('How many must live for it to live whole.'),
  whenShort: z
    .enum(['stops', 'throttles'])
    .optional()
    .describe('What it does while fewer supplies live than it needs. It is taken to stop where this is left out.'),
  networkPorts: z.int().min(0).optional(),
  compute: compute
    .optional()
    .describe('Of a server or GPU system. Where it is left out, nobody knows what fits on it.'),
  role: z.enum(['server', 'storage', 'gpu', 'network', 'appliance', 'blank']),
  source: source.optional(),
}).describe('What a maker sells.')

const bank = record({
  name: text,
  lines: z.enum(['l1', 'l2', 'l3', 'l1-l2', 'l2-l3', 'l3-l1']),
  breaker: current,
  outlets: z.tuple([z.int().min(1).max(512), z.int().min(1).max(512)]).describe('First and last outlet.'),
})

export const pduType = record({
  manufacturer: text,
  model: text,
  phase: z.enum(['single', 'three']),
  amperage: current,
  voltage: voltage.optional().describe('Rated voltage; compared with that of what it draws from.'),
  voltageIs: z
    .enum(['line-to-line', 'line-to-neutral'])
    .optional()
    .describe('Where it is left out, between the lines of a three-phase one and to the neutral of a single-phase one.'),
  outlets: z.int().min(1).max(512),
  banks: z.array(bank).max(64).default([]),
  source: source.optional(),
}).describe('A rack PDU as its maker sells it.')

/** What stands in a rack. */
export const rackThing = z.discriminatedUnion('kind', [rackPdu, device, probe, monitor])
export type RackThingText = z.output<typeof rackThing>

const rackThings = z.record(z.string(), rackThing).describe('By name or pattern: rack PDUs, devices, probes, monitors.')

export const rackType = record({ ...rackFigures, source: source.optional(), things: rackThings.default({}) }).describe(
  'A rack with what is in it, written once for many.',
)

export const rackBody = {
  ...rackFigures,
  type: inTurn(text).optional().describe('A type of `rackTypes`, or several in turn.'),
  service: inTurn(text).optional().describe('Main use or tenant: `egovernment-portal`.'),
  gap: z.number().min(0).max(50).optional().describe('Metres left free before each of them in the row.'),
  things: rackThings.optional().describe('More than the type has, or instead of what it has by that name.'),
}

export type DeviceTypeText = z.output<typeof deviceType>
export type PduTypeText = z.output<typeof pduType>
export type RackTypeText = z.output<typeof rackType>
