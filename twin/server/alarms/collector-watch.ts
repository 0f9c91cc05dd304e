import { cpus, loadavg } from 'node:os'
import { gatewaysOf, silentGateways } from '../../analysis/alarms/gateways.ts'
import type { CollectorStatus, CollectorStatusSource, DeviceStatus } from '../../model/collector-status.ts'
import { LETTERS_FILLING_SHARE } from '../../model/dead-letter.ts'
import type { AlarmSubject } from './alarm-book.ts'
import type { ConditionAlarms } from './condition-alarms.ts'
import type { SilenceGrace } from './silence-grace.ts'

/** How long the collector may leave a question for its status open. */
const SILENT_MS = 10_000
/** Of the polls between two answers; more that begin late are no accident. */
const LATE_SHARE = 0.01
/** Of what is ready to run, for each processor: beyond it an answer may wait for us longer than it took the device. */
const BUSY_LOAD = 2
/** Ten minutes of looks, one every two seconds: a device that was down in all of them is so by itself. Counted, as clocks are set. */
const MOST_DOUBTS = 300
/** How long a device that does not answer is given: its interval three times, as a point that is not read, and no less than this. */
const SHORTEST_DELAY_MS = 30_000

interface Grown {
  /** What raises the alarm besides. */
  readonly otherwise?: boolean
  readonly tripped?: { readonly value: number; readonly limit: null }
}

/** How much waits for each processor, over a minute; 0 where the system does not tell. */
const loadPerProcessor = () => (loadavg()[0] ?? 0) / Math.max(1, cpus().length)

/** Asks the collector how it fares and turns that into alarms: devices down, journal, store. */
export class CollectorWatch {
  /** The newest answer. */
  status: CollectorStatus | undefined
  /** No answer came in time: `status` is old. */
  isSilent = false
  /** Paths of devices that are down, and of what is read through them. */
  down: ReadonlySet<string> = new Set()
  /** The same of devices whose last try failed, now or at the last status but one: their readings may come a moment after an answer. */
  failing: ReadonlySet<string> = new Set()
  /** The address of the gateway that a device is read through, by its path. */
  gateways: ReadonlyMap<string, string> = new Map()
  #failingNow: ReadonlySet<string> = new Set()
  #askedAt: number | undefined
  /** What this process counts from nothing was nothing before it was first seen. */
  #before: Readonly<Record<string, number>> = { 'dead-letters-dropped': 0 }
  #polls: CollectorStatus['polls'] | undefined
  /** How often devices had failed, by their subject, when the collector was last late: those tries say nothing about them. */
  #failedByUs: ReadonlyMap<string, number> = new Map()
  /** How many times in a row a device was down and not called so, by its subject. */
  #doubts: ReadonlyMap<string, number> = new Map()

  constructor(
    private readonly source: CollectorStatusSource,
    private readonly alarms: ConditionAlarms,
    private readonly grace: SilenceGrace,
    private readonly log: (message: string) => void,
    private readonly load = loadPerProcessor,
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
    if (isSilent) this.grace.late(now)
    this.alarms.set('collector-silent', '', null, isSilent, now)
  }

