import { describe, expect, test } from 'vitest'
import type { Placement, Point2 } from '../../model/geometry.ts'
import { isWithin, lastSegment, parentPath } from '../../model/path.ts'
import { readEstateFiles, SHIPPED } from '../testing/read-estate-files.ts'
import { allThings, type DraftOf, ofKind } from '../testing/written-things.ts'
import { expand } from './expand.ts'

const shipped = expand(readEstateFiles(SHIPPED))
const things = allThings(shipped)
const byPath = new Map<string, (typeof things)[number]>(things.map((thing) => [thing.path, thing]))
const within = <K extends Parameters<typeof ofKind>[1]>(kind: K, path: string) =>
  ofKind(things, kind).filter((thing) => isWithin(thing.path, path))
const site = (path: string) => {
  const found = byPath.get(path)
  if (found?.kind !== 'site') throw new Error(`${path} is no site`)
  return found
}
const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((total, one) => total + (one ?? 0), 0)

test('the shipped estate expands without a problem', () => {
  expect(shipped.problems).toEqual([])
})

describe('the names', () => {
  test('of the estate, of every service, and every note and use are in Serbian too', () => {
    expect(shipped.nameSr).toBe('Државни дата центри')
    const services = [...ofKind(things, 'rack'), ...ofKind(things, 'device')].flatMap(({ service }) => service ?? [])
    const onRacksOfOthers = ['incident-portal', 'oblak']
    expect(Object.keys(shipped.services).sort()).toEqual([...new Set([...services, ...onRacksOfOthers])].sort())
    const cyrillic = /[а-шђјљњћџ]/i
    for (const { name, nameSr } of Object.values(shipped.services).flatMap((one) => one ?? [])) {
      expect(nameSr, name).toMatch(cyrillic)
    }
    const noted = things.filter(({ note }) => note !== undefined)
    expect(noted.length).toBeGreaterThan(30)
    for (const { note, noteSr } of noted) expect(noteSr, note).toMatch(cyrillic)
    for (const { use, useSr } of ofKind(things, 'plot')) expect(useSr, use).toMatch(cyrillic)
  })

  const named = things.filter(({ name, path }) => name !== lastSegment(path))

  test('are in Serbian too, wherever there are any: halls, rows, buildings, plots, sites and their phases', () => {
    expect(named.length).toBeGreaterThan(200)
    const phases = [...ofKind(things, 'building'), ...ofKind(things, 'plot')].flatMap(({ phase }) => phase ?? [])
    for (const { name, nameSr } of [...named, ...phases]) expect(nameSr, name).toMatch(/^[А-ШЂЈЉЊЋЏ]/)
    expect(byPath.get('kragujevac/hall-2/row-b')).toMatchObject({ name: 'Row b', nameSr: 'Ред b' })
  })

  test('of racks and of the probes in them are in Serbian too', () => {
    for (const { nameSr, path } of ofKind(things, 'rack')) expect(nameSr, path).toBe(`Рек ${path.slice(-2)}`)
    for (const { nameSr, path } of ofKind(things, 'probe').filter(
      ({ role }) => role === 'intake' || role === 'exhaust',
    )) {
      expect(nameSr, path).toMatch(/^(Усис|Издув), (доле|средина|горе)$/)
    }
  })

  test('in Serbian are in Cyrillic but for units, acronyms and the letters of rows and sides', () => {
    for (const { name, nameSr = '' } of named) {
      const latin = nameSr.match(/[a-z]+/gi) ?? []
      expect(
        latin.filter((word) => word.length > 1 && word !== 'UPS'),
        name,
      ).toEqual([])
    }
  })
})

