import { setMaxListeners } from 'node:events'
import { type Clock, systemClock } from '../clock.ts'
import type { DeviceTask } from './device-task.ts'
import { DueQueue } from './due-queue.ts'
import { Lane, Room } from './lane.ts'
import { Lateness } from './lateness.ts'
import { firstDue, nextDue, phaseOf } from './tick.ts'

export interface SchedulerLimits {
  /** Polls that run at a time; those that wait for a silent device are not counted. @default 128 */
  readonly polls?: number
  /** First contacts at a time. @default 32 */
  readonly contacts?: number
  /** First contacts a second: one by SNMPv3 costs 2 ms of this machine and of the agents' twice that. @default 150 */
  readonly contactsPerSecond?: number
  /** New tries at devices that did not answer, a second. @default 60 */
  readonly probesPerSecond?: number
  /** Whatever waits for an answer, silent devices too: each has a socket. @default 2048 */
  readonly underWay?: number
}

/** A poll that begins later than this is late by our doing: the bound that the collection is held to. */
const LATE_MS = 1_000
/** Longer than healthy devices take. */
const LINGER_MS = 250
/** How long polls that are under way may go on when all is stopped. With the closing of sessions it stays below five seconds. */
const DRAIN_MS = 1_500

export interface PollFigures {
  readonly done: number
  readonly failed: number
  readonly missed: number
  readonly late: number
  readonly latenessP99Ms: number
}

/**
 * Asks every device at its own interval. Each has its place in the interval (tick.ts), one request in flight, a circuit of its own; a tick
 * that cannot be kept is counted as missed and never made up for. First contacts, and new tries at devices that did not answer, have lanes of
 * their own with a pace.
 */
export class Scheduler {
  readonly #tasks: readonly DeviceTask[]
  readonly #clock: Clock
  readonly #queue = new DueQueue<DeviceTask>()
  readonly #polls: Lane
  readonly #contacts: Lane
  readonly #probes: Lane
  readonly #lateness: Lateness
  readonly #busy = new Set<DeviceTask>()
  readonly #stop = new AbortController()
  #callOff: (() => void) | undefined
  #done = 0
  #failed = 0
  #missed = 0
  #late = 0

  constructor(tasks: readonly DeviceTask[], limits: SchedulerLimits = {}, clock: Clock = systemClock) {
    const { polls = 128, contacts = 32, contactsPerSecond = 150, probesPerSecond = 60, underWay = 2048 } = limits
    this.#tasks = tasks
    this.#clock = clock
    // One listener for everything that is under way: more than ten is no leak here.
    setMaxListeners(0, this.#stop.signal)
    this.#lateness = new Lateness(clock.monotonic())
    const room = new Room(underWay)
    this.#polls = new Lane({ most: polls, lingerMs: LINGER_MS, room, clock })
    this.#contacts = new Lane({ most: contacts, lingerMs: LINGER_MS, startsPerSecond: contactsPerSecond, room, clock })
    this.#probes = new Lane({ most: contacts, lingerMs: LINGER_MS, startsPerSecond: probesPerSecond, room, clock })
  }

  /** Contacts every device as fast as the pace allows; from then on each is asked at its ticks. */
  start(): void {
    const [wall, now] = [this.#clock.wall(), this.#clock.monotonic()]
    for (const task of this.#tasks) {
      this.#queue.push(firstDue(wall, now, phaseOf(task.key, task.intervalMs), task.intervalMs), task)
      this.#contact(task)
    }
    this.#sleep()
  }

  figures(): PollFigures {
    const latenessP99Ms = this.#lateness.quantile(0.99, this.#clock.monotonic())
    return { done: this.#done, failed: this.#failed, missed: this.#missed, late: this.#late, latenessP99Ms }
  }

  /** Begins nothing more, gives what is under way a while, then ends the sessions on the devices. Never throws. */
  async stop(): Promise<void> {
    this.#callOff?.()
    this.#callOff = undefined
    for (const lane of [this.#polls, this.#contacts, this.#probes]) lane.clear()
    for (const task of this.#busy) if (!task.isUnderWay) this.#busy.delete(task)
    await this.#untilIdle(DRAIN_MS)
    this.#stop.abort()
    await this.#untilIdle(1_000)
    await Promise.all(this.#tasks.map((task) => task.close()))
  }

  #sleep(): void {
    if (this.#stop.signal.aborted) return
    const next = this.#queue.next
    if (next === undefined) return
    this.#callOff = this.#clock.after(next - this.#clock.monotonic(), () => this.#wake())
  }

  #wake(): void {
    const now = this.#clock.monotonic()
    while ((this.#queue.next ?? Number.POSITIVE_INFINITY) <= now) {
      const due = this.#queue.pop()
      if (!due) break
      const next = nextDue(due.due, now, due.thing.intervalMs)
      this.#missed += next.missed
      this.#late += next.missed
      this.#queue.push(next.due, due.thing)
      this.#tick(due.thing, due.due + next.missed * due.thing.intervalMs)
    }
    this.#sleep()
  }

  #tick(task: DeviceTask, due: number): void {
    if (task.isListening) return
    if (this.#busy.has(task)) {
      // A first contact, with its first answer, has no tick to keep.
      if (!task.hasAnswered) return
      this.#missed++
      // Under way it is the device that takes long; else the poll still waits for us to begin it.
      if (!task.isUnderWay) this.#late++
      return
    }
    if (!task.isAllowed(this.#clock.monotonic())) return
    if (task.isOpen) this.#poll(task, due)
    else this.#contact(task)
  }

  #poll(task: DeviceTask, due: number): void {
    this.#busy.add(task)
    this.#polls.add(async () => {
      const now = this.#clock.monotonic()
      this.#lateness.add(now - due, now)
      if (now - due > LATE_MS) this.#late++
      this.#count(task, await task.poll(this.#stop.signal))
    })
  }

  #contact(task: DeviceTask): void {
    this.#busy.add(task)
    const lane = task.wasTried ? this.#probes : this.#contacts
    lane.add(async () => this.#count(task, await task.contact(this.#stop.signal)))
  }

  #count(task: DeviceTask, outcome: 'done' | 'failed' | 'aborted'): void {
    this.#busy.delete(task)
    if (outcome === 'done') this.#done++
    else if (outcome === 'failed') this.#failed++
  }

  async #untilIdle(ms: number): Promise<void> {
    const end = this.#clock.monotonic() + ms
    while (this.#busy.size > 0 && this.#clock.monotonic() < end) {
      await new Promise<void>((resolve) => this.#clock.after(20, resolve))
    }
  }
}
