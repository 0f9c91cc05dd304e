import { parentPath } from '../../model/path.ts'
import type { PowerFeed, RackPdu } from '../../model/things.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import type { AlarmSubject } from './alarm-book.ts'
import type { ConditionAlarms } from './condition-alarms.ts'

/** Less than this is nothing: the meters of rack PDUs read a few watts where nothing flows. */
const NOTHING_WATTS = 10
/** So much must flow on the other side before this one's silence tells something. */
const CLEARLY_WATTS = 100
/** Loads move between the sides for moments, and readings of two devices are not of one instant. */
const LASTS_MS = 20_000
/** Rack PDUs are read one after the other: so long what one says of its feed waits for the others. */
const WAITS_MS = 120_000
/** Half of the least that a rack is fed with, 100 V between line and neutral. */
const LIVE_VOLTS = 50

interface Watched {
  readonly pdu: RackPdu
  /** The other rack PDUs of its rack that are of another side. */
  readonly others: readonly RackPdu[]
  /** Whether by the estate a device has cords on it and on another side. Found when it is first asked for. */
  isShared: boolean | undefined
  /** Since when it carries nothing while another side does; NaN while it carries something. */
  since: number
  isDead: boolean
}

interface Feed {
  readonly pdus: Set<number>
  /** Does it get nothing, by what was found last? Undefined where nothing of it can tell. */
  isDark: boolean | undefined
  /** When the first of them carried something again after all of them had been without power; NaN where that was never so. */
  returnedAt: number
}

/**
 * Finds rack PDUs that carry nothing while another side of their rack carries the load: the rack is on one feed, which no total of
 * power shows. Where all rack PDUs of a feed are so, it is the feed.
 */
export class DeadSides {
  readonly #watched = new Map<number, Watched>()
  readonly #byFeed = new Map<PowerFeed['path'], Feed>()
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

  /** May the alarm be the rest of a root that is over? That of a rack PDU which was read since is not. */
  mayWait({ rule, path }: Pick<AlarmSubject, 'rule' | 'path'>): boolean {
    const thing = rule === 'side-without-power' ? this.values.estate.find(path) : undefined
    return thing === undefined || this.isCovered(thing.index)
  }