describe('the published figures', () => {
  test('1,080 racks in Kragujevac, a fifth of them in Belgrade', () => {
    expect([within('rack', 'kragujevac').length, within('rack', 'belgrade').length]).toEqual([1080, 216])
  })

  test('14 MW in Kragujevac, 8 MW of them in the two new blocks; 1.2 MW in Belgrade: the halls make up their site', () => {
    expect([site('kragujevac').itCapacity, site('belgrade').itCapacity]).toEqual([14e6, 1.2e6])
    const halls = (path: string) => sum(within('room', path).map((room) => room.itCapacity))
    expect([halls('kragujevac'), halls('belgrade')]).toEqual([14e6, 1.2e6])
    expect(halls('kragujevac/hall-5') + halls('kragujevac/hall-6')).toBe(8e6)
  })

  test('14,000 m² in two buildings on 4 ha, about 300 kW of roof solar', () => {
    const buildings = within('building', 'kragujevac').filter(({ path }) => !path.includes('/district/'))
    expect(buildings.map(({ use }) => use).sort()).toEqual(['data-centre', 'security'])
    expect(sum(buildings.map(({ floorArea }) => floorArea))).toBe(14_000)
    expect(sum(within('solar', 'kragujevac').map(({ rating }) => rating))).toBe(300_000)
    const campus = byPath.get('kragujevac/campus')
    expect(campus?.kind === 'plot' && area(campus.footprint)).toBe(40_000)
  })

  test('4 DGX A100 and 6 DGX H200; about 300 GPUs in the second supercomputer, with the other account in its note', () => {
    const count = (type: string) => ofKind(things, 'device').filter((device) => device.type === type).length
    expect([count('dgx-a100'), count('dgx-h200')]).toEqual([4, 6])
    expect(Math.abs(8 * count('gpu-node') - 300)).toBeLessThan(10)
    const racks = ofKind(things, 'rack').filter(({ service }) => service === 'ai-supercomputer')
    expect(racks.some(({ note }) => note?.includes('640 Grace Hopper'))).toBe(true)
  })

  test('the district: 62,000 m² and 23,000 m² of garages in all, 35,000 m² by 2027, phase 1 by the end of 2025', () => {
    const buildings = within('building', 'kragujevac/district')
    const garages = buildings.filter(({ use }) => use === 'garage')
    const others = buildings.filter(({ use }) => use !== 'garage')
    const area = (list: typeof buildings) => sum(list.map(({ floorArea }) => floorArea))
    expect([area(others), area(garages)]).toEqual([62_000, 23_000])
    expect(area(others.filter(({ phase }) => phase?.due !== undefined && phase.due <= '2027-12-31'))).toBe(35_000)
    const first = buildings.filter(({ phase }) => phase?.due === '2025-12-31')
    expect(first.map(({ floorArea }) => floorArea)).toEqual([4700, 10_000])
  })

  test('what is published says so, what is assumed says so', () => {
    expect(site('kragujevac')).toMatchObject({ source: 'assumed', sources: { itCapacity: 'press' } })
    expect(byPath.get('kragujevac/solar')).toMatchObject({ sources: { rating: 'press' } })
    expect(byPath.get('kragujevac/district/building-1')).toMatchObject({ sources: { floorArea: 'interview' } })
    expect(site('belgrade').sources).toBeUndefined()
    expect(shipped.deviceTypes.find(({ slug }) => slug === 'dgx-h200')).toMatchObject({
      source: 'datasheet',
      power: 10_200,
      // Two Xeon Platinum 8480C of 56 cores and 112 threads, 2 TB, eight H200 (NVIDIA's data sheet).
      compute: { hosts: 1, threads: 224, memory: 2 * 2 ** 40, gpus: 8 },
    })
  })
})

