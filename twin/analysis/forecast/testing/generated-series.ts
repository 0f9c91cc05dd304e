/** Standard normal numbers from a seed (Lehmer's generator, Box and Muller). */
function normals(seed: number): () => number {
  let state = seed * 7919 + 1
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
}

type DayOf = (day: number, noise: () => number, memory: { v: number }) => number

const KINDS = {
  'a trend with noise': (day, noise) => 100 + 0.2 * day + 3 * noise(),
  'a week with noise': (day, noise) => 100 + (day % 7 < 5 ? 10 : 0) + 0.05 * day + 2 * noise(),
  'two years of a yearly season': (day, noise) => 100 + 15 * Math.sin((2 * Math.PI * day) / 365.2425) + 2 * noise(),
  'autocorrelated noise': (day, noise, memory) => {
    memory.v = 0.7 * memory.v + 2 * noise()
    return 100 + 0.1 * day + memory.v
  },
  'steps at random': (_day, noise, memory) => {
    if (noise() > 2) memory.v += 3 + noise()
    return 100 + memory.v + noise()
  },
  'heat of a zone: steps, a summer and busy workdays': (day, noise, memory) => {
    if (noise() > 2.2) memory.v += 4
    const summer = 3 * Math.sin((2 * Math.PI * day) / 365.2425)
    return 100 + memory.v + 0.05 * day + summer + (day % 7 < 5 ? 4 : 0) + 1.5 * noise()
  },
} satisfies Record<string, DayOf>

export type SeriesKind = keyof typeof KINDS
export const SERIES_KINDS = Object.keys(KINDS) as SeriesKind[]

/** So many days of a kind of use, the same for a seed. */
export function generated(kind: SeriesKind, seed: number, length: number): number[] {
  const noise = normals(seed)
  const memory = { v: 0 }
  const of: DayOf = KINDS[kind]
  return Array.from({ length }, (_, day) => of(day, noise, memory))
}
