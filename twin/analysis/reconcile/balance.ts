import type { LoadTree, Part } from './load-tree.ts'
import { carriersOf, type UnevenShare, unevenParts } from './mesh.ts'

/** What is thought of every leaf before meters are looked at, by vertex. */
export interface Priors {
  /** NaN where nobody knows. */
  readonly watts: Float64Array
  readonly uncertainty: Float64Array
  /** Watts that it draws at least and at most. */
  readonly least: Float64Array
  readonly most: Float64Array
}

/** The most likely watts of every vertex. */
export interface Balance {
  /** NaN where loads that nobody knows are in it. */
  readonly watts: Float64Array
  /** What of the watts is known: the same where all is. */
  readonly known: Float64Array
  readonly variance: Float64Array
  /** What a meter says more than all below it, beyond what both may be wrong, by vertex. Less where negative. */
  readonly unaccounted: ReadonlyMap<number, number>
  /** The nearest meter above, or at, a vertex, whose figure it has a part in; -1 for none. */
  readonly meter: Int32Array
  /** 1 for what is below a meter that disagrees, no other between. */
  readonly contested: Uint8Array
  /** Things that several carry, where these do not carry them alike. */
  readonly uneven: readonly UnevenShare[]
}

/** Declared efficiencies are of one load: losses are taken to be right within this share of them. */
export const LOSS_UNCERTAINTY = 0.3

/**
 * Weighted least squares on a tree within bounds, in two passes. Up: each vertex is the sum of its parts, and a meter moves that towards its own figure by
 * how sure each of the two is. Down: what a vertex was moved by is given to its parts in proportion to share times variance, which is where the
 * sum of squares is least; none leaves what it can draw at least and at most. A meter that its parts cannot agree with, all of them wrong in the
 * same direction, moves nothing; the difference stays at it. Where loads below are not known, what the known ones leave is theirs, in equal parts.
 */
export function balance(
  tree: LoadTree,
  priors: Priors,
  meters: ReadonlyMap<number, { readonly watts: number; readonly uncertainty: number }>,
): Balance {
  const { inner, parts, size } = tree
  const column = () => new Float64Array(size)
  const climbed: Climbed = {
    watts: priors.watts.map((value) => value || 0),
    variance: priors.uncertainty.map((value) => value ** 2 || 0),
    least: priors.least.slice(),
    most: priors.most.slice(),
    unknown: priors.watts.map((value) => (Number.isNaN(value) ? 1 : 0)),
    ...{ sum: column(), sumVariance: column(), sumUnknown: column(), agrees: new Uint8Array(size).fill(1) },
  }
  for (const vertex of inner) {
    addUp(tree, climbed, vertex)
    const meter = meters.get(vertex)
    if (meter) meet(climbed, vertex, meter)
  }
  const meter = new Int32Array(size).fill(-1)
  for (const vertex of meters.keys()) meter[vertex] = vertex
  const spoken = spokenFor(tree, climbed, meters)
  const resolved = new Uint8Array(size)
  const contested = new Uint8Array(size)
  for (const vertex of inner.toReversed()) {
    keepWithin(climbed, vertex, spoken.voices)
    const isGiven = giveUnknown(parts[vertex] ?? [], climbed, vertex, resolved, meters.has(vertex), spoken.voices)
    for (const { from } of parts[vertex] ?? []) {
      if (!meters.has(from) && (climbed.agrees[vertex] === 0 || contested[vertex] === 1)) contested[from] = 1
      const takesPart = isGiven
        ? (climbed.unknown[from] ?? 0) > 0
        : climbed.agrees[vertex] === 1 && (climbed.variance[from] ?? 0) > 0
      if (meter[from] === -1 && takesPart) meter[from] = meter[vertex] ?? -1
    }
    if (climbed.agrees[vertex] === 1 && !isGiven) {
      allocate(parts[vertex] ?? [], climbed, (climbed.watts[vertex] ?? 0) - (climbed.sum[vertex] ?? 0), spoken.voices)
      narrow(parts[vertex] ?? [], climbed, vertex)
    }
  }
  return { ...addUpAgain(tree, climbed, resolved, meters, spoken.at), variance: climbed.variance, meter, contested }
}

/** Columns by vertex. */
interface Climbed {
  readonly watts: Float64Array
  readonly variance: Float64Array
  readonly least: Float64Array
  readonly most: Float64Array
  /** Loads below that nobody knows, no meter between. */
  readonly unknown: Float64Array
  /** The same of all its parts together, its own meter apart. */
  readonly sum: Float64Array
  readonly sumVariance: Float64Array
  readonly sumUnknown: Float64Array
  readonly agrees: Uint8Array
}

