import { epochMs } from '../../../twin/model/units.ts'
import type { Clock } from '../clock.ts'

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #wall: number
  #now = 0
  #timers: { readonly due: number; readonly call: () => void }[] = []

  constructor(wall = 1_700_000_000_000) {
    this.#wall = wall
  }

  wall() {
    return epochMs(this.#wall)
  }

  monotonic(): number {
    return this.#now
  }

  after(ms: number, call: () => void): () => void {
    const timer = { due: this.#now + Math.max(0, ms), call }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  /** The wall clock is set by hand. */
  step(ms: number): void {
    this.#wall += ms
  }

  /** Lets time pass, calling what falls due at its instant and letting promises settle between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settled()
    for (;;) {
      const next = this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0]
      if (!next) break
      this.#go(next.due)
      this.#timers = this.#timers.filter((one) => one !== next)
      next.call()
      await settled()
    }
    this.#go(end)
  }

  #go(to: number): void {
    this.#wall += to - this.#now
    this.#now = to
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}
