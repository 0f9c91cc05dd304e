import { type Clock, systemClock } from '../clock.ts'

/** Time that passes at once when somebody waits, and tells how long they wanted to. */
export function hurriedClock() {
  const waits: number[] = []
  const clock: Clock = {
    ...systemClock,
    after(ms, call) {
      waits.push(ms)
      const immediate = setImmediate(call)
      return () => clearImmediate(immediate)
    },
  }
  return { clock, waits }
}
