import { z } from 'zod'
import { SOURCES } from '../../model/source.ts'
import { record } from './record.ts'

export const source = z
  .enum(SOURCES)
  .describe(
    'Where the figures come from: published (interview, press), the maker (datasheet), a norm (standard), measured on site (survey), or ours (assumed).',
  )

/** One value for all members of a name's pattern, or a list that they take in turn. */
export function inTurn<T extends z.ZodType>(value: T) {
  return z.union([value, z.array(value).min(1)])
}

export const text = z.string().min(1).max(200)

/** A path, or its end: looked for from the thing outwards, so that `feed-a` finds the feed of the own row. */
export const reference = z
  .string()
  .min(1)
  .max(512)
  .describe('A path or the end of one, looked for beside the thing and then outwards, up to the site and the estate.')

export const references = z.union([reference, z.array(reference).min(1)])

const ordinate = z.number().min(-100_000).max(100_000)
export const point2 = z.tuple([ordinate, ordinate])
export const point3 = z.tuple([ordinate, ordinate, ordinate])
export const footprint = z
  .array(point2)
  .min(3)
  .max(200)
  .describe('Corners in metres, from the corner of what the thing stands in.')

export const nameSr = 'The name in Serbian, in Cyrillic; the page makes the Latin of it. Else `name` is shown.'

/** What every thing may say of itself. */
export const common = {
  name: inTurn(text).optional().describe('For people; the last part of the path where it is left out.'),
  nameSr: inTurn(text).optional().describe(nameSr),
  source: source.optional().describe('Of this thing and what is in it; inherited from the outside.'),
  sources: z.record(z.string(), source).optional().describe('Of single figures of this thing, by field.'),
  note: text.max(1000).optional(),
  noteSr: text.max(1000).optional().describe('The note in Serbian, in Cyrillic. Else `note` is shown.'),
}

/** Where a thing stands, in metres from the corner of the room or building around it, else from the site's origin. */
export const spot = {
  at: z
    .union([point2, point3])
    .optional()
    .describe('Metres: x east, y north, and z up where it is not on the floor. Of the middle of its foot.'),
  step: z
    .union([point2, z.array(point2).min(1).max(8)])
    .optional()
    .describe('Metres from one member of the pattern to the next; a list gives one step for each range.'),
}

/** An area on the ground: a rectangle by corner and extent, or its corners. */
export const ground = {
  at: point2.optional().describe('Metres: the south-western corner of the rectangle, or what `footprint` counts from.'),
  step: spot.step,
  extent: point2.optional().describe('Metres: east-west and north-south.'),
  footprint: footprint.optional(),
}

export const faces = inTurn(z.union([z.enum(['north', 'east', 'south', 'west']), z.number().min(0).lt(360)])).describe(
  'The direction of its front, or degrees clockwise from north.',
)

export const phase = record({
  name: text,
  nameSr: text.optional().describe(nameSr),
  state: z.enum(['planned', 'under-construction', 'commissioned']),
  due: z.iso.date().optional(),
})
