import type { LoadTree, Part } from './load-tree.ts'

/** What of a thing that several share each of them carries, where meters say that they do not share it alike. */
export interface UnevenShare {
  readonly vertex: number
  readonly carriers: readonly { readonly vertex: number; readonly watts: number }[]
}

/** Further from the even share than this, and 2 W, is no matter of meters' classes. */
const OF_EVEN = 0.05
const LEAST_WATTS = 2

/** One of several that carry a part of the same thing. */
interface Carrier {
  readonly vertex: number
  readonly part: Part
}

/** Those that carry each thing that has several. */
export function carriersOf({ inner, parts }: LoadTree): ReadonlyMap<number, readonly Carrier[]> {
  const found = new Map<number, Carrier[]>()
  for (const vertex of inner) {
    for (const part of parts[vertex] ?? []) {
      if (part.carriers < 2) continue
      const known = found.get(part.from)
      if (known) known.push({ vertex, part })
      else found.set(part.from, [{ vertex, part }])
    }
  }
  return found
}

/**
 * What each of several carries of one thing: a carrier with a meter at or above it what that leaves after its other parts, the ones without share the rest.
 * Undefined where they share alike, as far as meters can tell.
 *
 * @param spoken carriers with a meter at or above them that agrees
 */
export function unevenParts(
  { parts }: LoadTree,
  carriers: readonly Carrier[],
  watts: Float64Array,
  spoken: Uint8Array,
): ReadonlyMap<Part, number> | undefined {
  const found = new Map<Part, number>()
  let left = 0
  for (const { part, vertex } of carriers) {
    const even = part.share * (watts[part.from] ?? 0)
    left += even
    if (spoken[vertex] !== 1) continue
    const others = (parts[vertex] ?? []).reduce(
      (sum, each) => (each === part ? sum : sum + each.share * (watts[each.from] ?? 0)),
      0,
    )
    const own = Math.max(0, (watts[vertex] ?? 0) - others)
    found.set(part, own)
    left -= own
  }
  const isUneven = [...found].some(([{ from, share }, own]) => {
    const even = share * (watts[from] ?? 0)
    return Math.abs(own - even) > Math.max(LEAST_WATTS, OF_EVEN * even)
  })
  if (!isUneven) return undefined
  const others = carriers.filter(({ part }) => !found.has(part))
  for (const { part } of others) found.set(part, Math.max(0, left) / others.length)
  return found
}
