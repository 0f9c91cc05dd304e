import type { ChainRoom, Landing } from './chain-room.ts'
import {
  bestCording,
  type Cording,
  cordingBy,
  feedOf,
  type OwnCord,
  outletKey,
  ownCords,
  type TakenOutlets,
  type Way,
  waysOf,
} from './cording.ts'
import type { SharedRoom } from './placements.ts'
import { occupy, positionIn, type RackRoom } from './rack-room.ts'
import type { PlacementRequest, RefusalCode } from './request.ts'

/** A rack that is asked. */
export type Candidate = RackRoom & {
  readonly shared: readonly SharedRoom[]
  /** Numbers of its rack PDUs and of itself, see `Alike`. */
  readonly pduKinds: readonly number[]
  readonly kind: number
}

export interface No {
  readonly code: RefusalCode
  readonly reason: string
}

/** What the power chain says to a device in a rack. */
interface Corded {
  /** No cords can be had. */
  readonly none?: No
  readonly cording?: Cording
  /** What these cords lead to does not bear it. */
  readonly over?: No
}

export interface Yes {
  readonly position: number
  readonly cording: Cording
}

/** The racks of a question with what is placed in them so far. */
export class PlacedState {
  /** What is left of shared rooms that something was placed in. */
  readonly #left = new Map<SharedRoom, number>()
  readonly #taken: TakenOutlets = new Map()
  /** Racks, rows and feeds that no further one may share, with how many are there. */
  readonly #shunned = new Map<string | number, number>()
  /** Racks that something was placed in, as they are now. */
  readonly #changed = new Map<Candidate, Candidate>()
  /** Of racks and rack PDUs alike one is asked. */
  readonly #corded: (Corded | undefined)[] = []
  readonly #cords: (readonly OwnCord[] | 'phase' | undefined)[] = []

  constructor(
    readonly chain: ChainRoom,
    readonly request: PlacementRequest,
  ) {}

  /** Something was placed in it, or a rack PDU of it carries what was placed elsewhere. */
  isTouched(rack: Candidate): boolean {
    return this.#changed.has(rack) || rack.pdus.some((pdu) => this.chain.isLoaded(pdu))
  }

  /** The rack with what is placed in it. */
  now(rack: Candidate): Candidate {
    return this.#changed.get(rack) ?? rack
  }

  leftOf(shared: SharedRoom): number {
    return this.#left.get(shared) ?? shared.left
  }

