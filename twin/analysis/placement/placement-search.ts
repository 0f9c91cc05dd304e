import type { ChainRoom } from './chain-room.ts'
import type { Cording } from './cording.ts'
import { AS_GOOD, type Option, OrderSearch } from './order-search.ts'
import { type Candidate, type No, PlacedState, type Yes } from './placed-state.ts'
import type { Place, PlacementAnswer, PlacementRequest, Refusal, RefusalCode } from './request.ts'

/** A rack that takes one more, as far as is known: what is placed never makes room, so a share found earlier is the least that it can be. */
interface Open {
  readonly room: Candidate
  readonly least: number
}

interface Asked {
  readonly room: Candidate
  readonly answer: Yes | No
}

/** One that was placed. */
interface Placed {
  readonly room: Candidate
  readonly position: number
  readonly cording: Cording
  readonly place: Place
  readonly takeOut: () => void
}

/**
 * One question being answered: device after device goes where most stays free, until all are placed or none fits any more. Where that may
 * not be the best, other combinations are tried.
 */
export class PlacementSearch {
  readonly #state: PlacedState

  constructor(
    private readonly chain: ChainRoom,
    private readonly request: PlacementRequest,
    private readonly racks: readonly Candidate[],
  ) {
    this.#state = new PlacedState(chain, request)
  }

  run(): PlacementAnswer {
    const { count } = this.request
    const asked = this.#askAll()
    const open = asked
      .flatMap(({ room, answer }): Open[] => ('cording' in answer ? [{ room, least: answer.cording.fullest }] : []))
      .sort((one, other) => one.least - other.least)
    const racks = open.map(({ room }) => room)
    const least = open[0]?.least ?? 0
    let placed = this.#oneByOne(open)
    const fullest = Math.max(0, ...placed.map(({ place }) => place.fullest))
    // What is fullest with several is never emptier than with one alone.
    let isExact = racks.length === 0 || (placed.length === count && fullest <= least * AS_GOOD)
    if (!isExact) {
      for (const { takeOut } of placed.toReversed()) takeOut()
      const { better, isWhole } = new OrderSearch(this.#state, placed.length, fullest).run(racks)
      isExact = isWhole
      if (better) placed = this.#inOrder(better)
      else for (const { cording, position, room } of placed) this.#state.place(room, position, cording)
    }
    const fits = placed.length === count
    return {
      request: this.request,
      fits,
      isExact,
      places: placed.map(({ place }) => place),
      racks: this.racks.length,
      refusals: countedByReason(fits ? asked : this.#askAll()),
    }
  }

  #askAll(): readonly Asked[] {
    return this.racks.map((room) => ({ room, answer: this.#state.ask(room) }))
  }

  /** @param open those with the least first */
  #oneByOne(open: readonly Open[]): readonly Placed[] {
    const placed: Placed[] = []
    const queue = new OpenQueue(open)
    while (placed.length < this.request.count) {
      let best: { room: Candidate; yes: Yes } | undefined
      const still: Open[] = []
      for (let one = queue.next(); one; one = queue.next(best?.yes.cording.fullest)) {
        const answer = this.#state.ask(one.room)
        if (!('cording' in answer)) continue
        still.push({ room: one.room, least: answer.cording.fullest })
        if (!best || answer.cording.fullest < best.yes.cording.fullest) best = { room: one.room, yes: answer }
      }
      queue.putBack(still)
      if (!best) break
      // What was found may be of a rack alike.
      placed.push(this.#place(best.room, best.yes.position, this.#state.cordingIn(best.room)))
    }
    return placed
  }

  /** Places these that fit together, the emptiest first. */
  #inOrder(options: readonly Option[]): readonly Placed[] {
    const left = new Set(options.keys())
    const placed: Placed[] = []
    while (left.size > 0) {
      let best: { number: number; option: Option; yes: Yes } | undefined
      for (const number of left) {
        const option = options[number]
        const yes = option && this.#state.ask(option.rack, option.ways)
        if (!option || !yes || !('cording' in yes)) continue
        if (!best || yes.cording.fullest < best.yes.cording.fullest) best = { number, option, yes }
      }
      if (!best) break
      placed.push(this.#place(best.option.rack, best.yes.position, best.yes.cording))
      left.delete(best.number)
    }
    return placed
  }

  #place(rack: Candidate, position: number, cording: Cording): Placed {
    const { chain, request } = this
    const landings = chain.landings(request.watts, cording.cords)
    const takeOut = this.#state.place(rack, position, cording)
    const room = this.#state.now(rack)
    const cooling = room.shared.flatMap((one) => (one.code === 'cooling' ? [this.#state.leftOf(one)] : []))
    const pathOf = (node: number) => chain.graph.nodes[node]?.thing.path ?? ''
    const bankOf = (bank: number | undefined) => chain.graph.devices.banks[bank ?? -1]?.bank.name
    const named = (node: number, bank: number | undefined) => {
      const name = bankOf(bank)
      return name === undefined ? { path: pathOf(node) } : { path: pathOf(node), bank: name }
    }
    const rests = landings.flatMap(({ node, bank, use }) => (use ? [{ ...named(node, bank), use }] : []))
    const place: Place = {
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
    return { room: rack, position, cording, place, takeOut }
  }
}

/** Racks in the order of what they are known to come to at least. Few are asked again, so these are kept apart from the many. */
class OpenQueue {
  #at = 0
  #again: readonly Open[] = []
  #againAt = 0

  /** @param open in order */
  constructor(private readonly open: readonly Open[]) {}

  /** The next one, if it is emptier than this; of those alike the ones that were put back first. */
  next(than = Number.POSITIVE_INFINITY): Open | undefined {
    const [one, again] = [this.open[this.#at], this.#again[this.#againAt]]
    const isAgain = again !== undefined && (one === undefined || again.least <= one.least)
    const next = isAgain ? again : one
    if (!next || next.least >= than) return undefined
    if (isAgain) this.#againAt++
    else this.#at++
    return next
  }

  putBack(some: readonly Open[]): void {
    const all = [...some, ...this.#again.slice(this.#againAt)]
    this.#again = all.sort((one, other) => one.least - other.least)
    this.#againAt = 0
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
