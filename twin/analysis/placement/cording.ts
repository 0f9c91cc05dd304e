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

/** A rack PDU with the column of a cord into it. */
export interface Way {
  readonly pdu: number
  readonly column: number
}

/** The cords that a rack PDU offers; or that it cannot give three phases. */
type CordsAt = (pdu: number) => readonly OwnCord[] | 'phase'

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
  cordsAt: CordsAt,
): Cording | 'cords' | 'phase' | 'outlets' {
  const ways = pdus.map((pdu) => ({ pdu, ...bestCord(chain, request, cordsAt(pdu)) }))
  const fitting = ways.filter(({ cord }) => cord !== undefined)
  const feeds = new Set(pdus.map((pdu) => feedOf(chain, pdu)))
  if (feeds.size < request.feeds) return 'cords'
  fitting.sort((one, other) => one.fullest - other.fullest)
  const chosen: typeof fitting = []
  for (const needsSide of [true, false]) {
    for (const way of fitting) {
      if (chosen.length === request.feeds) break
      if (chosen.some((one) => feedOf(chain, one.pdu) === feedOf(chain, way.pdu))) continue
      if (needsSide && chosen.some((one) => sideOf(chain, one.pdu) === sideOf(chain, way.pdu))) continue
      chosen.push(way)
    }
  }
  if (chosen.length < request.feeds) return ways.some(({ why }) => why === 'phase') ? 'phase' : 'outlets'
  const cords = chosen.flatMap(({ cord }) => cord ?? [])
  const least = Math.max(...chosen.map(({ fullest }) => fullest))
  const fullest = Math.max(...chosen.map(({ own }) => own), chain.fullestAbove(request.watts, cords))
  // Each alone lands well; where they meet further up other lines may be better.
  return fullest <= least ? { cords, fullest } : leastOfAll(chain, request, pdus, cordsAt, { cords, fullest })
}

function leastOfAll(
  chain: ChainRoom,
  request: PlacementRequest,
  pdus: readonly number[],
  cordsAt: CordsAt,
  known: Cording,
): Cording {
  let best = known
  for (const ways of waysOf(chain, request, pdus, cordsAt)) {
    const one = cordingBy(chain, request, ways, cordsAt)
    if (one !== 'outlets' && (one.fullest < best.fullest || Number.isNaN(best.fullest))) best = one
  }
  return best
}

/** Cords of these columns into these rack PDUs, each into the emptiest bank. */
export function cordingBy(
  chain: ChainRoom,
  { watts }: PlacementRequest,
  ways: readonly Way[],
  cordsAt: CordsAt,
): Cording | 'outlets' {
  const found: OwnCord[] = []
  for (const { column, pdu } of ways) {
    const cords = cordsAt(pdu)
    const one = cords === 'phase' ? undefined : cords.find(({ cord }) => cord.column === column)
    if (!one) return 'outlets'
    found.push(one)
  }
  const cords = found.map(({ cord }) => cord)
  return { cords, fullest: Math.max(...found.map(({ own }) => own), chain.fullestAbove(watts, cords)) }
}

/** Cords into these very outlets; one into what is no rack PDU carries nothing. */
export function exactCording(
  chain: ChainRoom,
  watts: number,
  cords: readonly { readonly pdu: string; readonly outlet: number }[],
): Cording {
  const { at, devices, nodes } = chain.graph
  const found = cords.flatMap(({ outlet, pdu: path }): NewCord[] => {
    const pdu = at.get(path) ?? -1
    const thing = nodes[pdu]?.thing
    if (thing?.kind !== 'rack-pdu') return []
    const place = thing.banks.findIndex(({ outlets: [first, last] }) => outlet >= first && outlet <= last)
    const above = nodes[nodes[pdu]?.primaries[0] ?? -1]
    const column = columnOfOutlet(thing, thing.banks[place], above)
    return [{ pdu, bank: devices.banksOf.get(pdu)?.[place] ?? -1, column }]
  })
  const own = found.map((cord) => chain.fullestAt(watts, cord))
  return { cords: found, fullest: Math.max(0, ...own, chain.fullestAbove(watts, found)) }
}

/** Beyond so many choices in one rack they are not looked at one by one. */
const MOST_WAYS = 2_000

/** Every choice of rack PDUs on distinct feeds, of as many sides as can be, with each column that they offer; none where there are too many. */
export function waysOf(
  chain: ChainRoom,
  { feeds }: PlacementRequest,
  pdus: readonly number[],
  cordsAt: CordsAt,
): readonly (readonly Way[])[] {
  let chosen: (readonly Way[])[] = [[]]
  for (const pdu of pdus) {
    const cords = cordsAt(pdu)
    const columns = cords === 'phase' ? [] : cords.map(({ cord }) => cord.column)
    const without = chosen.filter(
      (ways) => ways.length < feeds && !ways.some((one) => feedOf(chain, one.pdu) === feedOf(chain, pdu)),
    )
    chosen = [...chosen, ...without.flatMap((ways) => columns.map((column) => [...ways, { pdu, column }]))]
    if (chosen.length > MOST_WAYS) return []
  }
  const whole = chosen.filter((ways) => ways.length === feeds)
  const sidesOf = (ways: readonly Way[]) => new Set(ways.map(({ pdu }) => sideOf(chain, pdu))).size
  const most = whole.reduce((sides, ways) => Math.max(sides, sidesOf(ways)), 0)
  return whole.filter((ways) => sidesOf(ways) === most)
}

function sideOf({ graph }: ChainRoom, pdu: number): string | undefined {
  const thing = graph.nodes[pdu]?.thing
  return thing?.kind === 'rack-pdu' ? thing.side : undefined
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
