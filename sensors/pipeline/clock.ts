import { type EpochMs, epochMs } from '../../twin/model/units.ts'

/** Time as the pipeline knows it: a wall clock that may be set by hand at any moment, and one that only goes on. */
export interface Clock {
  wall(): EpochMs
  /** Milliseconds since some moment; never goes back. */
  monotonic(): number
  /** Calls once after `ms`, never early by the monotonic clock; returns the way to call it off. */
  after(ms: number, call: () => void): () => void
}

/** The machine's clocks. */
export const systemClock: Clock = {
  wall: () => epochMs(Date.now()),
  monotonic: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, Math.max(0, Math.ceil(ms)))
    return () => clearTimeout(timer)
  },
}

/** Resolves after `ms`, or at once when the signal is (or becomes) aborted. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve()
      return
    }
    const over = () => {
      cancel()
      signal?.removeEventListener('abort', over)
      resolve()
    }
    const cancel = clock.after(ms, over)
    signal?.addEventListener('abort', over, { once: true })
  })
}