describe('the geometry', () => {
  const racks = ofKind(things, 'rack')
  const roomOf = (path: string) => {
    const room = byPath.get(path.split('/').slice(0, 2).join('/'))
    if (room?.kind !== 'room') throw new Error(`${path} stands in no room`)
    return room
  }

  test('no two racks or air handlers of a room overlap, and all stand inside of it', () => {
    const placed = [...racks, ...ofKind(things, 'crah')]
    const byRoom = groupBy(placed, ({ path }) => roomOf(path).path)
    for (const [path, members] of byRoom) {
      const room = bounds(roomOf(path).footprint)
      const boxes = members.map(({ placement }) => boxOf(placement))
      for (const [at, box] of boxes.entries()) {
        expect(isInside(box, room), members[at]?.path).toBe(true)
        for (const [other, second] of boxes.entries()) {
          if (other > at && overlap(box, second)) expect.unreachable(`${members[at]?.path} and ${members[other]?.path}`)
        }
      }
    }
  })

  test('rooms stand inside a building of their site without overlap, as do the buildings of the district', () => {
    for (const { path } of ofKind(things, 'site')) {
      const rooms = within('room', path)
      const buildings = within('building', path)
      for (const room of rooms) {
        expect(
          buildings.some((one) => isInside(bounds(room.footprint), bounds(one.footprint))),
          room.path,
        ).toBe(true)
      }
      for (const group of [rooms, buildings]) {
        for (const one of group) {
          for (const other of group) {
            if (one !== other)
              expect(overlap(bounds(one.footprint), bounds(other.footprint)), `${one.path} ${other.path}`).toBe(false)
          }
        }
      }
    }
  })

  test('rows face each other over cold aisles of 1.2 m and turn their backs over hot aisles of 1.2 m', () => {
    const front = (letter: string) => {
      const rack = byPath.get(`kragujevac/hall-1/row-${letter}/rack-07`)
      if (rack?.kind !== 'rack') throw new Error('no rack')
      return rack.placement
    }
    const [a, b, c] = [front('a'), front('b'), front('c')]
    expect([a.faces, b.faces, c.faces]).toEqual([0, 180, 0])
    expect(b.at.y - a.at.y - 1.2).toBeCloseTo(1.2)
    expect(c.at.y - b.at.y - 1.2).toBeCloseTo(1.2)
  })

  test('devices of a rack do not share units', () => {
    const heights = new Map(shipped.deviceTypes.map(({ slug, height }) => [slug, height]))
    const wrong: string[] = []
    for (const { thing, inside } of shipped.drafts) {
      if (thing.kind !== 'rack' || !inside) continue
      const taken = new Set<number>()
      for (const [slot, kind] of inside.shape.kinds.entries()) {
        const device = kind === 'device' ? inside.make(slot) : undefined
        if (device?.kind !== 'device' || device.position === undefined) continue
        for (let half = device.position * 2; half < 2 * (device.position + (heights.get(device.type) ?? 0)); half++) {
          if (taken.has(half) || half >= 2 * (thing.units + 1)) wrong.push(`${device.path} at unit ${half / 2}`)
          taken.add(half)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('the power', () => {
  const pdus = ofKind(things, 'rack-pdu')
  const devices = ofKind(things, 'device')
  const types = new Map(shipped.deviceTypes.map((type) => [type.slug, type]))
  const nameplates = new Map<string, number>()
  for (const { path, type } of devices) {
    const watts = types.get(type)?.power ?? 0
    for (let above = parentPath(path); above !== ''; above = parentPath(above)) {
      nameplates.set(above, (nameplates.get(above) ?? 0) + watts)
    }
  }
  const nameplate = (path: string) => nameplates.get(path) ?? 0
  const kva = ({ amperage, derating }: DraftOf<'power-feed'>) => Math.sqrt(3) * 400 * (amperage ?? 0) * derating

  test('every cord leads to an outlet that exists, in a bank, and no outlet is used twice', () => {
    const used = new Set<string>()
    const wrong: string[] = []
    for (const device of devices) {
      if (device.cords.length !== types.get(device.type)?.supplies)
        wrong.push(`${device.path} has a supply without cord`)
      for (const { pdu, outlet } of device.cords) {
        const strip = byPath.get(pdu)
        const banks = strip?.kind === 'rack-pdu' ? strip.banks : []
        const isInBank = banks.some(({ outlets: [first, last] }) => outlet >= first && outlet <= last)
        if (!isInBank || used.has(`${pdu}:${outlet}`)) wrong.push(`${device.path} in ${pdu}:${outlet}`)
        used.add(`${pdu}:${outlet}`)
      }
    }
    expect(wrong).toEqual([])
    expect(used.size).toBeGreaterThan(25_000)
  })

  test('every rack has a PDU on side A and one on side B, from feeds of that side that go back to the grid', () => {
    expect(pdus).toHaveLength(2 * 1296)
    for (const pdu of pdus) {
      let path: string | undefined = pdu.supplies[0]?.from
      const feed = byPath.get(path ?? '')
      expect(feed?.kind === 'power-feed' && feed.side, pdu.path).toBe(pdu.side)
      const kinds: string[] = []
      while (path !== undefined) {
        const thing = byPath.get(path)
        if (!thing) return expect.unreachable(path)
        kinds.push(thing.kind)
        path = 'supplies' in thing ? thing.supplies[0]?.from : undefined
      }
      expect(kinds).toEqual(['power-feed', 'power-panel', 'ups', 'transformer', 'utility'])
    }
  })

  test('makers of rack PDUs alternate, and each side has both', () => {
    const maker = (path: string) => {
      const pdu = byPath.get(path)
      return pdu?.kind === 'rack-pdu' && pdu.manufacturer
    }
    const row = 'kragujevac/hall-1/row-b'
    expect(['06', '07', '08'].map((rack) => maker(`${row}/rack-${rack}/pdu-a`))).toEqual(['Raritan', 'APC', 'Raritan'])
    expect(['06', '07', '08'].map((rack) => maker(`${row}/rack-${rack}/pdu-b`))).toEqual(['APC', 'Raritan', 'APC'])
  })

  test('either side alone carries the nameplates of its row, and of its hall (2N)', () => {
    for (const feed of ofKind(things, 'power-feed')) {
      expect(nameplate(parentPath(feed.path)), feed.path).toBeLessThanOrEqual(kva(feed))
    }
    for (const room of ofKind(things, 'room').filter(({ use }) => use === 'data-hall')) {
      const upses = (side: string) =>
        new Set(
          ofKind(things, 'power-feed')
            .filter((feed) => feed.side === side && isWithin(feed.path, room.path))
            .map((feed) => byPath.get(feed.supplies[0]?.from ?? ''))
            .map((panel) => panel?.kind === 'power-panel' && panel.supplies[0]?.from),
        )
      for (const side of ['a', 'b']) {
        const rating = sum([...upses(side)].map((path) => ratingOf(path || '')))
        expect(rating, `${room.path} ${side}`).toBeGreaterThanOrEqual(room.itCapacity ?? 0)
        expect(rating).toBeGreaterThanOrEqual(nameplate(room.path))
      }
    }
  })

  test('air handlers and chillers carry their halls with one of them down (N+1)', () => {
    for (const room of ofKind(things, 'room').filter(({ use }) => use === 'data-hall')) {
      const units = within('crah', room.path)
      const rest = sum(units.slice(1).map(({ capacity, fanPower }) => capacity - (fanPower ?? 0)))
      expect(rest, room.path).toBeGreaterThanOrEqual(room.itCapacity ?? 0)
      const chillers = (units[0]?.chilledBy ?? []).map((path) => byPath.get(path))
      expect(chillers.every((one) => one?.kind === 'chiller')).toBe(true)
    }
    const loops = groupBy(ofKind(things, 'crah'), ({ chilledBy }) => chilledBy.join())
    expect(loops.size).toBe(3)
    for (const [paths, units] of loops) {
      const rooms = new Set(units.map(({ path }) => parentPath(path)))
      const heat =
        sum([...rooms].map((path) => within('room', path)[0]?.itCapacity)) + sum(units.map(({ fanPower }) => fanPower))
      const [, ...rest] = paths.split(',').map((path) => byPath.get(path))
      expect(sum(rest.map((one) => (one?.kind === 'chiller' ? one.capacity : 0)))).toBeGreaterThanOrEqual(heat)
    }
  })

  test('the phases of every feed are within a twentieth of their mean at the usual draw', () => {
    const loads = new Map<string, [number, number, number]>()
    for (const device of devices) {
      const each = (types.get(device.type)?.typicalPower ?? 0) / Math.max(1, device.cords.length)
      for (const { pdu, outlet } of device.cords) {
        const strip = byPath.get(pdu)
        if (strip?.kind !== 'rack-pdu') continue
        const bank = strip.banks.find(({ outlets: [first, last] }) => outlet >= first && outlet <= last)
        const lines = loads.get(strip.supplies[0]?.from ?? '') ?? [0, 0, 0]
        const line = ['l1', 'l2', 'l3'].indexOf(bank?.lines ?? '') as 0 | 1 | 2
        lines[line] += each
        loads.set(strip.supplies[0]?.from ?? '', lines)
      }
    }
    expect(loads.size).toBe(144)
    for (const [feed, lines] of loads) {
      const mean = sum(lines) / 3
      expect(Math.max(...lines.map((line) => Math.abs(line - mean))) / mean, feed).toBeLessThan(0.05)
    }
  })

  test('every meter measures something, every thing that draws draws from something', () => {
    for (const thing of things) {
      if (thing.kind === 'meter') expect(byPath.has(thing.measures), thing.path).toBe(true)
      if ('supplies' in thing) {
        expect(thing.supplies.length, thing.path).toBeGreaterThan(0)
        for (const { from } of thing.supplies) expect(byPath.has(from), `${thing.path} from ${from}`).toBe(true)
      }
    }
  })

  function ratingOf(path: string): number {
    const thing = byPath.get(path)
    return thing?.kind === 'ups' ? (thing.rating ?? 0) : 0
  }
})

interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

function bounds(corners: readonly Point2[]): Bounds {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  return { west: Math.min(...xs), south: Math.min(...ys), east: Math.max(...xs), north: Math.max(...ys) }
}

/** Shipped things face the four winds. */
function boxOf({ at, size, faces }: Placement): Bounds {
  const isTurned = faces % 180 !== 0
  const [x, y] = isTurned ? [size.depth / 2, size.width / 2] : [size.width / 2, size.depth / 2]
  return { west: at.x - x, south: at.y - y, east: at.x + x, north: at.y + y }
}

const HAIR = 1e-6

function overlap(a: Bounds, b: Bounds): boolean {
  return a.west < b.east - HAIR && b.west < a.east - HAIR && a.south < b.north - HAIR && b.south < a.north - HAIR
}

function isInside(a: Bounds, b: Bounds): boolean {
  return a.west >= b.west - HAIR && a.east <= b.east + HAIR && a.south >= b.south - HAIR && a.north <= b.north + HAIR
}

function area(footprint: readonly Point2[]): number {
  const { west, south, east, north } = bounds(footprint)
  return (east - west) * (north - south)
}

function groupBy<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return groups
}
