import { ALL_LINES, columnOfOutlet } from '../power/device-table.ts'
import type { ChainRoom, Landing, NewCord, OutletGroup } from './chain-room.ts'
import type { PlacementRequest } from './request.ts'

/** How a device may be corded in a rack: the cords, and what it then rests on. */
interface Cording {
  readonly cords: readonly NewCord[]
  readonly landings: readonly Landing[]
  /** The greatest use of what it rests on; NaN where a limit is not known. */
  readonly fullest: number
}

/** Outlets taken by what was placed, by rack PDU and bank. */
export type TakenOutlets = Map<string, number>

/** The best cords to rack PDUs of distinct feeds, of both sides where there are two; or why there are none. */
export function bestCording(
  chain: ChainRoom,
  request: PlacementRequest,
  pdus: readonly number[],
  taken: TakenOutlets,
): Cording | 'cords' | 'phase' | 'outlets' {
  const { nodes } = chain.graph
  const ways = pdus.map((pdu) => ({ pdu, ...bestCord(chain, request, pdu, taken) }))
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
  const landings = chain.landings(request.watts, cords)
  return { cords, landings, fullest: fullestOf(chain, landings) }
}

/** The feed of a rack PDU, by its node; the rack PDU itself where it draws from something else. */
export function feedOf({ graph }: ChainRoom, pdu: number): number {
  const [above] = graph.nodes[pdu]?.primaries ?? []
  return above !== undefined && graph.nodes[above]?.thing.kind === 'power-feed' ? above : pdu
}

function bestCord(
  chain: ChainRoom,
  request: PlacementRequest,
  pdu: number,
  taken: TakenOutlets,
): { cord?: NewCord; fullest: number; why?: 'phase' | 'outlets' } {
  const { nodes } = chain.graph
  const thing = nodes[pdu]?.thing
  const above = nodes[nodes[pdu]?.primaries[0] ?? -1]
  if (thing?.kind !== 'rack-pdu') return { fullest: Number.NaN, why: 'outlets' }
  const isThree = thing.phase === 'three' && !(above?.thing.kind === 'power-feed' && above.thing.phase === 'single')
  if (request.phase === 'three' && !isThree) return { fullest: Number.NaN, why: 'phase' }
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
  let best: { cord?: NewCord; fullest: number; why?: 'outlets' } = { fullest: Number.POSITIVE_INFINITY, why: 'outlets' }
  for (const { cord } of byColumn.values()) {
    const full = fullestOf(chain, chain.landings(request.watts, [cord]))
    const fullest = Number.isNaN(full) ? Number.MAX_VALUE : full
    if (fullest < best.fullest) best = { cord, fullest }
  }
  return best
}

/** What does not depend on the question: looked up once a rack PDU. */
function outletsOf(chain: ChainRoom, pdu: number): readonly OutletGroup[] {
  const known = chain.outlets.get(pdu)
  if (known) return known
  const { devices, nodes } = chain.graph
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
  chain.outlets.set(pdu, groups)
  return groups
}

export function outletKey(pdu: number, bank: number): string {
  return `${pdu}:${bank}`
}

/** A grid that says no rating sets no limit; of everything else that says none nobody knows what it bears. */
export function isUnknown({ graph }: ChainRoom, { node, use }: Landing): boolean {
  return use === undefined && graph.nodes[node]?.thing.kind !== 'utility'
}

function fullestOf(chain: ChainRoom, landings: readonly Landing[]): number {
  let fullest = 0
  for (const landing of landings) {
    if (isUnknown(chain, landing)) return Number.NaN
    fullest = Math.max(fullest, landing.use?.share ?? 0)
  }
  return fullest
}
