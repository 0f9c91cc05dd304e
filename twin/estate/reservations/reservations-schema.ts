import { z } from 'zod'
import { readDay } from '../../model/day.ts'
import { isPath, isSegment } from '../../model/path.ts'
import { text } from '../schema/common.ts'
import { mass, power } from '../schema/figure.ts'
import { record } from '../schema/record.ts'

/** More in one file, or in one of them, nobody reviews. */
const MOST_RESERVATIONS = 2_000
const MOST_DEVICES = 1_000
const MOST_PLANS = 500

const day = z
  .string({ error: 'a day of the calendar: 2027-03-01' })
  .superRefine((given, context) => {
    if (readDay(given) !== undefined) return
    context.addIssue({
      code: 'custom',
      message: 'is no day of the calendar',
      params: { found: given, allowed: 'year-month-day: 2027-03-01' },
    })
  })
  .describe('A day at the site: 2027-03-01.')

function spelled(is: (given: string) => boolean, message: string, allowed: string) {
  return z.string().superRefine((given, context) => {
    if (!is(given)) context.addIssue({ code: 'custom', message, params: { found: given, allowed } })
  })
}

const CORD = /^([a-z0-9/-]+):([1-9]\d{0,3})$/

const cord = spelled(
  (given) => isPath(CORD.exec(given)?.[1] ?? ''),
  'is no outlet of a rack PDU',
  'a rack PDU of the rack, or its whole path, and the outlet: pdu-a:7',
)

const figures = record({
  units: z.number().min(0.5).max(100).multipleOf(0.5),
  power: power.describe('What it draws.'),
  weight: mass.optional(),
  ports: z.int().min(0).max(10_000).optional().describe('Network ports.'),
  depth: z.enum(['full', 'half']).optional().describe('Of the rack; full where it is left out.'),
  suppliesNeeded: z.int().min(1).max(16).optional().describe('To live; one where it is left out.'),
})

const device = record({
  rack: spelled(isPath, 'is no path', 'the path of a rack: kragujevac/hall-1/row-b/rack-07'),
  name: spelled(isSegment, 'is no name', 'lower-case letters, digits and hyphens: server-21'),
  position: z
    .number()
    .min(1)
    .max(100)
    .multipleOf(0.5)
    .optional()
    .describe('The lowest rack unit; none of a 0U device.'),
  face: z.enum(['front', 'rear']).default('front'),
  type: text.optional().describe("Of the estate's catalogue."),
  figures: figures.optional().describe('Of a device that is of no type yet.'),
  cords: z.array(cord).max(64).default([]).describe('For each supply the outlet that it is plugged into.'),
}).superRefine(({ figures: own, type }, context) => {
  if ((own === undefined) === (type === undefined))
    context.addIssue({
      code: 'custom',
      message: 'says not what the device is',
      params: { found: own ? 'type and figures' : 'neither', allowed: 'either type or figures' },
    })
})

function endsAfterItBegins(
  { from, until }: { readonly from: string; readonly until?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (until === undefined || readDay(until) === undefined || until > from) return
  context.addIssue({
    code: 'custom',
    path: ['until'],
    message: 'is not after the first day',
    params: { found: until, allowed: `a day after ${from}` },
  })
}

const reservation = record({
  id: spelled(isSegment, 'is no id', 'lower-case letters, digits and hyphens: r7'),
  name: text,
  by: text.describe('Who reserved.'),
  made: day.describe('When.'),
  from: day.describe('The first day.'),
  until: day.optional().describe('The first day on which it holds no more; without end where it is left out.'),
  note: z.string().min(1).max(1_000).optional(),
  devices: z.array(device).min(1).max(MOST_DEVICES),
}).superRefine(endsAfterItBegins)

const plan = record({
  id: spelled(isSegment, 'is no id', 'lower-case letters, digits and hyphens: p7'),
  name: text,
  by: text.describe('Who planned.'),
  made: day.describe('When.'),
  from: day.describe('The first day.'),
  until: day.optional().describe('The first day on which it is there no more; without end where it is left out.'),
  note: z.string().min(1).max(1_000).optional(),
  place: spelled(isPath, 'is no path', 'the path of a site, room, row or rack: kragujevac/hall-1'),
  power: power.describe('What comes to the place.'),
  units: z
    .number()
    .min(0.5)
    .max(1_000_000)
    .multipleOf(0.5)
    .optional()
    .describe('Rack units that it takes, where they are known.'),
}).superRefine(endsAfterItBegins)

/** A file of reservations. */
export const reservationsFile = record({
  version: z.literal(1),
  plans: z.array(plan).max(MOST_PLANS).nullable().default([]).describe('What is to come and has no rack yet.'),
  reservations: z.array(reservation).max(MOST_RESERVATIONS).nullable().default([]),
}).superRefine(({ plans, reservations }, context) => {
  const ids = new Set<string>()
  const all = [...listed('plans', plans), ...listed('reservations', reservations)]
  for (const { id, path } of all) {
    if (ids.has(id))
      context.addIssue({
        code: 'custom',
        path,
        message: 'is the id of another one above',
        params: { found: id, allowed: 'an id of its own' },
      })
    ids.add(id)
  }
})

function listed(field: string, entries: readonly { readonly id: string }[] | null) {
  return (entries ?? []).map(({ id }, place) => ({ id, path: [field, place, 'id'] }))
}

export type WrittenPlan = NonNullable<z.output<typeof reservationsFile>['plans']>[number]
export type WrittenReservation = NonNullable<z.output<typeof reservationsFile>['reservations']>[number]

/** `pdu-a:7`, as the schema lets it through. */
export function readCord(written: string): { readonly pdu: string; readonly outlet: number } {
  const [, pdu = '', outlet] = CORD.exec(written) ?? []
  return { pdu, outlet: Number(outlet) }
}
