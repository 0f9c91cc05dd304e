import {
  type Alarm,
  acknowledge,
  isActive,
  type Observation,
  observe,
  type Quieting,
  type Shelving,
} from '../../analysis/alarms/alarm.ts'
import { alarmsInWindow, FLOOD_ABOVE } from '../../analysis/alarms/flood.ts'
import { expireShelf, isOpen, isTold, quiet, shelve, shownState, unshelve } from '../../analysis/alarms/quieting.ts'
import { type EpochMs, epochMs } from '../../model/units.ts'
import { ServerProblem } from '../errors.ts'

/** History kept: what is normal again, newest last. */
const MOST_CLOSED = 1_000

/** What an alarm is about: the same subject has at most one alarm that is not history. */
export interface AlarmSubject {
  readonly rule: string
  readonly path: Alarm['path']
  readonly point: string | null
  readonly unit: Alarm['unit']
}

export function subjectKey({ rule, path, point }: Pick<AlarmSubject, 'rule' | 'path' | 'point'>): string {
  return `${rule}|${path}|${point ?? ''}`
}

/** All that is kept over a restart. */
export interface BookState {
  readonly revision: number
  readonly lastId: number
  readonly alarms: readonly Alarm[]
}

/** The alarms that are open and the history of those that were; each change is told to `changed`. */
export class AlarmBook {
  readonly #open = new Map<string, Alarm>()
  readonly #closed: Alarm[] = []
  readonly #raisedAt: number[] = []
  /** Active ones that are told: kept count of, since they are told after every change, of which an outage brings thousands. */
  readonly #active = { critical: 0, warning: 0 }
  #revision: number
  #lastId: number
  #quieting: (alarm: Alarm) => Quieting | null = () => null

  constructor(
    state: BookState,
    private readonly changed: (alarm: Alarm, revision: number) => void,
  ) {
    this.#revision = state.revision
    this.#lastId = state.lastId
    for (const alarm of state.alarms) this.#keep(alarm)
  }

  /** Counts up by every change. */
  get revision(): number {
    return this.#revision
  }

  /** What a new alarm follows from is asked of it. */
  onNew(quieting: (alarm: Alarm) => Quieting | null): void {
    this.#quieting = quieting
  }

  find(key: string): Alarm | undefined {
    return this.#open.get(key)
  }

  observe(subject: AlarmSubject, seen: Observation): Alarm | undefined {
    const before = this.#open.get(subjectKey(subject))
    const seenNow = observe(before, seen, () => ({ ...subject, id: `a${this.#lastId + 1}` }))
    if (seenNow === undefined || seenNow === before) return seenNow
    if (before === undefined) this.#lastId++
    const isNew = seenNow.state === 'unacknowledged' && before?.state !== 'unacknowledged'
    const after = isNew ? quiet(seenNow, this.#quieting(seenNow), seen.at) : seenNow
    if (isNew && isTold(after)) {
      alarmsInWindow(this.#raisedAt, seen.at)
      this.#raisedAt.push(seen.at)
    }
    this.#change(after)
    return after
  }

  /** @throws ServerProblem not-found, conflict */
  acknowledge(id: string, by: string, note: string | null, at: EpochMs): Alarm {
    const known = this.#known(id)
    const after = acknowledge(known, by, note, at)
    if (!after) throw new ServerProblem('conflict', `Alarm ${id} is ${known.state}: there is nothing to acknowledge.`)
    this.#change(after)
    return after
  }

  /** @throws ServerProblem not-found, conflict */
  shelve(id: string, shelved: Shelving): Alarm {
    const known = this.#known(id)
    const after = shelve(known, shelved)
    if (!after) throw new ServerProblem('conflict', `Alarm ${id} is ${shownState(known)}: it cannot be put away so.`)
    this.#change(after)
    return after
  }

  /** @throws ServerProblem not-found, conflict */
  unshelve(id: string): Alarm {
    const known = this.#known(id)
    const after = unshelve(known)
    if (!after) throw new ServerProblem('conflict', `Alarm ${id} is ${shownState(known)}: it is on no shelf.`)
    this.#change(after)
    return after
  }

  /** Takes down what was put away until now, and folds and promotes by what `quieting` says of each active one. */
  settle(now: EpochMs, quieting: (alarm: Alarm) => Quieting | null): void {
    for (const alarm of this.open()) {
      const back = expireShelf(alarm, now)
      const after = isActive(back) ? quiet(back, quieting(back), now) : back
      if (after !== alarm) this.#change(after)
    }
  }

  /** Open and closed. */
  all(): readonly Alarm[] {
    return [...this.#open.values(), ...this.#closed]
  }

  open(): readonly Alarm[] {
    return [...this.#open.values()]
  }

  /** Alarms that were over before may be forgotten; undefined where none has been. */
  knownSince(): EpochMs | undefined {
    const [oldest] = this.#closed
    if (!oldest || this.#lastId <= this.#open.size + this.#closed.length) return undefined
    return epochMs(Math.max(oldest.since, oldest.until ?? 0, oldest.acknowledgedAt ?? 0))
  }

  /** Active ones that are told, by severity. */
  counts(): { readonly critical: number; readonly warning: number } {
    return { ...this.#active }
  }

  flood(now: number): { readonly active: boolean; readonly lastTenMinutes: number } {
    const lastTenMinutes = alarmsInWindow(this.#raisedAt, now)
    return { active: lastTenMinutes > FLOOD_ABOVE, lastTenMinutes }
  }

  state(): BookState {
    return { revision: this.#revision, lastId: this.#lastId, alarms: this.all() }
  }

  #known(id: string): Alarm {
    const known = this.all().find((alarm) => alarm.id === id)
    if (known) return known
    throw new ServerProblem('not-found', `There is no alarm ${JSON.stringify(id)}; it may be too old to be kept.`)
  }

  #change(alarm: Alarm): void {
    this.#revision++
    this.#keep(alarm)
    this.changed(alarm, this.#revision)
  }

  #keep(alarm: Alarm): void {
    const key = subjectKey(alarm)
    const before = this.#open.get(key)
    const replaces = before !== undefined && (isOpen(alarm) || before.id === alarm.id)
    if (replaces && isTold(before)) this.#active[before.severity]--
    if (isOpen(alarm)) {
      if (isTold(alarm)) this.#active[alarm.severity]++
      this.#open.set(key, alarm)
      return
    }
    if (replaces) this.#open.delete(key)
    this.#closed.push(alarm)
    if (this.#closed.length > MOST_CLOSED) this.#closed.shift()
  }
}
