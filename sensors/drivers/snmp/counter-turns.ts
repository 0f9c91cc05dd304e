/**
 * Counters that begin anew at a known value (Counter32 at 2^32, a meter of seven digits at 10^7). A fall that looks like such
 * a turn is added, so that consumption does not vanish; one that looks like a reset by hand is passed on as it is. Lives as
 * long as the session: what was counted before is the device's number again.
 */
export class CounterTurns {
  readonly #seen = new Map<string, { last: number; turns: number }>()

  /** @param modulus the value at which it begins anew; undefined for what does not count */
  unwrapped(key: string, raw: number, modulus: number | undefined): number {
    if (modulus === undefined || !Number.isFinite(raw) || raw < 0 || raw > modulus) return raw
    const state = this.#seen.get(key)
    if (!state) {
      this.#seen.set(key, { last: raw, turns: 0 })
      return raw
    }
    if (raw < state.last) {
      // From 4,294,967,000 to 300 is a turn: it went on a little. From 5,000,000 to 0 is a reset: half the range is missing.
      const isTurn = raw - state.last + modulus < modulus / 2
      state.turns = isTurn ? state.turns + 1 : 0
    }
    state.last = raw
    return raw + state.turns * modulus
  }
}
