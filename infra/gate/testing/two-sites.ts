import type { Estate } from '../../../twin/model/estate.ts'
import { estateOf, rackType, siteOf } from '../../testing/estate-of.ts'
import type { Work } from '../work.ts'

/** What may differ between two estates of a test. */
export interface SmallSite {
  /** Racks of one server of 64 threads, 256 GiB, 800 W at most, 400 W usually, all on line 1. @default 4 */
  readonly servers?: number
  /** Racks of one system of 8 GPUs, 224 threads, 10 kW at most, 6 kW usually. @default 0 */
  readonly gpus?: number
  /** Of each feed, with a derating of 1. @default 63 A */
  readonly amperage?: string
  /** Of each of the two cooling units of the hall. @default 60 kW */
  readonly cooling?: string
  /** Of the same racks and feeds each. @default 1 */
  readonly halls?: number
}

/** An estate of sites that are alike but for what is given: UPS a and b, halls of one row with a feed of either. */
export async function estateOfSites(sites: Readonly<Record<string, SmallSite>>): Promise<Estate> {
  const things = Object.entries(sites).map(([name, site]) => siteText(name, site))
  return await estateOf(things.join('\n'), CATALOGUE)
}

function siteText(name: string, { servers = 4, gpus = 0, amperage = '63 A', cooling = '60 kW', halls = 1 }: SmallSite) {
  const feed = `phase: three, voltage: 400 V, voltageIs: line-to-line, amperage: ${amperage}, derating: 1`
  const racks = [
    ...(servers > 0 ? [`rack-[1-${servers}]: {kind: rack, type: served}`] : []),
    ...(gpus > 0 ? [`gpu-[1-${gpus}]: {kind: rack, type: gpus}`] : []),
  ]
  const hall = (number: number) => `hall-${number}:
  kind: room
  use: data-hall
  at: [${number * 30}, 0]
  extent: [20, 20]
  height: 4 m
  airClass: A1
  things:
    crah-[1,2]: {kind: crah, type: perimeter, capacity: ${cooling}, airflow: 10 m3/s, fanPower: 0 W, at: [1, 1], step: [2, 0], width: 1 m, depth: 1 m, height: 2 m, faces: north, chilledBy: 'power/chiller-[1,2]', from: power/board-a, alternate: power/board-b}
    row-a:
      kind: row
      at: [2, 4]
      faces: north
      things:
        feed-[a,b]: {kind: power-feed, side: [a, b], from: power/board-$1, ${feed}}
${racks.map((line) => `        ${line}`).join('\n')}`
  const chillers =
    'chiller-[1,2]: {kind: chiller, capacity: 1 MW, cop: 4, at: [0, 40], step: [4, 0], width: 2 m, depth: 2 m, height: 2 m, faces: north, from: board-b, alternate: board-a}'
  const rooms = Array.from({ length: halls }, (_, at) => hall(at + 1))
  return siteOf(name, { upsKilowatts: 400, efficiency: 1, boardAmperes: 800, inPower: [chillers], things: rooms })
}

/** Work of an active-active service of tier 2, with what is given. */
export function workWith(given: Partial<Work>): Work {
  return {
    site: 'nis',
    service: 'portal',
    name: 'web',
    recovery: 'active-active',
    tier: '2',
    pool: 'servers',
    copies: 1,
    each: { threads: 1, memory: 2 ** 30, gpus: 0 },
    unknown: [],
    ...given,
  }
}

const CATALOGUE = `schema: 2
source: assumed
deviceTypes:
  server: {manufacturer: Any, model: Server, height: 2, role: server, power: 800 W, typicalPower: 400 W, compute: {threads: 64, memory: 256 GiB}}
  gpu: {manufacturer: Any, model: GPU system, height: 8, role: gpu, power: 10 kW, typicalPower: 6 kW, compute: {hosts: 1, threads: 224, memory: 2 TiB, gpus: 8}}
pduTypes:
  strip: {manufacturer: Any, model: Strip, phase: three, amperage: 4 A, outlets: 6, banks: [{name: B1, lines: l1, breaker: 4 A, outlets: [1, 6]}]}
  wide: {manufacturer: Any, model: Wide strip, phase: three, amperage: 32 A, outlets: 6}
rackTypes:
${rackType('served', 'strip', { server: 'server' })}
${rackType('gpus', 'wide', { system: 'gpu' })}
`
