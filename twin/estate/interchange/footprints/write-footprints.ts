import { stringify } from 'yaml'
import type { Estate } from '../../../model/estate.ts'
import { isWithin } from '../../../model/path.ts'
import { SOURCES } from '../../../model/source.ts'
import type { Site } from '../../../model/things.ts'
import { SCHEMA_VERSION } from '../../schema/estate-file.ts'
import { LocalPlane } from './local-plane.ts'
import { areaOf } from './outline-faults.ts'
import type { Outline } from './read-footprints.ts'

const USES = ['data-centre', 'security', 'energy', 'office', 'garage', 'laboratory', 'public']
/** Of metres: centimetres; of degrees: about a millimetre. */
const METRE_DIGITS = 2
const DEGREE_DIGITS = 8

/** Outlines as a file of an estate: what is new is written whole, of what is there its outline and the fields that it must have. */
export function footprintsYaml(outlines: readonly Outline[], comment: string): string {
  const things = outlines.map(({ corners, path, properties, thing }) => {
    const [x, y] = [Math.min(...corners.map((one) => one.x)), Math.min(...corners.map((one) => one.y))].map(round)
    const ground = { at: [x, y], footprint: corners.map((one) => [round(one.x - (x ?? 0)), round(one.y - (y ?? 0))]) }
    return [path, { ...(thing ? ofThing(thing) : ofProperties(properties)), ...ground }] as const
  })
  const head = comment
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('')
  return head + stringify({ schema: SCHEMA_VERSION, things: Object.fromEntries(things) }, { lineWidth: 0 })
}

function ofThing(thing: NonNullable<Outline['thing']>) {
  const { kind, name, use } = thing
  if (thing.kind === 'plot') return { kind, name, use }
  return { kind, name, use, height: `${thing.height} m`, floors: thing.floors }
}

/** A building where its height is said, else a piece of ground. */
function ofProperties(properties: Outline['properties']) {
  const text = (name: string) => {
    const value = properties[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined
  }
  const height = Number(properties.height)
  const floors = Number(properties.floors)
  const said = {
    ...(text('name') !== undefined && { name: text('name') }),
    source: SOURCES.find((one) => one === properties.source) ?? 'assumed',
  }
  if (!(height > 0)) return { kind: 'plot', ...said, use: text('use') ?? 'not said' }
  return {
    ...{ kind: 'building', ...said, use: USES.find((one) => one === properties.use) ?? 'public' },
    ...{ height: `${height} m`, ...(Number.isInteger(floors) && floors >= 1 && floors <= 200 && { floors }) },
  }
}

/** Outlines of the buildings and plots of a site as GeoJSON (RFC 7946). */
export function footprintsGeoJson(estate: Estate, site: Site): { readonly text: string; readonly count: number } {
  const plane = new LocalPlane([site.longitude, site.latitude])
  const things = [...estate.ofKind('plot'), ...estate.ofKind('building')].filter(
    ({ footprint, path }) => isWithin(path, site.path) && footprint.length >= 3,
  )
  const features = things.map((thing) => {
    const { footprint, kind, name, path, source, use } = thing
    const corners = areaOf(footprint) < 0 ? footprint.toReversed() : footprint
    const ring = [...corners, ...corners.slice(0, 1)].map((corner) =>
      plane.positionOf(corner).map((degrees) => Number(degrees.toFixed(DEGREE_DIGITS))),
    )
    const more = thing.kind === 'building' ? { height: thing.height, floors: thing.floors } : {}
    const properties = { 'oblak:path': path, name, kind, use, source, ...more }
    return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } }
  })
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n')
  return { text: `{"type": "FeatureCollection", "features": [\n${lines}\n]}\n`, count: features.length }
}

function round(value: number): number {
  return Number(value.toFixed(METRE_DIGITS))
}
