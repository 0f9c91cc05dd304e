import { ALL_LINES, columnOfOutlet } from '../power/device-table.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { ChainRoom, NewCord, OutletGroup } from './chain-room.ts'
import type { PlacementRequest } from './request.ts'

/** How a device may be corded in a rack. */
export interface Cording {
  readonly cords: readonly NewCord[]
  /** The greatest use of what it rests on; NaN where a limit is not known. */
  readonly fullest: number
}

/** A cord that a device may have, and the greatest use of the rack PDU and bank that it goes into. */
export interface OwnCord {
  readonly cord: NewCord
  readonly own: number
}

/** Outlets taken by what was placed, by rack PDU and bank. */
export type TakenOutlets = Map<string, number>

/**
 * The best cords to rack PDUs of distinct feeds, of both sides where there are two; or why there are none.
 * @param cordsAt the cords that a rack PDU offers, see `ownCords`
 */
export function bestCording(
  chain: ChainRoom,
  request: PlacementRequest,
  pdus: readonly number[],
  cordsAt: (pdu: number) => readonly OwnCord[] | 'phase',
): Cording | 'cords' | 'phase' | 'outlets' {
  const { nodes } = chain.graph
  const ways = pdus.map((pdu) => ({ pdu, ...bestCord(chain, request, cordsAt(pdu)) }))
  const fitting = ways.filter(({ cord }) => cord !== undefined)
  const feeds = new Set(pdus.map((pdu) => feedOf(chain, pdu)))
  if (feeds.size < request.feeds) return 'cords'
  fitting.sort((one, other) => one.fullest - other.fullest)
  const chosen: typeof fitting = []
  const sideOf = (pdu: number) => {
    const thing = nodes[pdu]?.thing
    return thing?.kind === 'rack-pdu' ? thing.side : undefined
  }
  for (const needsSide of [true, false]) {
    for (const way of fitting) {
      if (chosen.length === request.feeds) break
      if (chosen.some((one) => feedOf(chain, one.pdu) === feedOf(chain, way.pdu))) continue
      if (needsSide && chosen.some((one) => sideOf(one.pdu) === sideOf(way.pdu))) continue
      chosen.push(way)
    }
  }
  if (chosen.length < request.feeds) return ways.some(({ why }) => why === 'phase') ? 'phase' : 'outlets'
  const cords = chosen.flatMap(({ cord }) => cord ?? [])
  const fullest = Math.max(...chosen.map(({ own }) => own), chain.fullestAbove(request.watts, cords))
  return { cords, fullest }
}

/** The feed of a rack PDU, by its node; the rack PDU itself where it draws from something else. */
export function feedOf({ graph }: ChainRoom, pdu: number): number {
  const [above] = graph.nodes[pdu]?.primaries ?? []
  return above !== undefined && graph.nodes[above]?.thing.kind === 'power-feed' ? above : pdu
}

/** One cord for each column of a rack PDU that has a free outlet: that into the emptiest bank; or that it cannot give three phases. */
export function ownCords(
  chain: ChainRoom,
  request: PlacementRequest,
  pdu: number,
  taken: TakenOutlets,
): readonly OwnCord[] | 'phase' {
  const { nodes } = chain.graph
  const thing = nodes[pdu]?.thing
  const above = nodes[nodes[pdu]?.primaries[0] ?? -1]
  if (thing?.kind !== 'rack-pdu') return []
  const isThree = thing.phase === 'three' && !(above?.thing.kind === 'power-feed' && above.thing.phase === 'single')
  if (request.phase === 'three' && !isThree) return 'phase'
  // What is upstream of two banks of the same lines is the same: of those the emptier bank is the better.
  const byColumn = new Map<number, { cord: NewCord; bankUse: number }>()
  for (const { bank, column, free } of outletsOf(chain, pdu)) {
    // What takes three lines needs an outlet of three lines.
    if (request.phase === 'three' && column !== ALL_LINES) continue
    if (free - (taken.size === 0 ? 0 : (taken.get(outletKey(pdu, bank)) ?? 0)) < 1) continue
    const cord = { pdu, bank, column }
    const share = bank < 0 ? 0 : (chain.bankLanding(request.watts, cord).use?.share ?? Number.MAX_VALUE)
    const known = byColumn.get(column)
    if (!known || share < known.bankUse) byColumn.set(column, { cord, bankUse: share })
  }
  return [...byColumn.values()].map(({ cord }) => ({ cord, own: chain.fullestAt(request.watts, cord) }))
}

function bestCord(
  chain: ChainRoom,
  { watts }: PlacementRequest,
  cords: readonly OwnCord[] | 'phase',
): { cord?: NewCord; own: number; fullest: number; why?: 'phase' | 'outlets' } {
  if (cords === 'phase') return { own: Number.NaN, fullest: Number.NaN, why: 'phase' }
  let best: ReturnType<typeof bestCord> = { own: Number.NaN, fullest: Number.POSITIVE_INFINITY, why: 'outlets' }
  for (const { cord, own } of cords) {
    const full = Math.max(own, chain.fullestAbove(watts, [cord]))
    const fullest = Number.isNaN(full) ? Number.MAX_VALUE : full
    if (fullest < best.fullest) best = { cord, own, fullest }
  }
  return best
}

/** What does not depend on the question: looked up once a rack PDU. */
function outletsOf(chain: ChainRoom, pdu: number): readonly OutletGroup[] {
  const known = chain.outlets.get(pdu) ?? outletGroups(chain.graph, pdu)
  chain.outlets.set(pdu, known)
  return known
}

/** Outlets of a rack PDU by bank, those in none last. */
export function outletGroups({ devices, nodes }: PowerGraph, pdu: number): readonly OutletGroup[] {
  const thing = nodes[pdu]?.thing
  const above = nodes[nodes[pdu]?.primaries[0] ?? -1]
  if (thing?.kind !== 'rack-pdu') return []
  const used = new Map<number, number>()
  for (const cord of devices.cordsOf.get(pdu) ?? []) {
    const bank = devices.cordBank[cord] ?? -1
    used.set(bank, (used.get(bank) ?? 0) + 1)
  }
  let inBanks = 0
  const groups = (devices.banksOf.get(pdu) ?? []).map((number): OutletGroup => {
    const bank = devices.banks[number]?.bank
    const [first, last] = bank?.outlets ?? [1, 0]
    inBanks += last - first + 1
    return {
      bank: number,
      column: columnOfOutlet(thing, bank, above),
      free: last - first + 1 - (used.get(number) ?? 0),
    }
  })
  const free = thing.outlets - inBanks - (used.get(-1) ?? 0)
  groups.push({ bank: -1, column: columnOfOutlet(thing, undefined, above), free })
  return groups
}

export function outletKey(pdu: number, bank: number): string {
  return `${pdu}:${bank}`
}
