import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { Estate } from '../../twin/model/estate.ts'

/**
 * An estate with two UPS and what is given, loaded as every estate is.
 *
 * @param things lines below the things of the estate, two blanks before. A rack of the catalogue beside the feeds of its row:
 *   `{kind: rack, type: served}` beside `feed-a` and `feed-b`
 * @param catalogue all that stands above the things of the estate
 */
export async function estateOf(things: string, catalogue = CATALOGUE): Promise<Estate> {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'estate.yaml'), `${catalogue}things:\n${things}\n`)
  return (await loadEstate(folder.path, { writeIds: false })).estate
}

/** A site with UPS a and b, a board behind each, and a hall; `inHall` are lines of things in the hall, eight blanks before. */
export function siteWith(inHall: string, site = 'nis'): string {
  const hall = `hall-1:
  kind: room
  use: data-hall
  at: [0, 0]
  extent: [20, 20]
  height: 4 m
  airClass: A1
  things:
${inHall.replaceAll(/^/gm, '    ')}`
  const raw = 'raw: {kind: power-panel, from: grid, rating: 400 A, voltage: 400 V, voltageIs: line-to-line}'
  return siteOf(site, { upsKilowatts: 80, efficiency: 0.95, boardAmperes: 400, inPower: [raw], things: [hall] })
}

/** What a site of a test rests on, and what stands in it. */
export interface SiteParts {
  readonly upsKilowatts: number
  readonly efficiency: number
  readonly boardAmperes: number
  /** Lines of further things of its power. */
  readonly inPower: readonly string[]
  /** Each of some lines, no blanks before. */
  readonly things: readonly string[]
}

/** A site with a grid, UPS a and b, and a board behind each. */
export function siteOf(site: string, { upsKilowatts, efficiency, boardAmperes, inPower, things }: SiteParts): string {
  const battery = 'battery: {capacity: 15 kWh, autonomyAtFullLoad: 10 min}'
  const power = [
    'grid: {kind: utility, voltage: 400 V}',
    `ups-[a,b]: {kind: ups, from: grid, rating: ${upsKilowatts} kW, efficiency: ${efficiency}, ${battery}}`,
    `board-[a,b]: {kind: power-panel, from: ups-$1, rating: ${boardAmperes} A, voltage: 400 V, voltageIs: line-to-line}`,
    ...inPower,
  ]
  return `  ${site}:
    kind: site
    latitude: 43.3
    longitude: 21.9
    utcOffsetName: Europe/Belgrade
    things:
      power:
        kind: group
        things:
${power.map((line) => `          ${line}`).join('\n')}
${things.map((thing) => thing.replaceAll(/^/gm, '      ')).join('\n')}`
}

/** A row with a feed from either board. */
export function rowWith(racks: string, a = 'power/board-a', b = 'power/board-b', name = 'row-a'): string {
  const feed = 'phase: three, voltage: 400 V, voltageIs: line-to-line, amperage: 63 A, derating: 1'
  return `${name}:
  kind: row
  at: [2, 4]
  faces: north
  things:
    feed-a: {kind: power-feed, side: a, from: ${a}, ${feed}}
    feed-b: {kind: power-feed, side: b, from: ${b}, ${feed}}
${racks.replaceAll(/^/gm, '    ')}`
}

/** Lines of a type of rack: a strip of outlets of either side, and one device on both. */
export function rackType(name: string, strip: string, device: Readonly<Record<string, string>>): string {
  const [[what, type] = []] = Object.entries(device)
  return `  ${name}:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: ${strip}, side: [a, b], from: feed-$1}
      ${what}: {kind: device, type: ${type}, position: 3, cords: [pdu-a, pdu-b]}`
}

const CATALOGUE = `schema: 2
source: assumed
deviceTypes:
  server: {manufacturer: Any, model: Server, height: 2, role: server, power: 800 W, compute: {threads: 64, memory: 256 GiB}}
  silent: {manufacturer: Any, model: Server that says nothing, height: 2, role: server, power: 800 W}
  gpu: {manufacturer: Any, model: GPU system, height: 8, role: gpu, power: 10 kW, compute: {hosts: 2, threads: 224, memory: 2 TiB, gpus: 8}}
  switch: {manufacturer: Any, model: Switch, height: 1, role: network, power: 150 W}
pduTypes:
  strip:
    manufacturer: Any
    model: Strip
    phase: three
    amperage: 32 A
    outlets: 6
    banks:
      - {name: B1, lines: l1, breaker: 16 A, outlets: [1, 3]}
      - {name: B2, lines: l2, breaker: 16 A, outlets: [4, 6]}
rackTypes:
${rackType('served', 'strip', { server: 'server' })}
${rackType('gpus', 'strip', { system: 'gpu' })}
${rackType('silent', 'strip', { server: 'silent' })}
  mixed:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: server, position: 3, cords: [pdu-a, pdu-b]}
      silent: {kind: device, type: silent, position: 5, cords: [pdu-a, pdu-b]}
      system: {kind: device, type: gpu, position: 9, cords: [pdu-a, pdu-b]}
${rackType('network', 'strip', { leaf: 'switch' })}
  cordless:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: server, position: 3}
  one-sided:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: server, position: 3, cords: [pdu-a, pdu-a]}
`