  take(status: CollectorStatus, now: number): void {
    this.status = status
    const isLate = this.#isLate(status.polls)
    if (isLate) this.grace.late(now)
    const seen = new Set<string>()
    const down = new Set<string>()
    const failing = new Set<string>()
    const failedByUs = new Map<string, number>()
    const doubts = new Map<string, number>()
    const raised: Pick<AlarmSubject, 'path' | 'point'>[] = []
    for (const device of status.devices) {
      const silent = device.state === 'down' ? down : failing
      if (device.state === 'down' || device.failures > 0) {
        for (const path of [device.path, ...(device.things ?? [])]) silent.add(path)
      }
      if (device.state !== 'down') continue
      // A subscription speaks for many things and has no path of its own: it is told by its URL.
      const point = device.path === '' ? device.url : null
      const key = `${device.path}|${point ?? ''}`
      const known = isLate ? device.failures : this.#failedByUs.get(key)
      if (known !== undefined) failedByUs.set(key, known)
      const isRaised = this.alarms.holds('device-down', device.path as AlarmSubject['path'], point)
      const doubted = this.#doubts.get(key) ?? 0
      if (!isRaised && doubted < MOST_DOUBTS && !this.#isItsOwn(device, known, now)) {
        doubts.set(key, doubted + 1)
        continue
      }
      seen.add(key)
      raised.push({ path: device.path as AlarmSubject['path'], point })
    }
    this.#tellDown(status.devices, raised, now)
    this.alarms.clearUnseen('device-down', seen, now)
    this.down = down
    this.failing = new Set([...failing, ...this.#failingNow])
    this.#failingNow = failing
    this.#failedByUs = failedByUs
    this.#doubts = doubts
    const { journal, store, polls } = status
    this.alarms.set('journal-unwritable', '', null, !journal.writable, now)
    this.alarms.set('store-circuit-open', '', null, store.circuit !== 'closed', now)
    this.#grows('journal-giving-up', journal.givenUp, now)
    this.#grows('journal-quarantined', journal.quarantined, now)
    this.#grows('store-refusing', store.refused, now)
    this.#takeLetters(store.deadLetters, now)
    this.#grows('polls-missed', polls.missed, now, { otherwise: isLate && !this.grace.isStarting(now) })
  }

  /** The gateway before the devices behind it: their alarms are consequences from the first. */
  #tellDown(devices: CollectorStatus['devices'], raised: readonly Pick<AlarmSubject, 'path' | 'point'>[], now: number) {
    this.gateways = gatewaysOf(devices)
    const down = new Set(raised.map(({ path }): string => path))
    const silent = silentGateways(this.gateways, (path) => down.has(path))
    for (const address of silent) this.alarms.set('gateway-down', '', address, true, now)
    for (const { path, point } of raised) this.alarms.set('device-down', path, point, true, now)
    this.alarms.clearUnseen('gateway-down', new Set([...silent].map((address) => `|${address}`)), now)
  }

  #takeLetters(letters: CollectorStatus['store']['deadLetters'], now: number): void {
    if (!letters) return
    const { bytes, maxBytes, dropped, droppedSinceStart } = letters
    const full = { value: bytes / maxBytes, limit: LETTERS_FILLING_SHARE }
    this.alarms.set('dead-letters-filling', '', null, full.value > full.limit, now, full)
    this.#grows('dead-letters-dropped', droppedSinceStart, now, { tripped: { value: dropped, limit: null } })
  }

  /** The first figure seen is no growth: it may be of yesterday. */
  #grows(rule: string, count: number, now: number, more: Grown = {}): void {
    const before = this.#before[rule]
    this.#before = { ...this.#before, [rule]: count }
    const holds = more.otherwise === true || (before !== undefined && count > before)
    this.alarms.set(rule, '', null, holds, now, more.tripped)
  }

  #isLate(polls: CollectorStatus['polls']): boolean {
    const before = this.#polls
    this.#polls = polls
    if (!before) return false
    const enough = LATE_SHARE * (polls.done + polls.failed - before.done - before.failed)
    // Of a machine that has far too much to do, its network and what it simulates are as late as the collector.
    const isOverrun = polls.missed - before.missed > enough && this.load() > BUSY_LOAD
    return polls.late - before.late > enough || isOverrun
  }

  /** Is it the device that does not answer, and not we who were late? It must have been asked again since. */
  #isItsOwn({ intervalMs, failures }: DeviceStatus, failedByUs: number | undefined, now: number): boolean {
    if (!this.grace.isOver(Math.max(SHORTEST_DELAY_MS, 3 * intervalMs), now)) return false
    // A subscription that merely falls silent counts no failures.
    return failedByUs === undefined || failures === 0 || failures > failedByUs
  }
}
