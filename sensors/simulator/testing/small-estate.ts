import type { Estate } from '../../../twin/model/estate.ts'
import { joinPath, parentPath, type ThingPath } from '../../../twin/model/path.ts'
import type { DeviceType, Kind, Thing, ThingOf } from '../../../twin/model/things.ts'
import {
  amperes,
  cubicMetresPerSecond,
  heading,
  metres,
  rackUnits,
  ratio,
  seconds,
  volts,
  wattHours,
  watts,
} from '../../../twin/model/units.ts'

type Draft = { [K in Kind]: Omit<ThingOf<K>, 'index' | 'name' | 'source'> }[Kind]

/** An estate of given things, for tests. Indexes follow the order given. */
export function estateOf(drafts: readonly Draft[], types: readonly DeviceType[]): Estate {
  const things = drafts.map((draft, index) => ({ ...draft, index, name: draft.path, source: 'assumed' }) as Thing)
  const byPath = new Map(things.map((thing) => [thing.path as string, thing]))
  return {
    name: 'small',
    version: '1',
    extent: things.length,
    thing: (index) => things[index],
    find: (path) => byPath.get(path),
    children: (path) => things.filter((thing) => parentPath(thing.path) === path),
    parent: (thing) => byPath.get(parentPath(thing.path)),
    ofKind: <K extends Kind>(kind: K) => things.filter((thing): thing is ThingOf<K> => thing.kind === kind),
    deviceType: (slug) => types.find((type) => type.slug === slug),
    fedBy: (path) =>
      things.filter((thing) => 'supplies' in thing && thing.supplies.some((supply) => supply.from === path)),
  }
}

const SERVER: DeviceType = {
  slug: 'server',
  manufacturer: 'Any',
  model: 'Two-socket server',
  height: rackUnits(2),
  depth: 'full',
  power: watts(800),
  typicalPower: watts(500),
  airflow: 'front-to-rear',
  supplies: 2,
  suppliesNeeded: 1,
  role: 'server',
  source: 'assumed',
}

export interface SmallEstateOptions {
  readonly racks?: number
  readonly serversPerRack?: number
  /** Maker of side A's and side B's PDU. */
  readonly makers?: readonly [string, string]
  readonly crahs?: number
  /** An environmental monitor in the hall. */
  readonly monitor?: boolean
}

/**
 * One site with a hall of racks in two rows, each rack with two PDUs, eight servers and six probes, fed from two UPS behind one
 * transformer with a generator, cooled by air handlers on two chillers.
 */