  /** Which feeds and rack PDUs get nothing, and which get power; those that cannot tell are left out. */
  *told(): Iterable<[path: string, isDark: boolean]> {
    for (const [path, { isDark }] of this.#byFeed) if (isDark !== undefined) yield [path, isDark]
    for (const { pdu, isDead } of this.#watched.values()) {
      if (isDead) yield [pdu.path, !this.#hasVoltage(pdu.index)]
      else if (this.#power(pdu) >= NOTHING_WATTS) yield [pdu.path, false]
    }
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
    for (const [path, feed] of this.#byFeed) this.#judge(path, feed, now, tellsItself)
    for (const [index, { pdu, isDead, since }] of this.#watched) {
      // Nothing is known of it: what was said last goes on.
      if (!isDead && !Number.isNaN(since)) continue
      if (Number.isNaN(this.#power(pdu)) && !isDead) continue
      const isTold = isDead && (tellsItself.has(index) || this.#covered.has(index))
      this.conditions.set('side-without-power', pdu.path, null, isTold, now)
    }
  }

  /** Takes those out of `tellsItself` for which their feed speaks, or may be about to. */
  #judge(path: PowerFeed['path'], feed: Feed, now: number, tellsItself: Set<number>): void {
    const wasDead = this.conditions.holds('feed-without-power', path, null)
    const verdict = this.#isFeedDead(feed.pdus, now)
    const isDead = verdict === 'open' ? wasDead : verdict
    // Where some have not been read since, or one alone is dark, its rack PDUs tell.
    feed.isDark = isDead || undefined
    if (isDead || wasDead) {
      this.conditions.set('feed-without-power', path, null, isDead, now, { value: feed.pdus.size, limit: null })
    }
    if (wasDead && !isDead) feed.returnedAt = now
    for (const index of feed.pdus) {
      const watched = this.#watched.get(index)
      const isWithout = watched !== undefined && !Number.isNaN(watched.since)
      const covers = isWithout && (isDead || this.#isReturning(watched, feed, now))
      if (covers || (verdict === 'open' && !this.#hasOwnAlarm(watched))) tellsItself.delete(index)
      this.#cover(index, covers)
    }
  }

  #hasOwnAlarm(watched: Watched | undefined): boolean {
    return watched !== undefined && this.conditions.holds('side-without-power', watched.pdu.path, null)
  }

  /** Has the feed just come back, and this one not been read often enough since to show it? */
  #isReturning({ pdu }: Watched, { returnedAt }: Feed, now: number): boolean {
    const since = now - returnedAt
    return since < LASTS_MS || (since < WAITS_MS && !this.#isReadSince(pdu.index, returnedAt + LASTS_MS / 2))
  }

  #watch(pdu: RackPdu): void {
    const beside = this.values.estate.children(parentPath(pdu.path))
    const others = beside.filter((thing): thing is RackPdu => thing.kind === 'rack-pdu' && thing.side !== pdu.side)
    this.#watched.set(pdu.index, { pdu, others, isShared: undefined, since: Number.NaN, isDead: false })
    const from = pdu.supplies.find(({ role }) => role === 'primary')?.from
    const path = from && this.values.estate.find(from)?.path
    if (path === undefined) return
    const feed = this.#byFeed.get(path) ?? { pdus: new Set(), isDark: undefined, returnedAt: Number.NaN }
    this.#byFeed.set(path, feed)
    feed.pdus.add(pdu.index)
  }

  #look(watched: Watched, now: number): void {
    const own = this.#power(watched.pdu)
    const hasNoUse = this.#othersIdle(watched) && (!watched.isDead || this.#hasVoltage(watched.pdu.index))
    if (own >= NOTHING_WATTS || hasNoUse) {
      watched.since = Number.NaN
      watched.isDead = false
      return
    }
    // A side that is not measured tells nothing, and neither does a rack that is idle as a whole.
    if (Number.isNaN(own) || !this.#othersCarry(watched) || !this.#shared(watched)) return
    if (Number.isNaN(watched.since)) watched.since = now
    watched.isDead = now - watched.since >= LASTS_MS
  }

  /** All of them are measured and nearly nothing flows. */
  #othersIdle({ others }: Watched): boolean {
    return others.every((other) => this.#power(other) < NOTHING_WATTS)
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

  /** All that can tell say so, and they are at least two; open where none can tell, or some have not been read since. */
  #isFeedDead(pdus: ReadonlySet<number>, now: number): boolean | 'open' {
    const all = [...pdus].flatMap((index) => this.#watched.get(index) ?? [])
    const dead = all.filter(({ isDead }) => isDead)
    const alive = all.filter(({ pdu }) => this.#power(pdu) >= NOTHING_WATTS)
    // A side that carries nothing for another reason: its voltage tells that the feed has power.
    if (dead.some(({ pdu }) => this.#hasVoltage(pdu.index))) return false
    if (dead.length === 0) return alive.length > 0 ? false : 'open'
    const first = Math.min(...dead.map(({ since }) => since))
    if (alive.some(({ pdu }) => this.#isReadSince(pdu.index, first))) return false
    const isAboutTo = ({ since, isDead, pdu }: Watched) => since > 0 && !isDead && this.#power(pdu) < NOTHING_WATTS
    const isWaiting = alive.length > 0 || all.some(isAboutTo)
    if (isWaiting && now - first < WAITS_MS) return 'open'
    return alive.length === 0 && dead.length >= 2
  }

  #isReadSince(index: number, at: number): boolean {
    return (this.values.figures.newestAt[index] as number) >= at
  }

  #hasVoltage(index: number): boolean {
    return this.values.points
      .ofThing(index)
      .some(({ index: point, local }) => local.endsWith('voltage') && this.values.table.fresh(point) > LIVE_VOLTS)
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
