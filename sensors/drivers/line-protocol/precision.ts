/** Nanoseconds of a unit of time by the names that the APIs v1 and v2 have for it. */
const NANOSECONDS: Readonly<Record<string, bigint>> = {
  n: 1n,
  ns: 1n,
  u: 1_000n,
  us: 1_000n,
  µ: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

/**
 * Nanoseconds of a request's precision; undefined for a word that is none. InfluxDB v1 takes such a word for nanoseconds, and the readings
 * land in 1970: here it is refused.
 */
export function precisionNanoseconds(word: string | null): bigint | undefined {
  if (word === null || word === '') return 1n
  return Object.hasOwn(NANOSECONDS, word) ? NANOSECONDS[word] : undefined
}

/** Epoch milliseconds, rounded down. */
export function timeMs(time: bigint, nanoseconds: bigint): number {
  return Number((time * nanoseconds) / 1_000_000n)
}
