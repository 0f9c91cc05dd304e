import type { Clock } from '../clock.ts'

/** What several lanes have in common: how much may be under way at all. */
export class Room {
  #taken = 0
  constructor(private readonly most: number) {}

  get isLeft(): boolean {
    return this.#taken < this.most
  }

  enter(): void {
    this.#taken++
  }

  leave(): void {
    this.#taken--
  }
}

export interface LaneOptions {
  /** How many jobs of the lane run at a time. */
  readonly most: number
  /** A job that takes longer waits for a device that does not answer: it holds no place of the lane any more, only one of the room. */
  readonly lingerMs: number
  /** Starts a second; as many as there is room for where absent. */
  readonly startsPerSecond?: number
  readonly room: Room
  readonly clock: Clock
}

/**
 * Jobs that begin in the order in which they came. The bound is one for jobs that make progress: a thousand devices that do not answer
 * must not keep those waiting that do.
 */
export class Lane {
  readonly #options: LaneOptions
  readonly #waiting: (() => Promise<void>)[] = []
  #head = 0
  #running = 0
  #nextStart = Number.NEGATIVE_INFINITY
  #callOff: (() => void) | undefined

  constructor(options: LaneOptions) {
    this.#options = options
  }

  /** @param job never rejects */
  add(job: () => Promise<void>): void {
    this.#waiting.push(job)
    this.pump()
  }

  /** Forgets what has not begun. */
  clear(): void {
    this.#waiting.length = 0
    this.#head = 0
    this.#callOff?.()
    this.#callOff = undefined
  }

  /** Begins what there is room for. */
  pump(): void {
    const { most, room, clock, startsPerSecond } = this.#options
    while (this.#running < most && room.isLeft) {
      const job = this.#waiting[this.#head]
      if (!job) break
      if (startsPerSecond !== undefined) {
        const now = clock.monotonic()
        if (now < this.#nextStart) {
          this.#callOff ??= clock.after(this.#nextStart - now, () => {
            this.#callOff = undefined
            this.pump()
          })
          break
        }
        // A late timer may catch up a tenth of a second, never more: otherwise it would be a burst.
        this.#nextStart = Math.max(this.#nextStart, now - 100) + 1000 / startsPerSecond
      }
      this.#head++
      this.#run(job)
    }
    if (this.#head > 1024 && this.#head * 2 > this.#waiting.length) {
      this.#waiting.splice(0, this.#head)
      this.#head = 0
    }
  }

  #run(job: () => Promise<void>): void {
    const { room, clock, lingerMs } = this.#options
    let isHolding = true
    const release = () => {
      if (isHolding) this.#running--
      isHolding = false
    }
    room.enter()
    this.#running++
    const callOff = clock.after(lingerMs, () => {
      release()
      this.pump()
    })
    void job().finally(() => {
      callOff()
      release()
      room.leave()
      this.pump()
    })
  }
}