function addUp(tree: LoadTree, climbed: Climbed, vertex: number): void {
  const { least, most, sum, sumUnknown, sumVariance, unknown, variance, watts } = climbed
  const parts = tree.parts[vertex] ?? []
  const lossLeaf = lossLeafOf(tree, parts)
  if (lossLeaf !== undefined) {
    const slack = LOSS_UNCERTAINTY * parts.reduce((total, { from, loss }) => total + loss * (watts[from] ?? 0), 0)
    variance[lossLeaf] = slack ** 2
    least[lossLeaf] = -slack
    most[lossLeaf] = slack
  }
  let [total, spread, missing, low, high] = [0, 0, 0, 0, 0]
  for (const { carriers, from, share } of parts) {
    total += share * (watts[from] ?? 0)
    spread += share ** 2 * (variance[from] ?? 0)
    missing += unknown[from] ?? 0
    // One of several may carry nothing of it, or all.
    low += carriers > 1 ? 0 : share * (least[from] ?? 0)
    high += share * carriers * (most[from] ?? 0)
  }
  sum[vertex] = watts[vertex] = total
  sumVariance[vertex] = variance[vertex] = spread
  sumUnknown[vertex] = unknown[vertex] = missing
  least[vertex] = low
  most[vertex] = high
}

/** Where meters speak: `at` is 1 for what has one that agrees at or above it; `voices` counts those that carry each vertex and have. */
function spokenFor(
  { inner, parts, size }: LoadTree,
  { agrees }: Climbed,
  meters: ReadonlyMap<number, unknown>,
): { readonly at: Uint8Array; readonly voices: Uint16Array } {
  const [at, voices] = [new Uint8Array(size), new Uint16Array(size)]
  for (const vertex of inner.toReversed()) {
    at[vertex] = meters.has(vertex) ? (agrees[vertex] ?? 0) : (voices[vertex] ?? 0) > 0 ? 1 : 0
    if (at[vertex] === 1) for (const { from } of parts[vertex] ?? []) voices[from] = (voices[from] ?? 0) + 1
  }
  return { at, voices }
}

/** Each of several that carry a vertex moves it as if it could carry all of it. */
function keepWithin({ least, most, watts }: Climbed, vertex: number, voices: Uint16Array): void {
  if ((voices[vertex] ?? 0) > 0)
    watts[vertex] = Math.min(most[vertex] ?? 0, Math.max(least[vertex] ?? 0, watts[vertex] ?? 0))
}

/** A meter and the sum of its parts. */
function meet(climbed: Climbed, vertex: number, meter: { readonly watts: number; readonly uncertainty: number }): void {
  const { agrees, least, most, sum, sumUnknown, sumVariance, unknown, variance, watts } = climbed
  // What is drawn is not less than nothing, however unsure a meter is of its zero.
  const low = Math.min(meter.watts, Math.max(0, meter.watts - meter.uncertainty))
  const high = meter.watts + meter.uncertainty
  const [parts, spread, of] = [sum[vertex] ?? 0, sumVariance[vertex] ?? 0, meter.uncertainty ** 2]
  agrees[vertex] = high >= (least[vertex] ?? 0) && low <= (most[vertex] ?? 0) ? 1 : 0
  unknown[vertex] = 0
  const isSummed = agrees[vertex] === 1 && (sumUnknown[vertex] ?? 0) === 0
  least[vertex] = isSummed ? Math.max(low, least[vertex] ?? 0) : low
  most[vertex] = isSummed ? Math.min(high, most[vertex] ?? 0) : high
  const best = isSummed ? parts + (spread / (spread + of)) * (meter.watts - parts) : meter.watts
  watts[vertex] = Math.min(most[vertex], Math.max(least[vertex], best))
  variance[vertex] = isSummed ? (spread * of) / (spread + of) : of
}

/** @returns whether unknown loads below took what the known ones leave */
function giveUnknown(
  parts: readonly Part[],
  { agrees, sum, sumUnknown, sumVariance, unknown, variance, watts }: Climbed,
  vertex: number,
  resolved: Uint8Array,
  isMetered: boolean,
  voices: Uint16Array,
): boolean {
  const missing = sumUnknown[vertex] ?? 0
  const left = (watts[vertex] ?? 0) - (sum[vertex] ?? 0)
  if (missing === 0 || !(left > 0) || agrees[vertex] === 0 || !(isMetered || resolved[vertex] === 1)) return false
  for (const { from, share } of parts) {
    const own = unknown[from] ?? 0
    if (own === 0) continue
    const given = (left * own) / missing / share / Math.max(1, voices[from] ?? 0)
    watts[from] = (watts[from] ?? 0) + given
    // Of several nobody knows which of them draws it.
    variance[from] = missing > own ? given ** 2 : (variance[vertex] ?? 0) + (sumVariance[vertex] ?? 0)
    resolved[from] = 1
  }
  return true
}

