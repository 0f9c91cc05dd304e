import type { ChainRoom, Landing } from './chain-room.ts'
import { bestCording, type Cording, feedOf, type OwnCord, outletKey, ownCords, type TakenOutlets } from './cording.ts'
import type { SharedRoom } from './placements.ts'
import { occupy, positionIn, type RackRoom } from './rack-room.ts'
import type { Place, PlacementAnswer, PlacementRequest, Refusal, RefusalCode } from './request.ts'

/** A rack that is asked. */
export type Candidate = RackRoom & {
  readonly shared: readonly SharedRoom[]
  /** Numbers of its rack PDUs and of itself, see `Alike`. */
  readonly pduKinds: readonly number[]
  readonly kind: number
}

interface No {
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

interface Yes {
  readonly position: number
  readonly cording: Cording
}

/** A rack that takes one more, as far as is known: what is placed never makes room, so a share found earlier is the least that it can be. */
interface Open {
  readonly room: Candidate
  readonly least: number
}

/** One question being answered: device after device goes where most stays free, until all are placed or none fits any more. */
export class PlacementSearch {
  /** What is left of shared rooms that something was placed in. */
  readonly #left = new Map<SharedRoom, number>()
  readonly #taken: TakenOutlets = new Map()
  /** Racks, rows and feeds that no further one may share. */
  readonly #shunned = new Set<string | number>()
  /** Racks that something was placed in, as they are now. */
  readonly #changed = new Map<Candidate, Candidate>()
  /** Of racks and rack PDUs alike one is asked. */
  readonly #corded: (Corded | undefined)[] = []
  readonly #cords: (readonly OwnCord[] | 'phase' | undefined)[] = []

  constructor(
    private readonly chain: ChainRoom,
    private readonly request: PlacementRequest,
    private readonly racks: readonly Candidate[],
  ) {}