  /**
   * Whether a rack takes one more. Of racks alike the cords may be those of another one, see `cordingIn`.
   * @param ways into these rack PDUs; the best where left out
   */
  ask(rack: Candidate, ways?: readonly Way[]): Yes | No {
    const room = this.now(rack)
    const { ports, spread, units, weight } = this.request
    const no = (code: RefusalCode, reason: string): No => ({ code, reason })
    if (this.#isShunned(room)) return no('spread', `has one already, and no two may share a ${spread}`)
    const position = positionIn(room, units)
    if (position === undefined) return no('space', `no free run of ${units} U`)
    if (weight !== undefined && Number.isNaN(room.weightLeft))
      return no('weight not known', 'weight limit, or the weight of what stands there, not known')
    if (weight !== undefined && room.weightLeft < weight) return no('weight', `less than ${weight} kg left`)
    if (weight !== undefined && room.weightLeft - room.floorShort() < weight)
      return no('floor load', `its floor bears less than ${weight} kg more`)
    if (ports !== undefined && room.portsLeft < ports) return no('ports', `fewer than ${ports} network ports left`)
    const { cording, none, over } = ways ? this.#cord(room, ways) : this.#bestIn(room)
    if (none || !cording) return none ?? no('cords', 'no cords')
    const limited = this.#limited(room) ?? over
    if (limited) return limited
    if (spread === 'feed' && cording.cords.some(({ pdu }) => this.#shunned.has(feedOf(this.chain, pdu))))
      return no('spread', 'has one already, and no two may share a feed')
    return this.#uncooled(room) ?? { position, cording }
  }

  /** Why what a rack stands in, what its cords rest on or what cools it does not bear one more with these cords; undefined where all do. */
  unborne(rack: Candidate, cording: Cording): No | undefined {
    const room = this.now(rack)
    return this.#limited(room) ?? this.#over(cording) ?? this.#uncooled(room)
  }

  #limited(room: Candidate): No | undefined {
    const { watts } = this.request
    if (room.wattsLeft < watts)
      return { code: 'rack limit', reason: `less than ${watts} W left of its own power limit` }
    const short = this.#short(room, 'IT capacity')
    return short && { code: 'IT capacity', reason: `less than ${watts} W left of the IT capacity of ${short.path}` }
  }

  #uncooled(room: Candidate): No | undefined {
    if (!this.#short(room, 'cooling')) return undefined
    const reason = `less than ${this.request.watts} W of cooling left with the greatest unit lost`
    return { code: 'cooling', reason }
  }

  #short({ shared }: Candidate, code: SharedRoom['code']): SharedRoom | undefined {
    return shared.find((one) => one.code === code && this.leftOf(one) < this.request.watts)
  }

  /** The best cords in a rack that takes one more. */
  cordingIn(rack: Candidate, ways?: readonly Way[]): Cording {
    return this.#cord(this.now(rack), ways).cording ?? { cords: [], fullest: Number.NaN }
  }

  /** All cords that a device may have in a rack. */
  waysIn(rack: Candidate): readonly (readonly Way[])[] {
    return waysOf(this.chain, this.request, rack.pdus, this.#cordsIn(this.now(rack)))
  }

  /** Places one in a rack that takes it. What is answered takes it out again; the last that was placed goes first. */
  place(rack: Candidate, position: number, { cords }: Cording): () => void {
    const { chain, request } = this
    const before = this.#changed.get(rack)
    const room = { ...this.now(rack) }
    occupy(room, position, request.units)
    room.weightLeft -= request.weight ?? 0
    room.portsLeft -= request.ports ?? 0
    room.wattsLeft -= request.watts
    this.#changed.set(rack, room)
    const shared = new Set(room.shared)
    const shunned = new Set<string | number>([room.rack.path, room.row, ...cords.map(({ pdu }) => feedOf(chain, pdu))])
    const outlets = cords.map(({ bank, pdu }) => outletKey(pdu, bank))
    const left = [...shared].map((one) => [one, this.leftOf(one)] as const)
    for (const [one, watts] of left) this.#left.set(one, watts - request.watts)
    count(this.#shunned, shunned, 1)
    count(this.#taken, outlets, 1)
    const takeOut = chain.add(request.watts, cords)
    this.#corded.length = 0
    return () => {
      takeOut()
      if (before) this.#changed.set(rack, before)
      else this.#changed.delete(rack)
      for (const [one, watts] of left) this.#left.set(one, watts)
      count(this.#shunned, shunned, -1)
      count(this.#taken, outlets, -1)
      this.#corded.length = 0
    }
  }

  #isShunned({ rack, row }: Candidate): boolean {
    const { spread } = this.request
    return (spread === 'rack' && this.#shunned.has(rack.path)) || (spread === 'row' && this.#shunned.has(row))
  }

  /** Of racks alike, until something is placed. */
  #bestIn(room: Candidate): Corded {
    if (room.pdus.some((pdu) => this.chain.isLoaded(pdu))) return this.#cord(room)
    const known = this.#corded[room.kind] ?? this.#cord(room)
    this.#corded[room.kind] = known
    return known
  }

  #cord(room: Candidate, ways?: readonly Way[]): Corded {
    const { chain, request } = this
    const cordsAt = this.#cordsIn(room)
    const cording = ways ? cordingBy(chain, request, ways, cordsAt) : bestCording(chain, request, room.pdus, cordsAt)
    const none = (code: RefusalCode, reason: string): Corded => ({ none: { code, reason } })
    if (cording === 'cords') return none('cords', `fewer than ${request.feeds} rack PDUs on feeds of their own`)
    if (cording === 'phase') return none('phase', 'no three-phase feed for each cord')
    if (cording === 'outlets') return none('outlets', 'no free outlet for each cord')
    const over = this.#over(cording)
    return { cording, ...(over && { over }) }
  }

  /** What these cords lead to does not bear it. */
  #over({ cords, fullest }: Cording): No | undefined {
    if (fullest <= 1) return undefined
    const { chain, request } = this
    const landings = chain.landings(request.watts, cords)
    const unknown = landings.find((landing) => chain.isUnknown(landing))
    return unknown
      ? { code: 'rating not known', reason: `rating of a ${this.#kindOf(unknown.node)} not known` }
      : { code: 'power', reason: this.#fullReason(landings) }
  }

  /** Of rack PDUs alike, until something is placed there. */
  #cordsIn({ pdus, pduKinds }: Candidate): (pdu: number) => readonly OwnCord[] | 'phase' {
    const { chain, request } = this
    return (pdu) => {
      if (chain.isLoaded(pdu)) return ownCords(chain, request, pdu, this.#taken)
      const kind = pduKinds[pdus.indexOf(pdu)] ?? -1
      const known = this.#cords[kind]
      if (known) return known === 'phase' ? known : known.map((one) => inPdu(chain, one, pdu))
      const found = ownCords(chain, request, pdu, this.#taken)
      this.#cords[kind] = found
      return found
    }
  }

  #fullReason(landings: readonly Landing[]): string {
    const [full] = [...landings].sort((one, other) => (other.use?.share ?? 0) - (one.use?.share ?? 0))
    if (!full) return 'no power left'
    const by = this.chain.figures[full.node]?.by
    const which = full.bank === undefined ? this.#kindOf(full.node) : 'bank of outlets'
    return `${which} beyond its limit${by === undefined ? '' : ` after the loss of a ${by.bank === undefined ? '' : 'bank of a '}${this.#kindOf(by.node)}`}`
  }

  /** `power feed of side b`. */
  #kindOf(node: number): string {
    const thing = this.chain.graph.nodes[node]?.thing
    if (!thing) return 'node'
    const kind = thing.kind.replaceAll('-', ' ').replace('ups', 'UPS').replace('pdu', 'PDU')
    return 'side' in thing && thing.side !== 'single' ? `${kind} of side ${thing.side}` : kind
  }
}

/** The same cord into a rack PDU alike. */
function inPdu({ graph }: ChainRoom, { cord, own }: OwnCord, pdu: number): OwnCord {
  const { banksOf } = graph.devices
  const bank = cord.bank < 0 ? -1 : (banksOf.get(pdu)?.[banksOf.get(cord.pdu)?.indexOf(cord.bank) ?? -1] ?? -1)
  return { cord: { ...cord, pdu, bank }, own }
}

/** What comes to none is no longer there. */
function count<K>(into: Map<K, number>, keys: Iterable<K>, more: number): void {
  for (const key of keys) {
    const sum = (into.get(key) ?? 0) + more
    if (sum > 0) into.set(key, sum)
    else into.delete(key)
  }
}