/** Gives what a vertex was moved by to its parts: those that reach their least or most stay there, and the others go on. */
function allocate(
  parts: readonly Part[],
  { least, most, variance, watts }: Climbed,
  given: number,
  voices: Uint16Array,
): void {
  const alone = ({ from }: Part) => Math.max(1, voices[from] ?? 0)
  let free = parts.filter(({ from }) => (variance[from] ?? 0) > 0)
  let left = given
  while (free.length > 0 && Math.abs(left) > 1e-12) {
    const spread = free.reduce((total, { from, share }) => total + share ** 2 * (variance[from] ?? 0), 0)
    const step = ({ from, share }: Part) => (share * (variance[from] ?? 0) * left) / spread
    const bound = ({ carriers, from }: Part) =>
      left > 0 ? carriers * (most[from] ?? 0) : carriers > 1 ? 0 : (least[from] ?? 0)
    const ended = free.filter((part) => Math.abs(step(part)) > Math.abs(bound(part) - (watts[part.from] ?? 0)))
    if (ended.length === 0) {
      for (const part of free) watts[part.from] = (watts[part.from] ?? 0) + step(part) / alone(part)
      return
    }
    const stops = new Map(ended.map((part) => [part, bound(part)]))
    for (const [part, stop] of stops) {
      const { from, share } = part
      const moved = stop - (watts[from] ?? 0)
      left -= share * moved
      watts[from] = (watts[from] ?? 0) + moved / alone(part)
    }
    free = free.filter((part) => !stops.has(part))
  }
}

/** A part is surer when what it is part of is. */
function narrow(parts: readonly Part[], { sumVariance, variance }: Climbed, vertex: number): void {
  const before = sumVariance[vertex] ?? 0
  if (before === 0) return
  for (const { from, share, carriers } of parts) {
    if (carriers > 1) continue
    const own = variance[from] ?? 0
    const gain = (share * own) / before
    variance[from] = Math.max(0, own + gain ** 2 * ((variance[vertex] ?? 0) - before))
  }
}

/** What every vertex carries in the end: its parts, and what its meter says that is none of theirs. */
function addUpAgain(
  tree: LoadTree,
  { agrees, unknown, watts }: Climbed,
  resolved: Uint8Array,
  meters: ReadonlyMap<number, unknown>,
  spoken: Uint8Array,
): Pick<Balance, 'watts' | 'known' | 'unaccounted' | 'uneven'> {
  const { inner, parts } = tree
  const carriers = carriersOf(tree)
  const carried = new Map<Part, number>()
  const uneven: UnevenShare[] = []
  const unaccounted = new Map<number, number>()
  const known = watts
  const missing = new Uint8Array(unknown.length)
  for (let vertex = 0; vertex < missing.length; vertex++)
    missing[vertex] = (unknown[vertex] ?? 0) > 0 && resolved[vertex] === 0 ? 1 : 0
  for (const vertex of inner) {
    let [total, isWhole] = [0, true]
    for (const part of parts[vertex] ?? []) {
      const { from, share } = part
      total += carried.get(part) ?? share * (known[from] ?? 0)
      if (missing[from] === 1) isWhole = false
    }
    const isMetered = meters.has(vertex)
    missing[vertex] = isWhole || isMetered ? 0 : 1
    if (isMetered && agrees[vertex] === 0) unaccounted.set(vertex, (watts[vertex] ?? 0) - total)
    else if (!isMetered || isWhole) known[vertex] = total
    const by = carriers.get(vertex)
    const shares = by && unevenParts(tree, by, known, spoken)
    if (!shares) continue
    for (const [part, own] of shares) carried.set(part, own)
    uneven.push({ vertex, carriers: by.map(({ part, vertex: of }) => ({ vertex: of, watts: shares.get(part) ?? 0 })) })
  }
  return {
    watts: known.map((value, vertex) => (missing[vertex] === 1 ? Number.NaN : value)),
    known,
    unaccounted,
    uneven,
  }
}

/** Of a node its second part (see `loadTree`); a bank has none. */
function lossLeafOf(tree: LoadTree, parts: readonly Part[]): number | undefined {
  const leaf = parts[1]?.from
  return leaf !== undefined && leaf >= tree.lossesOf(0) ? leaf : undefined
}
