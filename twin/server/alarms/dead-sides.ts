import { parentPath } from '../../model/path.ts'
import type { RackPdu } from '../../model/things.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import type { ConditionAlarms } from './condition-alarms.ts'

/** Less than this is nothing: the meters of rack PDUs read a few watts where nothing flows. */
const NOTHING_WATTS = 10
/** So much must flow on the other side before this one's silence tells something. */
const CLEARLY_WATTS = 100
/** Loads move between the sides for moments, and readings of two devices are not of one instant. */
const LASTS_MS = 20_000

interface Watched {
  readonly pdu: RackPdu
  readonly feed: string | undefined
  /** The other rack PDUs of its rack that are of another side. */
  readonly others: readonly RackPdu[]
  /** Whether by the estate a device has cords on it and on another side. Found when it is first asked for. */
  isShared: boolean | undefined
  /** Since when it carries nothing while another side does; NaN while it carries something. */
  since: number
  isDead: boolean
}

/**
 * Finds rack PDUs that carry nothing while another side of their rack carries the load: the rack is on one feed, which no total of
 * power shows. Where all rack PDUs of a feed are so, it is the feed.
 */
export class DeadSides {
  readonly #watched = new Map<number, Watched>()
  readonly #byFeed = new Map<string, Set<number>>()
  /** Rack PDUs whose feed has the alarm in their place. */
  readonly #covered = new Set<number>()

  constructor(
    private readonly values: ValuePlane,
    private readonly conditions: ConditionAlarms,
    /** Told when a rack PDU begins or ends to be covered by the alarm of its feed. */
    private readonly onCovered: (thing: number) => void,
  ) {}

  /** Has the rack PDU no power by an alarm of its feed? */
  isCovered(thing: number): boolean {
    return this.#covered.has(thing)
  }

  /** Rack PDUs whose power moved are watched from then on. */
  moved(things: readonly number[]): void {
    for (const index of things) {
      if (this.#watched.has(index)) continue
      const pdu = this.values.tree.thing(index)
      if (pdu?.kind === 'rack-pdu') this.#watch(pdu)
    }
  }

  /** Looks at all of them. */
  sweep(now: number): void {
    for (const watched of this.#watched.values()) this.#look(watched, now)
    const tellsItself = new Set(this.#watched.keys())
    for (const [feed, pdus] of this.#byFeed) {
      const isDead = this.#isFeedDead(pdus)
      const isRaised = this.conditions.holds('feed-without-power', feed as never, null)
      if (isDead !== undefined && (isDead || isRaised)) {
        this.conditions.set('feed-without-power', feed as never, null, isDead, now, { value: pdus.size, limit: null })
      }
      for (const index of pdus) {
        const covers = (isDead ?? isRaised) && this.#watched.get(index)?.isDead === true
        if (covers) tellsItself.delete(index)
        this.#cover(index, covers)
      }
    }
    for (const [index, { pdu, isDead, since }] of this.#watched) {
      // Nothing is known of it: what was said last goes on.
      if (!isDead && !Number.isNaN(since)) continue
      if (Number.isNaN(this.#power(pdu)) && !isDead) continue
      this.conditions.set('side-without-power', pdu.path, null, isDead && tellsItself.has(index), now)
    }
  }

  #watch(pdu: RackPdu): void {
    const beside = this.values.estate.children(parentPath(pdu.path))
    const others = beside.filter((thing): thing is RackPdu => thing.kind === 'rack-pdu' && thing.side !== pdu.side)
    const feed = pdu.supplies.find(({ role }) => role === 'primary')?.from
    this.#watched.set(pdu.index, { pdu, feed, others, isShared: undefined, since: Number.NaN, isDead: false })
    if (feed !== undefined) this.#byFeed.set(feed, (this.#byFeed.get(feed) ?? new Set()).add(pdu.index))
  }

  #look(watched: Watched, now: number): void {
    const own = this.#power(watched.pdu)
    if (own >= NOTHING_WATTS) {
      watched.since = Number.NaN
      watched.isDead = false
      return
    }
    // A side that is not measured tells nothing, and neither does a rack that is idle as a whole.
    if (Number.isNaN(own) || !this.#othersCarry(watched) || !this.#shared(watched)) return
    if (Number.isNaN(watched.since)) watched.since = now
    watched.isDead = now - watched.since >= LASTS_MS
  }

  #othersCarry({ others }: Watched): boolean {
    let sum = 0
    for (const other of others) {
      const watts = this.#power(other)
      if (watts > 0) sum += watts
    }
    return sum >= CLEARLY_WATTS
  }

  #shared(watched: Watched): boolean {
    watched.isShared ??= this.values.estate
      .children(parentPath(watched.pdu.path))
      .some(
        (thing) =>
          thing.kind === 'device' &&
          thing.cords.some(({ pdu }) => pdu === watched.pdu.path) &&
          thing.cords.some(({ pdu }) => watched.others.some(({ path }) => path === pdu)),
      )
    return watched.isShared
  }

  /** All that can tell say so, and they are at least two; undefined where none can tell. */
  #isFeedDead(pdus: ReadonlySet<number>): boolean | undefined {
    let dead = 0
    let alive = 0
    for (const index of pdus) {
      const watched = this.#watched.get(index)
      if (!watched) continue
      if (watched.isDead) dead++
      else if (this.#power(watched.pdu) >= NOTHING_WATTS) alive++
    }
    return dead + alive === 0 ? undefined : alive === 0 && dead >= 2
  }

  #cover(index: number, covers: boolean): void {
    if (this.#covered.has(index) === covers) return
    if (covers) this.#covered.add(index)
    else this.#covered.delete(index)
    this.onCovered(index)
  }

  #power({ index }: RackPdu): number {
    return this.values.figures.columns.power[index] ?? Number.NaN
  }
}
