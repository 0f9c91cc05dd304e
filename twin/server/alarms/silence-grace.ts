/**
 * After a start the store's last values are old until the first polls are through, and the first answers of thousands of
 * devices come late.
 */
const START_MS = 90_000

/**
 * Alarms are looked at every second: after a longer gap the program itself did not run, or the clock was set, and everything looks
 * old.
 */
const GAP_MS = 5_000

/** The machine's clocks, in milliseconds. */
export interface MachineTime {
  /** Nobody sets it. */
  readonly monotonic: number
  readonly wall: number
}

export const machineTime = (): MachineTime => ({ monotonic: performance.now(), wall: Date.now() })

/** When silence is our own doing and nobody's failure: after a start, and while the collector is late itself. */
export class SilenceGrace {
  #lateAt = Number.NEGATIVE_INFINITY
  #beatAt: MachineTime | undefined

  constructor(private readonly startedAt: number) {}

  /** The collector is late at this moment. */
  late(now: number): void {
    this.#lateAt = now
  }

  /** Call it whenever alarms are looked at. */
  beat(machine: MachineTime, now: number): void {
    const before = this.#beatAt
    this.#beatAt = machine
    if (!before) return
    const passed = machine.monotonic - before.monotonic
    if (passed > GAP_MS || Math.abs(machine.wall - before.wall - passed) > GAP_MS) this.late(now)
  }

  isStarting(now: number): boolean {
    return isWithin(now, this.startedAt, START_MS)
  }

  /** May something be called silent that is so after this long without an answer? It has had all of that time since we were late. */
  isOver(delayMs: number, now: number): boolean {
    return !this.isStarting(now) && !isWithin(now, this.#lateAt, delayMs)
  }
}

/** A clock that was set back must not prolong it. */
function isWithin(now: number, since: number, ms: number): boolean {
  return Math.abs(now - since) <= ms
}
