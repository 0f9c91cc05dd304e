import { z } from 'zod'
import { SURFACES } from '../../model/ground.ts'
import { common, faces, footprint, ground, inTurn, phase, point2, source, text } from './common.ts'
import { energyTerms } from './energy.ts'
import { area, floorLoad, length, mass, power } from './figure.ts'
import { record } from './record.ts'
import { timeZone } from './time-zone.ts'

export const group = record({ kind: z.literal('group'), source: common.source }).describe(
  'A word in the paths of what is in it, and no thing itself: `power`, `cooling`, `district`.',
)

export const site = record({
  kind: z.literal('site'),
  ...common,
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  itCapacity: power.optional().describe('Installed capacity of IT load.'),
  utcOffsetName: timeZone,
  energy: energyTerms.optional(),
}).describe('A place with its own origin of coordinates.')

const roof = record({
  parapet: length.optional().describe('How far its edge stands above it; 600 mm where it is left out.'),
  isGreen: z.boolean().optional(),
  plant: area.optional().describe('What the technical rooms on it cover, in its middle.'),
}).describe('A flat roof.')

export const building = record({
  kind: z.literal('building'),
  ...common,
  ...ground,
  height: length,
  floors: z.int().min(1).max(200).default(1),
  groundFloor: length
    .optional()
    .describe('Height of the lowest storey; the others share what it leaves of the height.'),
  roof: roof.optional(),
  use: z.enum(['data-centre', 'security', 'energy', 'office', 'garage', 'laboratory', 'public']),
  floorArea: area.optional(),
  phase: phase.optional(),
}).describe('A building, planned or standing.')

const surface = record({
  surface: z.enum(SURFACES),
  at: ground.at,
  extent: ground.extent,
  footprint: footprint.optional(),
  along: z
    .array(point2)
    .min(2)
    .max(200)
    .optional()
    .describe('Points of the middle line of a path or road, instead of a rectangle or corners.'),
  width: length.optional().describe('Of what goes along a line; 3 m where it is left out.'),
  trees: z.int().min(0).max(2000).optional().describe('How many stand on it.'),
  source: source.optional(),
}).describe('A piece of ground, in metres from the corner of its plot.')

export const plot = record({
  kind: z.literal('plot'),
  ...common,
  ...ground,
  use: text,
  useSr: text.optional().describe('The use in Serbian, in Cyrillic. Else `use` is shown.'),
  phase: phase.optional(),
  surfaces: z
    .array(surface)
    .max(500)
    .optional()
    .describe('What lies on its ground, the lowest first: lawns, squares, paths, roads, places to park, water.'),
}).describe('A piece of ground that is built on.')

export const room = record({
  kind: z.literal('room'),
  ...common,
  ...ground,
  use: z.enum(['data-hall', 'electrical', 'battery', 'mechanical', 'network', 'security']),
  floor: length.optional().describe("Height of its floor above the site's ground; 0 m where it is left out."),
  height: length,
  airClass: z.enum(['A1', 'A2', 'A3', 'A4', 'H1']).default('A1').describe('ASHRAE TC 9.9 class of its equipment.'),
  humidityLimit: z
    .union([z.literal(50), z.literal(70)])
    .default(50)
    .describe('Upper recommended relative humidity in %; 70 only where corrosion is measured low (ASHRAE 2021).'),
  itCapacity: power.optional(),
  floorLoad: floorLoad.optional().describe('What its floor bears on each square metre.'),
  pointLoad: mass
    .optional()
    .describe(
      'What a tile of its raised floor bears at one foot: its working load, half of the ultimate one of EN 12825 at a safety factor of 2.',
    ),
}).describe('A data hall or a technical room.')

export const row = record({
  kind: z.literal('row'),
  ...common,
  at: point2.describe('Metres in the room: where the first rack begins, on the middle line of the row.'),
  step: ground.step,
  along: z.enum(['north', 'east', 'south', 'west']).default('east').describe('Where the next rack stands.'),
  faces: faces.describe('Where the fronts of its racks face.'),
  coldAisle: inTurn(text).optional().describe('Rows that name the same one draw from the same cold aisle.'),
}).describe('Racks side by side, in the order that they are written.')

/** Size, limits and nodes of a rack: written in its type, or in the rack itself. */
export const rackFigures = {
  units: z.number().min(1).max(100).multipleOf(0.5).optional().describe('Rack units; 42 where it is left out.'),
  width: length.optional().describe('600 mm where it is left out.'),
  depth: length.optional().describe('1200 mm where it is left out.'),
  height: length.optional().describe('Outer height; 133 mm more than its units where it is left out.'),
  powerLimit: power.optional(),
  weightLimit: mass.optional().describe('What may stand in it.'),
  weight: mass.optional().describe('Of the rack itself, empty. What it lays on the floor is not known without it.'),
  zeroUPlaces: z
    .int()
    .min(0)
    .max(16)
    .optional()
    .describe('Places beside its rails for rack PDUs and devices without a position.'),
  nodes: z
    .enum(['rack', 'machine'])
    .optional()
    .describe(
      "What of it is a node of its site's cluster: the rack with all its servers, or each machine (`hosts` in `compute` of its devices). The rack where it is left out.",
    ),
}
