import { z } from 'zod'
import type { Diagnostic } from '../../../kit/diagnostic.ts'
import { readYaml, type YamlSource } from '../../../kit/yaml-source.ts'
import type { Estate } from '../../../model/estate.ts'
import type { Point2 } from '../../../model/geometry.ts'
import { isPath, isWithin, joinPath, parentPath } from '../../../model/path.ts'
import type { Building, Plot, Site } from '../../../model/things.ts'
import { refusedFile, wrongFile } from '../errors.ts'
import { ForeignIds } from '../foreign-ids.ts'
import { LocalPlane, type Position } from './local-plane.ts'
import { areaOf, type OutlineFault, outlineFaults, ringFaults } from './outline-faults.ts'

const MOST_FEATURES = 2_000
const position = z.array(z.number()).min(2).max(4)
const feature = z.looseObject({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)).min(1) }),
    z.looseObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position)).min(1)).min(1) }),
  ]),
})
const collection = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(feature).min(1).max(MOST_FEATURES),
})

/** An outline on the ground, of something that is in the estate or not yet. */
export interface Outline {
  readonly path: string
  /** In metres of the site, against the clock, the first corner not again. */
  readonly corners: readonly Point2[]
  readonly properties: Readonly<Record<string, unknown>>
  /** What the estate has at that path. */
  readonly thing: Building | Plot | undefined
}

/**
 * Outlines of a GeoJSON file of polygons (RFC 7946), each named by a property `oblak:path`, or `name` and then below the site.
 * @throws InterchangeError with every fault, by line
 */
export function readFootprints(bytes: Uint8Array, file: string, estate: Estate, site: Site): readonly Outline[] {
  const source = jsonSource(bytes, file)
  const checked = source.checkWith(collection)
  if ('diagnostics' in checked) throw wrongFile(file, checked.diagnostics)
  const faults: Diagnostic[] = []
  const fault = (path: readonly (string | number)[], { message, ...more }: OutlineFault) =>
    void faults.push(source.diagnostic(path, message, more))
  const plane = new LocalPlane([site.longitude, site.latitude])
  const ids = new ForeignIds()
  const seen = new Set<string>()
  const outlines = checked.value.features.flatMap((one, number): readonly Outline[] => {
    const at = ['features', number]
    const properties = one.properties ?? {}
    const path = pathOf(properties, site.path, ids)
    for (const wrong of pathFaults(path, site, estate, seen)) fault([...at, 'properties'], wrong)
    const { geometry } = one
    const rings = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    const [polygon] = rings
    const where = [...at, 'geometry', 'coordinates']
    if (rings.length > 1)
      fault(where, { message: 'has several polygons', found: `${rings.length}`, allowed: 'one to an outline' })
    if (polygon && polygon.length > 1)
      fault(where, { message: 'has holes', found: `${polygon.length - 1}`, allowed: 'an outline without holes' })
    const ring = (polygon?.[0] ?? []).map(([longitude = 0, latitude = 0]): Position => [longitude, latitude])
    const ofRing = ringFaults(ring)
    for (const wrong of ofRing) fault(where, wrong)
    if (ofRing.length > 0) return []
    const open = ring.slice(0, -1)
    const corners = open.map((place) => plane.metresOf(place))
    const mirrored = open.map(([longitude, latitude]) => plane.metresOf([latitude, longitude]))
    for (const wrong of outlineFaults(corners, mirrored)) fault(where, wrong)
    const thing = estate.find(path)
    const known = thing?.kind === 'building' || thing?.kind === 'plot' ? thing : undefined
    return [{ path, corners: areaOf(corners) < 0 ? corners.toReversed() : corners, properties, thing: known }]
  })
  if (faults.length > 0) throw wrongFile(file, faults)
  return outlines
}

/** JSON is YAML, and the reader of that knows places; it wants no tabs, which JSON may be indented with. */
function jsonSource(bytes: Uint8Array, file: string): YamlSource {
  const plain = Uint8Array.from(bytes, (byte) => (byte === 0x09 ? 0x20 : byte))
  const text = new TextDecoder().decode(plain)
  try {
    JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const [, at] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? []
    const before = text.slice(0, at === undefined ? 0 : Number(at)).split('\n')
    const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 }
    throw refusedFile(file, 'This is no JSON.', {
      ...place,
      allowed: 'GeoJSON in UTF-8: a FeatureCollection of polygons',
    })
  }
  const reading = readYaml(plain, file)
  if ('diagnostics' in reading) throw wrongFile(file, reading.diagnostics)
  return reading.source
}

function pathOf(properties: Readonly<Record<string, unknown>>, site: string, ids: ForeignIds): string {
  const said = properties['oblak:path']
  if (typeof said === 'string' && said !== '') return said.replace(/^\/+|\/+$/g, '')
  return joinPath(site, ids.idOf(String(properties.name ?? ''), 'outline'))
}

function* pathFaults(path: string, site: Site, estate: Estate, seen: Set<string>): Generator<OutlineFault> {
  const allowed = `a path below ${site.path}, for a building or plot on its ground`
  if (!isPath(path) || !isWithin(path, site.path) || path === site.path)
    return yield { message: 'name no place of the site', found: path, allowed }
  if (seen.has(path))
    yield { message: 'name the same as another outline above', found: path, allowed: 'a path of its own' }
  seen.add(path)
  const thing = estate.find(path)
  if (thing && thing.kind !== 'building' && thing.kind !== 'plot')
    yield { message: `name a ${thing.kind}`, found: path, allowed: 'a building or plot' }
  for (let above = parentPath(path); above !== site.path && above !== ''; above = parentPath(above)) {
    const around = estate.find(above)
    if (around)
      return yield { message: `name what stands in ${above}, whose own metres it counts in`, found: path, allowed }
  }
}