export function smallEstate(options: SmallEstateOptions = {}): Estate {
  const { racks = 8, serversPerRack = 8, makers = ['APC', 'Raritan'], crahs = 3, monitor = false } = options
  // Ratings grow with what they carry.
  const scale = Math.max(1, racks / 8)
  const perCrah = Math.max(1, (3 * scale) / crahs)
  const side = 10 * Math.sqrt(scale)
  const path = (...parts: string[]) => joinPath('site', ...parts)
  const at = (x: number, y: number, z = 0) => ({ x: metres(x), y: metres(y), z: metres(z) })
  const placed = (x: number, y: number, height: number) => ({
    at: at(x, y),
    size: { width: metres(0.6), depth: metres(1.2), height: metres(height) },
    faces: heading(0),
  })
  const from = (...parts: string[]) => ({ from: path(...parts), role: 'primary' }) as const
  const drafts: Draft[] = [
    { kind: 'site', path: path(), latitude: 44.01, longitude: 20.91, utcOffsetName: 'Europe/Belgrade' },
    {
      kind: 'room',
      path: path('hall'),
      use: 'data-hall',
      footprint: [at(0, 0), at(1.2 * side, 0), at(1.2 * side, side), at(0, side)],
      floor: metres(0),
      height: metres(4),
      airClass: 'A1',
      humidityLimit: 50,
    },
    { kind: 'utility', path: path('power', 'utility'), voltage: volts(400) },
    {
      kind: 'generator',
      path: path('power', 'generator'),
      rating: watts(800_000 * scale),
      fuel: { litres: 5000, litresPerHourAtFullLoad: 200 },
      startTime: seconds(12),
    },
    {
      kind: 'transformer',
      path: path('power', 'transformer'),
      supplies: [from('power', 'utility'), { from: path('power', 'generator'), role: 'alternate' }],
      rating: 1_000_000 * scale,
      efficiency: ratio(0.985),
    },
    {
      kind: 'power-panel',
      path: path('power', 'mechanical'),
      supplies: [from('power', 'transformer')],
      rating: amperes(400),
      voltage: volts(400),
      voltageIs: 'line-to-line',
    },
  ]
  for (const side of ['a', 'b'] as const) {
    drafts.push(
      {
        kind: 'ups',
        path: path('power', `ups-${side}`),
        supplies: [from('power', 'transformer')],
        rating: watts(100_000 * scale),
        efficiency: ratio(0.95),
        battery: { capacity: wattHours(20_000 * scale), autonomyAtFullLoad: seconds(600) },
      },
      {
        kind: 'power-feed',
        path: path('power', `feed-${side}`),
        supplies: [from('power', `ups-${side}`)],
        supply: 'ac',
        phase: 'three',
        wiring: 'wye',
        voltage: volts(400),
        voltageIs: 'line-to-line',
        amperage: amperes(250),
        derating: ratio(1),
        side,
      },
    )
  }
  drafts.push({ kind: 'meter', path: path('power', 'meter'), measures: path('power', 'feed-a') })
  for (let row = 0; row < 2; row++) drafts.push({ kind: 'row', path: path('hall', `row-${row + 1}`), coldAisle: 'one' })
  for (let number = 0; number < racks; number++) {
    const row = number < racks / 2 ? 1 : 2
    const x = 2 + 0.6 * (number % Math.ceil(racks / 2))
    drafts.push(...rack(path('hall', `row-${row}`, `rack-${number + 1}`), x, row * 3, serversPerRack, makers))
  }
  for (let number = 1; number <= 2; number++) {
    drafts.push({
      kind: 'chiller',
      path: path('cooling', `chiller-${number}`),
      placement: placed(20, 5, 2),
      capacity: watts(60_000 * scale),
      cop: 4,
      supplies: [from('power', 'mechanical')],
    })
  }
  for (let number = 1; number <= crahs; number++) {
    drafts.push({
      kind: 'crah',
      path: path('hall', `crah-${number}`),
      placement: placed(4 * number, 9, 2),
      capacity: watts(30_000 * perCrah),
      airflow: cubicMetresPerSecond(2.4 * perCrah),
      fanPower: watts(1500 * perCrah),
      supplies: [from('power', 'mechanical')],
      chilledBy: [path('cooling', 'chiller-1'), path('cooling', 'chiller-2')],
      type: 'perimeter',
    })
  }
  for (const role of ['door', 'leak', 'smoke'] as const) {
    drafts.push({ kind: 'probe', path: path('hall', role), measures: ['state'], role, at: at(6, 5, 2) })
  }
  if (monitor) drafts.push({ kind: 'monitor', path: path('hall', 'monitor'), manufacturer: 'HW group', model: 'STE2' })
  drafts.push({ kind: 'solar', path: path('roof'), rating: watts(30_000), footprint: [], height: metres(8) })
  return estateOf(drafts, [SERVER])

  function rack(own: ThingPath, x: number, y: number, servers: number, [a, b]: readonly [string, string]): Draft[] {
    const inside = (name: string) => joinPath(own, name)
    const pdu = (side: 'a' | 'b', manufacturer: string): Draft => ({
      kind: 'rack-pdu',
      path: inside(`pdu-${side}`),
      supplies: [from('power', `feed-${side}`)],
      side,
      manufacturer,
      model: manufacturer === 'APC' ? 'AP8886' : 'PX3-5725',
      phase: 'three',
      amperage: amperes(32),
      banks: (['l1', 'l2', 'l3'] as const).map((lines, bank) => ({
        name: `Bank ${bank + 1}`,
        lines,
        breaker: amperes(16),
        outlets: [1 + 8 * bank, 8 + 8 * bank] as const,
      })),
      outlets: 24,
    })
    const probe = (role: 'intake' | 'exhaust', height: string, z: number): Draft => ({
      kind: 'probe',
      path: inside(`${role}-${height}`),
      measures: height === 'middle' && role === 'intake' ? ['temperature', 'humidity'] : ['temperature'],
      role,
      at: at(x, y, z),
    })
    return [
      { kind: 'rack', path: own, placement: placed(x, y, 2), units: rackUnits(42), service: 'egovernment-portal' },
      pdu('a', a),
      pdu('b', b),
      ...Array.from({ length: servers }, (_, number): Draft => {
        const outlet = 1 + (number % 3) * 8 + Math.floor(number / 3)
        return {
          kind: 'device',
          path: inside(`server-${number + 1}`),
          type: 'server',
          position: rackUnits(1 + 2 * number),
          face: 'front',
          cords: [
            { supply: 1, pdu: inside('pdu-a'), outlet },
            { supply: 2, pdu: inside('pdu-b'), outlet },
          ],
        }
      }),
      probe('intake', 'bottom', 0.3),
      probe('intake', 'middle', 1),
      probe('intake', 'top', 1.8),
      probe('exhaust', 'bottom', 0.3),
      probe('exhaust', 'middle', 1),
      probe('exhaust', 'top', 1.8),
    ]
  }
}
