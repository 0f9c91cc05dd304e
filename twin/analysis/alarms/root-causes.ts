import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import { type Alarm, isActive, type Quieting } from './alarm.ts'
import { type Loss, lossesOf, type WayDown, waysDownTo } from './loss.ts'
import { Upstream } from './upstream.ts'

/** A consequence may be seen before its root: readings of many things are not of one instant. */
const BEFORE_MS = 180_000
/** And it may be seen to be over later: so long after its root nothing is promoted. */
export const OUTLASTS_MS = 120_000
/**
 * What could have been carried by something else follows from a loss only at that moment: a generator starts, a switch changes over, and
 * readings come a round of polls later. What fails after that has a cause of its own.
 */
const CHANGEOVER_MS = 90_000
/** Ends that are remembered: what is older is promoted at once. */
const MOST_ENDED = 2_000

/** Dangers to people and buildings: a work somewhere around them quiets none. */
const NEVER_AROUND: ReadonlySet<string> = new Set(['leak', 'smoke', 'fire-suppression'])

/** A work that alarms are laid to. */
export interface Work {
  /** Of the maintenance. */
  readonly id: string
  readonly path: string
  /** Only alarms that began by then, epoch ms. */
  readonly before: number
  /** The alarm that the thing is not restored, where that is so: it is the root then. */
  readonly reminder: string | undefined
}

interface Root {
  readonly alarm: Alarm
  readonly loss: Loss
}

/**
 * Knows which alarm follows from which: a loss of power or cooling takes along what rests on it. Of alarms about one thing the one that says most
 * is the root. Nothing follows from what is less severe than itself, nor from what began long after it.
 */
export class RootCauses {
  readonly #upstream: Upstream
  /** By way and path of what is lost. */
  readonly #roots = new Map<string, Map<string, Root>>()
  readonly #ended = new Map<string, number>()
  #works: readonly Work[] = []

  /** @param gatewayOf the address of the gateway that a thing is read through; undefined where it has none, or nobody knows yet */
  constructor(
    private readonly estate: Estate,
    private readonly gatewayOf: (path: string) => string | undefined = () => undefined,
  ) {
    this.#upstream = new Upstream(estate)
  }

  /** Those that alarms are laid to from now on. */
  work(works: readonly Work[]): void {
    this.#works = works
  }

  /** Is the alarm about the thing at the path or in it, or does it follow from its loss? */
  isLaidTo(alarm: Alarm, path: string): 'out-of-service' | 'maintenance' | undefined {
    const isOf = alarm.path === path || (isWithin(alarm.path, path) && !NEVER_AROUND.has(alarm.rule))
    if (isOf && alarm.rule !== 'not-restored') return 'out-of-service'
    const ways = waysDownTo(alarm)
    return ways.some((way) =>
      this.#pathsTo(alarm, way).some((above) => isWithin(above, path) && this.#isOnlyWay(alarm, way, above)),
    )
      ? 'maintenance'
      : undefined
  }

  /** Takes in an alarm after each of its changes. */
  take(alarm: Alarm): void {
    for (const loss of lossesOf(alarm, this.estate)) {
      const key = keyOf(loss.way, loss.path)
      const roots = this.#roots.get(key) ?? new Map<string, Root>()
      if (isActive(alarm)) {
        this.#roots.set(key, roots)
        roots.set(alarm.id, { alarm, loss })
        this.#ended.delete(alarm.id)
        continue
      }
      roots.delete(alarm.id)
      if (roots.size === 0) this.#roots.delete(key)
      this.#ended.delete(alarm.id)
      this.#ended.set(alarm.id, alarm.until ?? alarm.since)
      const [oldest] = this.#ended.keys()
      if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest)
    }
  }

  /**
   * The alarm at the top of what this one follows from; null where it speaks for itself.
   * @param waits false where it is known already that it outlasts its root
   */
  quietingOf(alarm: Alarm, now: number, waits = true): Quieting | null {
    const work = this.#workOf(alarm)
    if (work) return work
    const root = this.#rootOf(alarm)
    if (root) return { kind: 'alarm', id: root.id }
    const { quieted } = alarm
    if (!waits || quieted?.kind !== 'alarm') return null
    // After a start nobody knows yet what is read through what.
    if (alarm.rule === 'device-down' && !this.gatewayOf(alarm.path) && this.#isRoot(quieted.id)) return quieted
    const ended = this.#ended.get(quieted.id)
    return ended !== undefined && Math.abs(now - ended) < OUTLASTS_MS ? quieted : null
  }

  #isRoot(id: string): boolean {
    return [...this.#roots.values()].some((roots) => roots.has(id))
  }

  #workOf(alarm: Alarm): Quieting | undefined {
    for (const { id, path, before, reminder } of this.#works) {
      if (alarm.since > before) continue
      const kind = this.isLaidTo(alarm, path)
      if (kind) return reminder === undefined ? { kind, id } : { kind: 'alarm', id: reminder }
    }
    return undefined
  }

  #rootOf(alarm: Alarm): Alarm | undefined {
    const way: Alarm[] = [alarm]
    for (let next = this.#above(alarm); next; next = this.#above(next)) {
      const { id } = next
      const met = way.findIndex((one) => one.id === id)
      if (met >= 0) {
        // Two that draw from one another, by an estate that nobody has checked: the first alarm of the ring is its root.
        const first = way.slice(met).reduce((least, one) => (numberOf(one) < numberOf(least) ? one : least), next)
        return first.id === alarm.id ? undefined : first
      }
      way.push(next)
    }
    return way.length > 1 ? way.at(-1) : undefined
  }

  /** The nearest that it follows from. */
  #above(alarm: Alarm): Alarm | undefined {
    const own = lossesOf(alarm, this.estate)
    for (const way of waysDownTo(alarm)) {
      const ranks = new Map(own.filter((loss) => loss.way === way).map(({ path, rank }) => [path, rank]))
      for (const path of this.#pathsTo(alarm, way)) {
        for (const root of this.#roots.get(keyOf(way, path))?.values() ?? []) {
          const isInTime = alarm.since <= root.alarm.since + CHANGEOVER_MS || this.#isOnlyWay(alarm, way, path)
          if (isInTime && this.#explains(root, alarm, ranks.get(path))) return root.alarm
        }
      }
    }
    return undefined
  }

  #pathsTo({ path }: Alarm, way: WayDown): readonly string[] {
    if (way === 'input') return [path]
    if (way === 'sight') return [this.gatewayOf(path) ?? []].flat()
    return way === 'cooling' ? this.#upstream.cooling(path) : this.#upstream.power(path)
  }

  /** Whether nothing else could carry the thing. A battery is called on by the loss of its input, whatever changes over a moment later. */
  #isOnlyWay({ path, rule }: Alarm, way: WayDown, above: string): boolean {
    return way !== 'power' || rule === 'ups-on-battery' || this.#upstream.restsAlone(path).has(above)
  }

  /** @param ownRank of the alarm where it is about the same loss */
  #explains({ alarm: root, loss }: Root, alarm: Alarm, ownRank: number | undefined): boolean {
    if (root.id === alarm.id) return false
    if (alarm.severity === 'critical' && root.severity === 'warning') return false
    if (alarm.since < root.since - BEFORE_MS) return false
    if (ownRank === undefined) return true
    return loss.rank < ownRank || (loss.rank === ownRank && numberOf(root) < numberOf(alarm))
  }
}

function keyOf(way: WayDown, path: string): string {
  return `${way} ${path}`
}

function numberOf({ id }: Alarm): number {
  return Number(id.slice(1))
}