  run(): PlacementAnswer {
    const places: Place[] = []
    const asked = this.racks.map((room) => ({ room, answer: this.#ask(room) }))
    const open = asked.flatMap(({ room, answer }): Open[] =>
      'cording' in answer ? [{ room, least: answer.cording.fullest }] : [],
    )
    open.sort((one, other) => one.least - other.least)
    while (places.length < this.request.count) {
      let best: { room: Candidate; yes: Yes } | undefined
      let looked = 0
      const still: Open[] = []
      for (const one of open) {
        if (best && best.yes.cording.fullest <= one.least) break
        looked++
        const answer = this.#ask(one.room)
        if (!('cording' in answer)) continue
        still.push({ room: one.room, least: answer.cording.fullest })
        if (!best || answer.cording.fullest < best.yes.cording.fullest) best = { room: one.room, yes: answer }
      }
      open.splice(0, looked)
      putBack(open, still)
      if (!best) break
      places.push(this.#place(best.room, best.yes))
    }
    const fits = places.length === this.request.count
    return {
      request: this.request,
      fits,
      places,
      racks: this.racks.length,
      refusals: countedByReason(fits ? asked : this.racks.map((room) => ({ room, answer: this.#ask(room) }))),
    }
  }

  #ask(asked: Candidate): Yes | No {
    const room = this.#changed.get(asked) ?? asked
    const { ports, units, watts, weight } = this.request
    const no = (code: RefusalCode, reason: string): No => ({ code, reason })
    if (this.#isShunned(room)) return no('spread', `has one already, and no two may share a ${this.request.spread}`)
    const position = positionIn(room, units)
    if (position === undefined) return no('space', `no free run of ${units} U`)
    if (weight !== undefined && Number.isNaN(room.weightLeft))
      return no('weight not known', 'weight limit, or the weight of what stands there, not known')
    if (weight !== undefined && room.weightLeft < weight) return no('weight', `less than ${weight} kg left`)
    if (ports !== undefined && room.portsLeft < ports) return no('ports', `fewer than ${ports} network ports left`)
    const { cording, none, over } = this.#cordedIn(room)
    if (none || !cording) return none ?? no('cords', 'no cords')
    if (room.wattsLeft < watts) return no('rack limit', `less than ${watts} W left of its own power limit`)
    const short = (code: SharedRoom['code']) =>
      room.shared.find((one) => one.code === code && this.#leftOf(one) < watts)
    const capacity = short('IT capacity')
    if (capacity) return no('IT capacity', `less than ${watts} W left of the IT capacity of ${capacity.path}`)
    if (over) return over
    if (this.request.spread === 'feed' && cording.cords.some(({ pdu }) => this.#shunned.has(feedOf(this.chain, pdu))))
      return no('spread', 'has one already, and no two may share a feed')
    const uncooled = short('cooling')
    if (uncooled) return no('cooling', `less than ${watts} W of cooling left with the greatest unit lost`)
    return { position, cording }
  }

  /** Of racks alike, until something is placed. */
  #cordedIn(room: Candidate): Corded {
    if (room.pdus.some((pdu) => this.chain.isLoaded(pdu))) return this.#cord(room)
    const known = this.#corded[room.kind] ?? this.#cord(room)
    this.#corded[room.kind] = known
    return known
  }

  #cord({ pdus, pduKinds }: Candidate): Corded {
    const { chain, request } = this
    const cording = bestCording(chain, request, pdus, (pdu) => this.#cordsAt(pdu, pduKinds[pdus.indexOf(pdu)] ?? -1))
    const none = (code: RefusalCode, reason: string): Corded => ({ none: { code, reason } })
    if (cording === 'cords') return none('cords', `fewer than ${request.feeds} rack PDUs on feeds of their own`)
    if (cording === 'phase') return none('phase', 'no three-phase feed for each cord')
    if (cording === 'outlets') return none('outlets', 'no free outlet for each cord')
    if (cording.fullest <= 1) return { cording }
    const landings = chain.landings(request.watts, cording.cords)
    const unknown = landings.find((landing) => chain.isUnknown(landing))
    const over: No = unknown
      ? { code: 'rating not known', reason: `rating of a ${this.#kindOf(unknown.node)} not known` }
      : { code: 'power', reason: this.#fullReason(landings) }
    return { cording, over }
  }

  /** Of rack PDUs alike, until something is placed there. */
  #cordsAt(pdu: number, kind: number): readonly OwnCord[] | 'phase' {
    const { chain, request } = this
    if (chain.isLoaded(pdu)) return ownCords(chain, request, pdu, this.#taken)
    const known = this.#cords[kind]
    if (known) return known === 'phase' ? known : known.map((one) => inPdu(chain, one, pdu))
    const found = ownCords(chain, request, pdu, this.#taken)
    this.#cords[kind] = found
    return found
  }

  #leftOf(one: SharedRoom): number {
    return this.#left.get(one) ?? one.left
  }

  #isShunned({ rack, row }: Candidate): boolean {
    const { spread } = this.request
    return (spread === 'rack' && this.#shunned.has(rack.path)) || (spread === 'row' && this.#shunned.has(row))
  }

  #place(asked: Candidate, { position }: Yes): Place {
    const { chain, request } = this
    const room = this.#changed.get(asked) ?? { ...asked }
    this.#changed.set(asked, room)
    // What was found may be of a rack alike.
    const { cords, fullest } = this.#cord(room).cording ?? { cords: [], fullest: Number.NaN }
    const landings = chain.landings(request.watts, cords)
    this.#corded.length = 0
    occupy(room, position, request.units)
    room.weightLeft -= request.weight ?? 0
    room.portsLeft -= request.ports ?? 0
    room.wattsLeft -= request.watts
    for (const one of new Set(room.shared)) this.#left.set(one, this.#leftOf(one) - request.watts)
    chain.add(request.watts, cords)
    this.#shunned.add(room.rack.path).add(room.row)
    for (const { bank, pdu } of cords) {
      this.#shunned.add(feedOf(chain, pdu))
      this.#taken.set(outletKey(pdu, bank), (this.#taken.get(outletKey(pdu, bank)) ?? 0) + 1)
    }
    const cooling = room.shared.flatMap((one) => (one.code === 'cooling' ? [this.#leftOf(one)] : []))
    const pathOf = (node: number) => chain.graph.nodes[node]?.thing.path ?? ''
    const bankOf = (bank: number | undefined) => chain.graph.devices.banks[bank ?? -1]?.bank.name
    const named = (node: number, bank: number | undefined) => {
      const name = bankOf(bank)
      return name === undefined ? { path: pathOf(node) } : { path: pathOf(node), bank: name }
    }
    const rests = landings.flatMap(({ node, bank, use }) => (use ? [{ ...named(node, bank), use }] : []))
    return {
      rack: room.rack.path,
      position,
      cords: cords.map(({ pdu, bank }) => {
        const { path, ...rest } = named(pdu, bank)
        return { pdu: path, ...rest }
      }),
      rests: rests.sort((one, other) => other.use.share - one.use.share),
      fullest,
      unitsLeft: Math.max(0, ...room.runs.map(({ units }) => units)),
      coolingLeft: cooling.length === 0 ? undefined : Math.min(...cooling),
      weightLeft: room.weightLeft,
      portsLeft: room.portsLeft,
    }
  }

  #fullReason(landings: readonly Landing[]): string {
    const [full] = [...landings].sort((one, other) => (other.use?.share ?? 0) - (one.use?.share ?? 0))
    if (!full) return 'no power left'
    const by = this.chain.figures[full.node]?.by
    const which = full.bank === undefined ? this.#kindOf(full.node) : 'bank of outlets'
    return `${which} beyond its limit${by === undefined ? '' : ` after the loss of a ${this.#kindOf(by)}`}`
  }

  /** `power feed of side b`. */
  #kindOf(node: number): string {
    const thing = this.chain.graph.nodes[node]?.thing
    if (!thing) return 'node'
    const kind = thing.kind.replaceAll('-', ' ').replace('ups', 'UPS').replace('pdu', 'PDU')
    return 'side' in thing && thing.side !== 'single' ? `${kind} of side ${thing.side}` : kind
  }
}

/** Puts racks back into their order, before those that are as full. */
function putBack(open: Open[], some: Open[]): void {
  some.sort((one, other) => one.least - other.least)
  for (const one of some.reverse()) {
    let [from, to] = [0, open.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((open[middle]?.least ?? 0) < one.least) from = middle + 1
      else to = middle
    }
    open.splice(from, 0, one)
  }
}

/** The same cord into a rack PDU alike. */
function inPdu({ graph }: ChainRoom, { cord, own }: OwnCord, pdu: number): OwnCord {
  const { banksOf } = graph.devices
  const bank = cord.bank < 0 ? -1 : (banksOf.get(pdu)?.[banksOf.get(cord.pdu)?.indexOf(cord.bank) ?? -1] ?? -1)
  return { cord: { ...cord, pdu, bank }, own }
}

function countedByReason(
  asked: readonly { readonly room: Candidate; readonly answer: Yes | No }[],
): readonly Refusal[] {
  const found = new Map<string, { code: RefusalCode; reason: string; racks: number; example: string }>()
  for (const { answer, room } of asked) {
    if ('cording' in answer) continue
    const known = found.get(answer.reason)
    if (known) known.racks++
    else found.set(answer.reason, { ...answer, racks: 1, example: room.rack.path })
  }
  return [...found.values()].sort((one, other) => other.racks - one.racks)
}
