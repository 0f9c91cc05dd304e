/** Serbia's extent in degrees, rounded outwards; the map's ground. */
const EXTENT = { west: 18.6, east: 23.2, south: 42, north: 46.4 } as const
const WIDTH = 240
/** A degree of longitude is shorter than one of latitude by this at the middle of the map. */
const SHRINK = Math.cos((((EXTENT.north + EXTENT.south) / 2) * Math.PI) / 180)
const SCALE = WIDTH / ((EXTENT.east - EXTENT.west) * SHRINK)
const EARTH_RADIUS_KM = 6_371

/** Where a coordinate lies on the map: equirectangular, true to scale along the middle parallel. */
export function project(latitude: number, longitude: number): { readonly x: number; readonly y: number } {
  return { x: (longitude - EXTENT.west) * SHRINK * SCALE, y: (EXTENT.north - latitude) * SCALE }
}

/** Size of the map and its lines at whole degrees. */
export const MAP = {
  width: WIDTH,
  height: Math.round((EXTENT.north - EXTENT.south) * SCALE),
  parallels: [43, 44, 45, 46].map((degrees) => ({ degrees, at: project(degrees, EXTENT.west).y })),
  meridians: [19, 20, 21, 22, 23].map((degrees) => ({ degrees, at: project(EXTENT.north, degrees).x })),
}

/** Width of a letter as a share of its height, on the generous side. */
const LETTER = 0.56

/** Where the name of a mark stands: east of it; west of it where it would run off the map and has more room there. */
export function nameBeside(x: number, distance: number, name: string, letterHeight: number) {
  const isWest = x + distance + name.length * letterHeight * LETTER > WIDTH && x > WIDTH / 2
  return isWest
    ? ({ x: x - distance, textAnchor: 'end' } as const)
    : ({ x: x + distance, textAnchor: 'start' } as const)
}

/** Towns to find one's way by (coordinates to a hundredth of a degree). */
export const TOWNS = [
  { name: 'Суботица', latitude: 46.1, longitude: 19.67 },
  { name: 'Нови Сад', latitude: 45.25, longitude: 19.85 },
  { name: 'Ужице', latitude: 43.86, longitude: 19.85 },
  { name: 'Зајечар', latitude: 43.9, longitude: 22.28 },
  { name: 'Ниш', latitude: 43.32, longitude: 21.9 },
] as const

interface Coordinates {
  readonly latitude: number
  readonly longitude: number
}

/** Great-circle distance (haversine) in kilometres on a sphere of the earth's mean radius. */
export function distanceKm(from: Coordinates, to: Coordinates): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const dLatitude = radians(to.latitude - from.latitude)
  const dLongitude = radians(to.longitude - from.longitude)
  const chord =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLongitude / 2) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord))
}
