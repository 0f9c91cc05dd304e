import { z } from 'zod'
import { deviceType, pduType, rackBody, rackType } from './catalogue.ts'
import { common, faces, nameSr, reference, source, spot, text } from './common.ts'
import { building, group, plot, room, row, site } from './places.ts'
import { generator, meter, powerFeed, powerPanel, solar, transformer, ups, utility } from './power-things.ts'
import { record } from './record.ts'
import { chiller, crah, monitor, probe } from './room-things.ts'

/** The version that this program writes and reads without migration. */
export const SCHEMA_VERSION = 2

const rack = record({
  kind: z.literal('rack'),
  ...common,
  ...rackBody,
  at: spot.at.describe('Only for a rack outside of a row.'),
  step: spot.step,
  faces: faces.optional().describe('Only where it differs from its row.'),
}).describe('A rack.')

const bodies = [
  ...[group, site, building, plot, room, row],
  ...[utility, generator, transformer, ups, powerPanel, powerFeed, solar, meter],
  ...[crah, chiller, probe, monitor],
] as const

type Body = z.output<(typeof bodies)[number]>
export type RackText = z.output<typeof rack>
/** A thing as it is written, with what is in it. */
export type ThingText = RackText | (Body & { readonly things?: Readonly<Record<string, ThingText>> | undefined })
export type ThingTextOf<K extends ThingText['kind']> = Extract<ThingText, { readonly kind: K }>

const things: z.ZodType<Readonly<Record<string, ThingText>>> = z.lazy(() => z.record(z.string(), thing))

/** Any thing may hold others; how deep the result is, the length of a path bounds. */
const withThings = <T extends (typeof bodies)[number]>(body: T) =>
  body
    .extend({ things: things.optional().describe('What is in it, by name, pattern or path.') })
    .describe(body.description ?? '')

const [placeBodies, otherBodies] = [bodies.slice(0, 6), bodies.slice(6)]
const options = [...placeBodies.map(withThings), rack, ...otherBodies.map(withThings)]
// The types of a schema that holds itself cannot be inferred; ThingText says them.
const thing = z.discriminatedUnion('kind', options as [typeof rack]) as unknown as z.ZodType<ThingText>

const service = record({ name: text, nameSr: text.optional().describe(nameSr) }).describe(
  'What people call a service that racks and devices name; one without an entry is called as they name it.',
)

/** One file of an estate. Several files of a folder are one estate. */
export const estateFile = record({
  schema: z.literal(SCHEMA_VERSION).describe('Version of this language.'),
  estate: text.optional().describe('Name of the estate, in one of its files.'),
  estateSr: text.optional().describe(nameSr),
  source: source.optional().describe('Of all figures in this file that say nothing else; `assumed` where left out.'),
  renamed: z
    .record(reference, reference)
    .optional()
    .describe(
      'Former path: path now. Keeps the indexes, and with them the history, of renamed things and of all that is in them.',
    ),
  services: z.record(z.string(), service).optional().describe('By the word of `service`: `egovernment-portal`.'),
  deviceTypes: z.record(z.string(), deviceType).optional(),
  pduTypes: z.record(z.string(), pduType).optional(),
  rackTypes: z.record(z.string(), rackType).optional(),
  things: things.optional().describe('By path: sites, or what is added to the things of another file.'),
}).meta({ title: 'Oblak estate file' })

export type EstateFile = z.output<typeof estateFile>
