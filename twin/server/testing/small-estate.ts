import { ListedEstate } from '../../kit/testing/listed-estate.ts'
import type { ThingPath } from '../../model/path.ts'
import type { DeviceType, Thing } from '../../model/things.ts'
import { amperes, heading, kilograms, metres, rackUnits, ratio, volts, watts } from '../../model/units.ts'

const SERVER: DeviceType = {
  slug: 'server-1u',
  manufacturer: 'Test',
  model: '1U',
  height: rackUnits(1),
  depth: 'full',
  weight: kilograms(18),
  power: watts(700),
  typicalPower: watts(400),
  airflow: 'front-to-rear',
  supplies: 2,
  suppliesNeeded: 1,
  role: 'server',
  source: 'assumed',
}

/**
 * One site `belgrade` with `hall-1` (class A2), rows and racks as many as asked; each rack has rack PDUs A and B (three-phase, 32 A, derating
 * 0.8, 400 V line to line), three intake probes, one exhaust probe, a door; the hall two coolers, a leak rope and a smoke head.
 */
export function smallEstate(rows = 2, racksPerRow = 3): ListedEstate {
  const things: Thing[] = []
  // Each maker takes the next index: `add` gives what all things share.
  const common = (path: string, name?: string) => ({
    index: things.length,
    path: path as ThingPath,
    name: name ?? path.slice(path.lastIndexOf('/') + 1),
    source: 'assumed' as const,
  })
  const at = (x: number, y: number, z = 0) => ({ x: metres(x), y: metres(y), z: metres(z) })
  const placement = (x: number, y: number) => ({
    at: at(x, y),
    size: { width: metres(0.6), depth: metres(1.2), height: metres(2) },
    faces: heading(0),
  })
  const from = (path: string) => [{ from: path as ThingPath, role: 'primary' as const }]
  const site = 'belgrade'
  const hall = `${site}/hall-1`
  const outline = [at(0, 0), at(20, 0), at(20, 15), at(0, 15)]
  things.push({
    ...common(site, 'Belgrade'),
    nameSr: 'Београд',
    kind: 'site',
    latitude: 44.8,
    longitude: 20.4,
    itCapacity: watts(1_200_000),
    utcOffsetName: 'Europe/Belgrade',
  })
  things.push({
    ...common(hall, 'Hall 1'),
    nameSr: 'Сала 1',
    kind: 'room',
    use: 'data-hall',
    footprint: outline,
    floor: metres(0),
    height: metres(4),
    airClass: 'A2',
    humidityLimit: 50,
  })
  things.push({ ...common(`${site}/power/utility`), kind: 'utility', voltage: volts(10_000), rating: watts(2_000_000) })
  for (const side of ['a', 'b'] as const) {
    things.push({
      ...common(`${site}/power/ups-${side}`),
      kind: 'ups',
      supplies: from(`${site}/power/utility`),
      rating: watts(500_000),
      efficiency: ratio(0.96),
      battery: { capacity: 100_000 as never, autonomyAtFullLoad: 600 as never },
    })
  }
  for (const n of [1, 2]) {
    things.push({
      ...common(`${hall}/crah-${n}`),
      kind: 'crah',
      placement: placement(n * 5, 14),
      capacity: watts(100_000),
      airflow: 8 as never,
      supplies: from(`${site}/power/utility`),
      chilledBy: [],
      type: 'perimeter',
    })
  }
  const probe = (path: string, role: 'leak' | 'smoke' | 'door' | 'intake' | 'exhaust', z: number) =>
    things.push({
      ...common(path),
      kind: 'probe',
      measures: role === 'intake' || role === 'exhaust' ? ['temperature', 'humidity'] : ['state'],
      role,
      at: at(1, 1, z),
    })
  probe(`${hall}/leak-1`, 'leak', 0)
  probe(`${hall}/smoke-1`, 'smoke', 3)
  for (let row = 0; row < rows; row++) {
    const rowPath = `${hall}/row-${String.fromCharCode(97 + row)}`
    things.push({ ...common(rowPath), kind: 'row' })
    for (let n = 1; n <= racksPerRow; n++) {
      const rack = `${rowPath}/rack-${String(n).padStart(2, '0')}`
      things.push({ ...common(rack), kind: 'rack', placement: placement(n * 0.6, row * 3), units: rackUnits(42) })
      for (const side of ['a', 'b'] as const) {
        const feed = `${site}/power/feed-${row}-${n}-${side}`
        things.push({
          ...common(feed),
          kind: 'power-feed',
          supplies: from(`${site}/power/ups-${side}`),
          supply: 'ac',
          phase: 'three',
          wiring: 'wye',
          voltage: volts(400),
          voltageIs: 'line-to-line',
          amperage: amperes(32),
          derating: ratio(0.8),
          side,
        })
        things.push({
          ...common(`${rack}/pdu-${side}`),
          kind: 'rack-pdu',
          supplies: from(feed),
          side,
          manufacturer: 'Test',
          model: 'PDU',
          phase: 'three',
          amperage: amperes(32),
          banks: [{ name: 'bank-1', lines: 'l1', breaker: amperes(16), outlets: [1, 12] }],
          outlets: 24,
        })
      }
      for (const [name, z] of [
        ['bottom', 0.3],
        ['middle', 1],
        ['top', 1.8],
      ] as const)
        probe(`${rack}/intake-${name}`, 'intake', z)
      probe(`${rack}/exhaust-top`, 'exhaust', 1.8)
      probe(`${rack}/door-front`, 'door', 1)
      things.push({
        ...common(`${rack}/server-1`),
        kind: 'device',
        type: SERVER.slug,
        position: rackUnits(1),
        face: 'front',
        cords: [
          { supply: 1, pdu: `${rack}/pdu-a` as ThingPath, outlet: 1 },
          { supply: 2, pdu: `${rack}/pdu-b` as ThingPath, outlet: 1 },
        ],
      })
    }
  }
  return new ListedEstate(things, [SERVER])
}
