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
 */
export async function estateOf(things: string): Promise<Estate> {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'estate.yaml'), `${CATALOGUE}things:\n${things}\n`)
  return (await loadEstate(folder.path, { writeIds: false })).estate
}

/** A site with UPS a and b, a board behind each, and a hall; `inHall` are lines of things in the hall, eight blanks before. */
export function siteWith(inHall: string, site = 'nis'): string {
  return `  ${site}:
    kind: site
    latitude: 43.3
    longitude: 21.9
    utcOffsetName: Europe/Belgrade
    things:
      power:
        kind: group
        things:
          grid: {kind: utility, voltage: 400 V}
          ups-[a,b]: {kind: ups, from: grid, rating: 80 kW, efficiency: 0.95, battery: {capacity: 15 kWh, autonomyAtFullLoad: 10 min}}
          board-[a,b]: {kind: power-panel, from: ups-$1, rating: 400 A, voltage: 400 V, voltageIs: line-to-line}
          raw: {kind: power-panel, from: grid, rating: 400 A, voltage: 400 V, voltageIs: line-to-line}
      hall-1:
        kind: room
        use: data-hall
        at: [0, 0]
        extent: [20, 20]
        height: 4 m
        airClass: A1
        things:
${inHall.replaceAll(/^/gm, '          ')}`
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
  served:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: server, position: 3, cords: [pdu-a, pdu-b]}
  gpus:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      system: {kind: device, type: gpu, position: 3, cords: [pdu-a, pdu-b]}
  silent:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: silent, position: 3, cords: [pdu-a, pdu-b]}
  mixed:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: server, position: 3, cords: [pdu-a, pdu-b]}
      silent: {kind: device, type: silent, position: 5, cords: [pdu-a, pdu-b]}
      system: {kind: device, type: gpu, position: 9, cords: [pdu-a, pdu-b]}
  network:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      leaf: {kind: device, type: switch, position: 3, cords: [pdu-a, pdu-b]}
  cordless:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: server, position: 3}
  one-sided:
    things:
      pdu-[a,b]: {kind: rack-pdu, type: strip, side: [a, b], from: feed-$1}
      server: {kind: device, type: server, position: 3, cords: [pdu-a, pdu-a]}
`
