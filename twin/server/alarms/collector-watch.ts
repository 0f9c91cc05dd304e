import type { CollectorStatus, CollectorStatusSource } from '../../model/collector-status.ts'
import type { AlarmSubject } from './alarm-book.ts'
import type { ConditionAlarms } from './condition-alarms.ts'

/** How long the collector may leave a question for its status open. */
const SILENT_MS = 10_000

/** Asks the collector how it fares and turns that into alarms: devices down, journal, store. */
export class CollectorWatch {
  /** The newest answer. */
  status: CollectorStatus | undefined
  /** No answer came in time: `status` is old. */
  isSilent = false
  /** Paths of devices that are down. */
  down: ReadonlySet<string> = new Set()
  #askedAt: number | undefined
  #before: Readonly<Record<string, number>> = {}

  constructor(
    private readonly source: CollectorStatusSource,
    private readonly alarms: ConditionAlarms,
    private readonly log: (message: string) => void,
  ) {}

  /** Never throws: a collector that does not answer is an alarm. Call it every second or two. */
  async ask(clock: () => number): Promise<void> {
    const now = clock()
    if (this.#askedAt !== undefined) {
      this.#tellSilent(now - this.#askedAt > SILENT_MS, now)
      return
    }
    this.#askedAt = now
    try {
      this.take(await this.source.status(), clock())
      this.#tellSilent(false, clock())
    } catch (error) {
      this.#tellSilent(true, clock())
      this.log(`The collector gave no status: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      this.#askedAt = undefined
    }
  }

  #tellSilent(isSilent: boolean, now: number): void {
    this.isSilent = isSilent
    this.alarms.set('collector-silent', '', null, isSilent, now)
  }

  take(status: CollectorStatus, now: number): void {
    this.status = status
    const seen = new Set<string>()
    const down = new Set<string>()
    for (const device of status.devices) {
      if (device.state !== 'down') continue
      // A subscription speaks for many things and has no path of its own: it is told by its URL.
      const point = device.path === '' ? device.url : null
      seen.add(`${device.path}|${point ?? ''}`)
      down.add(device.path)
      this.alarms.set('device-down', device.path as AlarmSubject['path'], point, true, now)
    }
    this.alarms.clearUnseen('device-down', seen, now)
    this.down = down
    const { journal, store, polls } = status
    this.alarms.set('journal-unwritable', '', null, !journal.writable, now)
    this.alarms.set('store-circuit-open', '', null, store.circuit !== 'closed', now)
    this.#grows('journal-giving-up', journal.givenUp, now)
    this.#grows('journal-quarantined', journal.quarantined, now)
    this.#grows('store-refusing', store.refused, now)
    this.#grows('polls-missed', polls.missed, now)
  }

  /** The first figure seen is no growth: it may be of yesterday. */
  #grows(rule: string, count: number, now: number): void {
    const before = this.#before[rule]
    this.#before = { ...this.#before, [rule]: count }
    this.alarms.set(rule, '', null, before !== undefined && count > before, now)
  }
}
