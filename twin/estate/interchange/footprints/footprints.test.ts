import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metres } from '../../../model/units.ts'
import { loadEstate } from '../../load-estate.ts'
import { SHIPPED } from '../../testing/read-estate-files.ts'
import { LocalPlane } from './local-plane.ts'
import { readFootprints } from './read-footprints.ts'
import { footprintsGeoJson, footprintsYaml } from './write-footprints.ts'

const { estate } = await loadEstate(undefined)
const site = estate.ofKind('site').find(({ path }) => path === 'kragujevac')
if (!site) throw new Error('no site')
const plane = new LocalPlane([site.longitude, site.latitude])
const read = (text: string) => readFootprints(new TextEncoder().encode(text), 'a.geojson', estate, site)

const at = (x: number, y: number) => plane.positionOf({ x: metres(x), y: metres(y) })
const square = [at(300, 300), at(340, 300), at(340, 320), at(300, 320), at(300, 300)]
const file = (coordinates: unknown, properties: object = { name: 'Нова зграда' }) =>
  JSON.stringify(
    {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } }],
    },
    null,
    '\t',
  )

describe('metres of a site', () => {
  test('are those of the ellipsoid: at 44° a degree of latitude has 111,112 m, one of longitude 80,206 m', () => {
    // By the series for WGS84: 111,132.954 - 559.822 cos 2b + 1.175 cos 4b, and 111,412.84 cos b - 93.5 cos 3b + 0.118 cos 5b; a hundredth of each is flat enough.
    const local = new LocalPlane([21, 44])
    expect(local.metresOf([21, 44.01]).y).toBeCloseTo(1_111.12, 1)
    expect(local.metresOf([21.01, 44]).x).toBeCloseTo(802.06, 1)
  })

  test('come back from degrees to less than a millimetre', () => {
    const ordinate = fc.double({ min: -10_000, max: 10_000, noNaN: true })
    const place = fc.record({
      lon: fc.double({ min: -170, max: 170, noNaN: true }),
      lat: fc.double({ min: -80, max: 80, noNaN: true }),
    })
    fc.assert(
      fc.property(place, ordinate, ordinate, ({ lat, lon }, x, y) => {
        const local = new LocalPlane([lon, lat])
        const back = local.metresOf(local.positionOf({ x: metres(x), y: metres(y) }))
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(0.001)
      }),
    )
  })
})

describe('outlines of GeoJSON', () => {
  test('of the estate come back where they were, to a centimetre', () => {
    const { count, text } = footprintsGeoJson(estate, site)
    expect(count).toBeGreaterThan(10)
    for (const { corners, path, thing } of read(text)) {
      expect(thing?.path).toBe(path)
      for (const [number, { x, y }] of (thing?.footprint ?? []).entries())
        expect(Math.hypot((corners[number]?.x ?? 0) - x, (corners[number]?.y ?? 0) - y)).toBeLessThan(0.01)
    }
  })

  test('become a file that the estate takes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oblak-outlines-'))
    try {
      await cp(SHIPPED, folder, { recursive: true })
      const outlines = read(file([square], { name: 'Нова зграда', height: 12.5, floors: 3, use: 'office' }))
      await writeFile(join(folder, 'outlines.yaml'), footprintsYaml(outlines, 'From a.geojson'))
      const found = (await loadEstate(folder, { writeIds: false })).estate.find('kragujevac/nova-zgrada')
      expect(found).toMatchObject({ kind: 'building', height: 12.5, floors: 3, use: 'office', source: 'assumed' })
      expect(found && 'footprint' in found && found.footprint).toEqual([
        { x: 300, y: 300 },
        { x: 340, y: 300 },
        { x: 340, y: 320 },
        { x: 300, y: 320 },
      ])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test.each([
    ['that are not closed', file([square.slice(0, -1)]), /:\d+:\d+: coordinates is not closed/],
    [
      'that cross themselves',
      file([[square[0], square[2], square[1], square[3], square[0]]]),
      /crosses itself[\s\S]*its sides 1 and 3/,
    ],
    [
      'with latitude first',
      file([square.map(([lon, lat]) => [lat, lon])]),
      /too far from the site[\s\S]*the other way round/,
    ],
    ['too far away', file([square.map(([lon, lat]) => [lon + 1, lat])]), /too far from the site[\s\S]*at most 10 km/],
    ['not on earth', file([[[200, 44], ...square.slice(1, -1), [200, 44]]]), /none on earth/],
    [
      'of a place elsewhere',
      file([square], { 'oblak:path': 'belgrade/x' }),
      /properties name no place of the site[\s\S]*belgrade\/x/,
    ],
    ['of a rack', file([square], { 'oblak:path': 'kragujevac/hall-1' }), /name (a room|what stands)/],
    ['of no polygon', file([square]).replace('Polygon', 'LineString'), /type/],
    ['that are no JSON', '{"type": ', /This is no JSON/],
  ])('%s are refused with line and reason', (_, text, message) => {
    expect(() => read(text)).toThrow(message)
  })

  test('are told all at once', () => {
    const one = JSON.parse(file([square.slice(0, -1)])).features[0]
    const other = JSON.parse(file([[square[0], square[2], square[1], square[3], square[0]]], { name: 'b' })).features[0]
    expect(() => read(JSON.stringify({ type: 'FeatureCollection', features: [one, other] }))).toThrow(/2 problems/)
  })
})
