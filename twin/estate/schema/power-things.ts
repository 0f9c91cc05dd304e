import { z } from 'zod'
import { common, ground, inTurn, reference, references } from './common.ts'
import { apparentPower, current, duration, energy, length, power, voltage } from './figure.ts'
import { record } from './record.ts'

const supplied = {
  from: references.describe('What it draws from, the preferred one first.'),
  alternate: references.optional().describe('What it changes over to.'),
}
const share = z.number().gt(0).max(1)
const side = inTurn(z.enum(['a', 'b', 'single'])).describe('A and B back each other up; one for each member, in turn.')
const voltageIs = z.enum(['line-to-line', 'line-to-neutral'])

export const utility = record({ kind: z.literal('utility'), ...common, voltage, rating: power.optional() }).describe(
  'A supply of the grid.',
)

export const generator = record({
  kind: z.literal('generator'),
  ...common,
  rating: power.optional(),
  fuel: record({ litres: z.number().gt(0), litresPerHourAtFullLoad: z.number().gt(0) })
    .optional()
    .describe('Litres in its tank, litres an hour at full load.'),
  startTime: duration.optional(),
}).describe('A diesel set.')

export const transformer = record({
  kind: z.literal('transformer'),
  ...common,
  ...supplied,
  rating: apparentPower.optional(),
  efficiency: share.optional(),
}).describe('A transformer; with an `alternate`, the changeover is its own.')

export const ups = record({
  kind: z.literal('ups'),
  ...common,
  ...supplied,
  rating: power.optional(),
  efficiency: share,
  battery: record({
    capacity: energy,
    autonomyAtFullLoad: duration,
    yearsInService: z.number().min(0).max(50).optional(),
  }),
}).describe('An uninterruptible supply with its battery.')

export const powerPanel = record({
  kind: z.literal('power-panel'),
  ...common,
  ...supplied,
  rating: current.optional().describe('Per phase.'),
  voltage,
  voltageIs,
}).describe('A distribution board.')

export const powerFeed = record({
  kind: z.literal('power-feed'),
  ...common,
  ...supplied,
  supply: z.enum(['ac', 'dc']).default('ac'),
  phase: z.enum(['single', 'three']),
  line: z.enum(['l1', 'l2', 'l3']).optional().describe('The line of a single-phase feed.'),
  wiring: z.enum(['wye', 'delta']).default('wye'),
  voltage,
  voltageIs,
  amperage: current.optional(),
  derating: share.describe('Share of the rating that a continuous load may use: 0.8 under NEC; elsewhere a setting.'),
  side,
}).describe('A circuit or busway to a row or a rack.')

export const rackPdu = record({
  kind: z.literal('rack-pdu'),
  ...common,
  ...supplied,
  side,
  type: z.union([reference, z.array(reference).min(1)]).describe('A type of `pduTypes`, or several in turn.'),
}).describe('A power strip of a rack.')

export const solar = record({
  kind: z.literal('solar'),
  ...common,
  ...ground,
  rating: power,
  height: length.describe("Above the site's ground."),
  faces: z.number().min(0).lt(360).optional(),
}).describe('Panels on a roof.')

export const meter = record({
  kind: z.literal('meter'),
  ...common,
  measures: reference.describe('What it is fitted to.'),
}).describe('A meter in the power chain.')
