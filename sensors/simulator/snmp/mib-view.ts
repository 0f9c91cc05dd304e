import type { BerWriter } from './ber-writer.ts'
import { compareOids, decodeOid, encodeOid, parseOid } from './oid.ts'

/** Tags of SNMP values (RFC 2578, 7.1; RFC 3416, 3). */
export const TAG = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
} as const

/** What a variable may hold; undefined is a row that is not there at the moment. */
export type MibValue = number | string | Uint8Array | undefined

/** One variable: where it is, what it is, and how it is read from a device of this shape. */
export interface MibEntry<D> {
  readonly arcs: readonly number[]
  /** Content bytes of the object identifier. */
  readonly oid: Buffer
  readonly tag: number
  readonly read: (device: D) => MibValue
}

/** All variables of one shape of device in the order of a walk; shared by every device of that shape. */
export class MibView<D> {
  readonly entries: readonly MibEntry<D>[]
  readonly #at = new Map<string, number>()

  constructor(entries: readonly MibEntry<D>[]) {
    this.entries = [...entries].sort((a, b) => compareOids(a.arcs, b.arcs))
    for (const [at, entry] of this.entries.entries()) this.#at.set(entry.oid.toString('latin1'), at)
  }

  /** Place of exactly this object identifier, or -1. */
  find(oid: Buffer): number {
    return this.#at.get(oid.toString('latin1')) ?? -1
  }

  /** Place of the first entry after this object identifier; the number of entries where there is none. */
  after(oid: Buffer): number {
    const exact = this.find(oid)
    if (exact >= 0) return exact + 1
    const arcs = decodeOid(oid)
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      const entry = this.entries[middle]
      if (entry && compareOids(entry.arcs, arcs) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Collects the variables of a view. Object identifiers are relative to nothing: whole, without a leading dot. */
export class MibBuilder<D> {
  readonly #entries: MibEntry<D>[] = []

  add(tag: number, oid: string, read: (device: D) => MibValue): void {
    const arcs = parseOid(oid)
    this.#entries.push({ arcs, oid: encodeOid(arcs), tag, read })
  }

  integer(oid: string, read: (device: D) => number | undefined): void {
    this.add(TAG.integer, oid, read)
  }

  gauge(oid: string, read: (device: D) => number | undefined): void {
    this.add(TAG.gauge32, oid, read)
  }

  text(oid: string, read: (device: D) => string | undefined): void {
    this.add(TAG.octets, oid, read)
  }

  view(): MibView<D> {
    return new MibView(this.#entries)
  }
}

const UNSIGNED = 4_294_967_296

/**
 * Writes the value's tag, length and content (RFC 2578, 7.1): counters wrap at 32 bits, gauges stay at their greatest value,
 * integers keep within theirs. A number that does not exist is written as -1, as makers do.
 */
export function writeValue(writer: BerWriter, tag: number, value: Exclude<MibValue, undefined>): void {
  if (typeof value === 'number') {
    const whole = Number.isFinite(value) ? Math.round(value) : -1
    if (tag === TAG.counter32 || tag === TAG.timeTicks) writer.integer(tag, whole % UNSIGNED)
    else if (tag === TAG.gauge32) writer.integer(tag, Math.min(UNSIGNED - 1, Math.max(0, whole)))
    else writer.integer(tag, Math.min(UNSIGNED / 2 - 1, Math.max(-UNSIGNED / 2, whole)))
  } else if (typeof value !== 'string') writer.octets(tag, value)
  else if (tag === TAG.oid) writer.octets(tag, encodeOid(parseOid(value)))
  else writer.text(tag, value)
}
