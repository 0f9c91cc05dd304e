import { LOAD_COLUMNS } from '../power/line-loads.ts'
import { bankUse, bankVolts } from '../power/use.ts'
import type { ChainRoom } from './chain-room.ts'
import { outletGroups } from './cording.ts'

/** Numbers of what is alike: as long as nothing is placed there, a question has the same answer for all of one number. */
export class Alike {
  readonly #pdus = new Map<number, number>()
  readonly #kinds = new Numbered()
  readonly #words = new Map<string, number>()
  readonly #racks = new Map<string, number>()

  constructor(private readonly chain: ChainRoom) {}

  /** Rack PDUs alike have the same limits, carry the same and have the same outlets left, whatever they draw from. */
  pdu(pdu: number): number {
    let kind = this.#pdus.get(pdu)
    if (kind === undefined) {
      kind = this.#kinds.of(this.#figuresOf(pdu))
      this.#pdus.set(pdu, kind)
    }
    return kind
  }

  /** Racks alike have rack PDUs alike, one by one, that draw from the same. */
  rack(pdus: readonly number[]): number {
    const key = pdus.map((pdu) => `${this.pdu(pdu)} ${this.chain.sourcesOf(pdu)}`).join()
    const kind = this.#racks.get(key) ?? this.#racks.size
    this.#racks.set(key, kind)
    return kind
  }

  #figuresOf(pdu: number): readonly number[] {
    const { figures, graph, worst } = this.chain
    const { limit, lineToNeutral, thing } = graph.nodes[pdu] ?? {}
    if (thing?.kind !== 'rack-pdu') return [Number.NaN, pdu]
    const by = graph.nodes[figures[pdu]?.by?.node ?? -1]?.thing
    const values = [
      this.#word(`${thing.phase} ${thing.side} ${by && `${by.kind} ${'side' in by ? by.side : ''}`}`),
      ...[limit?.perLine, limit?.voltAmperes, limit?.watts, lineToNeutral, worst.opened.get(pdu)?.share].map(known),
    ]
    for (let at = pdu * LOAD_COLUMNS; at < (pdu + 1) * LOAD_COLUMNS; at++) values.push(worst.nodes[at] ?? 0)
    for (const { bank, column, free } of outletGroups(graph, pdu)) {
      values.push(column, free > 0 ? 1 : 0)
      if (bank < 0) continue
      const opened = worst.openedBanks.get(bank)?.share
      values.push(
        worst.banks[bank] ?? 0,
        ...[bankUse(graph, worst, bank)?.limit, bankVolts(graph, bank), opened].map(known),
      )
    }
    return values
  }

  #word(word: string): number {
    const number = this.#words.get(word) ?? this.#words.size
    this.#words.set(word, number)
    return number
  }
}

function known(value: number | undefined): number {
  return value ?? Number.NaN
}

/** Numbers lists of figures in the order in which they are first met; equal ones have one number. */
class Numbered {
  readonly #met = new Map<number, { readonly values: readonly number[]; readonly number: number }[]>()
  #count = 0

  of(values: readonly number[]): number {
    const hash = hashOf(values)
    const met = this.#met.get(hash) ?? []
    this.#met.set(hash, met)
    const same = met.find((one) => alike(one.values, values))
    if (same) return same.number
    met.push({ values, number: this.#count })
    return this.#count++
  }
}

function alike(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, place) => Object.is(value, other[place]))
}

/** FNV-1a over the bits of the figures. */
function hashOf(values: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const word of new Uint32Array(Float64Array.from(values).buffer)) hash = Math.imul(hash ^ word, 0x01000193)
  return hash
}
