import type { ChainRoom } from './chain-room.ts'
import { bestCording, feedOf, isUnknown, outletKey, type TakenOutlets } from './cording.ts'
import type { SharedRoom } from './placements.ts'
import { occupy, positionIn, type RackRoom } from './rack-room.ts'
import type { Place, PlacementAnswer, PlacementRequest, Refusal, RefusalCode } from './request.ts'

type Candidate = RackRoom & { readonly shared: readonly SharedRoom[] }

interface No {
  readonly code: RefusalCode
  readonly reason: string
}

type Cording = Exclude<ReturnType<typeof bestCording>, string>

interface Yes {
  readonly position: number
  readonly cording: Cording
}

/** One question being answered: device after device goes where most stays free, until all are placed or none fits any more. */
export class PlacementSearch {
  readonly #left: Map<SharedRoom, number>
  readonly #taken: TakenOutlets = new Map()
  /** Racks, rows and feeds that no further one may share. */
  readonly #shunned = new Set<string | number>()
  readonly #racks: readonly Candidate[]

  constructor(
    private readonly chain: ChainRoom,
    private readonly request: PlacementRequest,
    racks: readonly Candidate[],
  ) {
    this.#racks = racks.map((room) => ({ ...room }))
    this.#left = new Map(racks.flatMap(({ shared }) => shared.map((one) => [one, one.left] as const)))
  }

  run(): PlacementAnswer {
    const places: Place[] = []
    // What is placed never makes room: a share that was found earlier is the least that it can be now.
    const asked = this.#racks.map((room) => ({ room, answer: this.#ask(room) }))
    let open = asked.flatMap(({ room, answer }) =>
      'cording' in answer ? [{ room, least: answer.cording.fullest }] : [],
    )
    while (places.length < this.request.count) {
      open.sort((one, other) => one.least - other.least)
      let best: { room: Candidate; yes: Yes } | undefined
      const closed = new Set<Candidate>()
      for (const one of open) {
        if (best && best.yes.cording.fullest <= one.least) break
        const answer = this.#ask(one.room)
        if (!('cording' in answer)) closed.add(one.room)
        else {
          one.least = answer.cording.fullest
          if (!best || one.least < best.yes.cording.fullest) best = { room: one.room, yes: answer }
        }
      }
      if (!best) break
      places.push(this.#place(best.room, best.yes))
      open = open.filter(({ room }) => !closed.has(room))
    }
    const fits = places.length === this.request.count
    return {
      request: this.request,
      fits,
      places,
      racks: this.#racks.length,
      refusals: countedByReason(fits ? asked : this.#racks.map((room) => ({ room, answer: this.#ask(room) }))),
    }
  }

  #ask(room: Candidate): Yes | No {
    const { chain, request } = this
    const { ports, units, watts, weight } = request
    const no = (code: RefusalCode, reason: string): No => ({ code, reason })
    if (this.#isShunned(room)) return no('spread', `has one already, and no two may share a ${request.spread}`)
    const position = positionIn(room, units)
    if (position === undefined) return no('space', `no free run of ${units} U`)
    if (weight !== undefined && Number.isNaN(room.weightLeft))
      return no('weight not known', 'weight limit, or the weight of what stands there, not known')
    if (weight !== undefined && room.weightLeft < weight) return no('weight', `less than ${weight} kg left`)
    if (ports !== undefined && room.portsLeft < ports) return no('ports', `fewer than ${ports} network ports left`)
    const cording = bestCording(chain, request, room.pdus, this.#taken)
    if (cording === 'cords') return no('cords', `fewer than ${request.feeds} rack PDUs on feeds of their own`)
    if (cording === 'phase') return no('phase', 'no three-phase feed for each cord')
    if (cording === 'outlets') return no('outlets', 'no free outlet for each cord')
    if (room.wattsLeft < watts) return no('rack limit', `less than ${watts} W left of its own power limit`)
    const short = (code: SharedRoom['code']) =>
      room.shared.find((one) => one.code === code && (this.#left.get(one) ?? 0) < watts)
    const capacity = short('IT capacity')
    if (capacity) return no('IT capacity', `less than ${watts} W left of the IT capacity of ${capacity.path}`)
    const unknown = cording.landings.find((landing) => isUnknown(chain, landing))
    if (unknown) return no('rating not known', `rating of a ${this.#kindOf(unknown.node)} not known`)
    if (cording.fullest > 1) return no('power', this.#fullReason(cording))
    if (request.spread === 'feed' && cording.cords.some(({ pdu }) => this.#shunned.has(feedOf(chain, pdu))))
      return no('spread', 'has one already, and no two may share a feed')
    const uncooled = short('cooling')
    if (uncooled) return no('cooling', `less than ${watts} W of cooling left with the greatest unit lost`)
    return { position, cording }
  }

  #isShunned({ rack, row }: Candidate): boolean {
    const { spread } = this.request
    return (spread === 'rack' && this.#shunned.has(rack.path)) || (spread === 'row' && this.#shunned.has(row))
  }

  #place(room: Candidate, { cording, position }: Yes): Place {
    const { chain, request } = this
    occupy(room, position, request.units)
    room.weightLeft -= request.weight ?? 0
    room.portsLeft -= request.ports ?? 0
    room.wattsLeft -= request.watts
    for (const one of new Set(room.shared)) this.#left.set(one, (this.#left.get(one) ?? 0) - request.watts)
    chain.add(request.watts, cording.cords)
    this.#shunned.add(room.rack.path).add(room.row)
    for (const { bank, pdu } of cording.cords) {
      this.#shunned.add(feedOf(chain, pdu))
      this.#taken.set(outletKey(pdu, bank), (this.#taken.get(outletKey(pdu, bank)) ?? 0) + 1)
    }
    const cooling = room.shared.flatMap((one) => (one.code === 'cooling' ? [this.#left.get(one) ?? 0] : []))
    const pathOf = (node: number) => chain.graph.nodes[node]?.thing.path ?? ''
    const bankOf = (bank: number | undefined) => chain.graph.devices.banks[bank ?? -1]?.bank.name
    const named = (node: number, bank: number | undefined) => {
      const name = bankOf(bank)
      return name === undefined ? { path: pathOf(node) } : { path: pathOf(node), bank: name }
    }
    const rests = cording.landings.flatMap(({ node, bank, use }) => (use ? [{ ...named(node, bank), use }] : []))
    return {
      rack: room.rack.path,
      position,
      cords: cording.cords.map(({ pdu, bank }) => {
        const { path, ...rest } = named(pdu, bank)
        return { pdu: path, ...rest }
      }),
      rests: rests.sort((one, other) => other.use.share - one.use.share),
      fullest: cording.fullest,
      unitsLeft: Math.max(0, ...room.runs.map(({ units }) => units)),
      coolingLeft: cooling.length === 0 ? undefined : Math.min(...cooling),
      weightLeft: room.weightLeft,
      portsLeft: room.portsLeft,
    }
  }

  #fullReason({ landings }: Cording): string {
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
