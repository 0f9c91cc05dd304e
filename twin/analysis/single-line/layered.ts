/** What is to be drawn: a key, and the keys that it draws from. Keys that are not drawn are left out. */
export interface ToDraw {
  readonly key: string
  readonly primaries: readonly string[]
  readonly alternates: readonly string[]
}

/** A line between two symbols, from the column on the left to that on the right; both in one column for a tie. */
export interface Link {
  readonly left: string
  readonly right: string
  /** Drawn from the one that gives to the one that takes, whichever is on the left. */
  readonly from: string
  readonly to: string
  readonly role: 'primary' | 'alternate'
}

/** A place in a column: a symbol, or where a line passes that leads further. */
export interface Slot {
  readonly column: number
  /** In rows; two slots of a column are at least one apart. */
  row: number
  /** A symbol has a key; a passing line has none. */
  readonly key?: string
}

/** A link with the slots that it leads through, its ends included. */
export interface Routed extends Link {
  readonly way: readonly Slot[]
}

export interface Layered {
  readonly slots: readonly Slot[]
  readonly links: readonly Routed[]
  readonly columns: number
}

/**
 * Symbols in columns, what draws right of what it draws from, after Sugiyama, Tagawa and Toda (1981): levels by the longest way, a row a leaf, each symbol beside the middle of
 * what it feeds. A line over several columns has a slot of its own in each of them, so that it meets no symbol.
 */
export function layered(nodes: readonly ToDraw[]): Layered {
  const known = new Map(nodes.map((node): [string, ToDraw] => [node.key, node]))
  const levels = levelsOf(nodes, known)
  const level = (key: string) => levels.get(key) ?? 0
  const rows = rowsOf(nodes, known, level)
  const slotOf = new Map<string, Slot>()
  for (const { key } of nodes) slotOf.set(key, { column: level(key), row: rows.get(key) ?? 0, key })
  const slots: Slot[] = [...slotOf.values()]
  const links = linksOf(nodes, known, level).map((link): Routed => {
    const [begin, end] = [slotOf.get(link.left), slotOf.get(link.right)]
    if (!begin || !end) return { ...link, way: [] }
    const way: Slot[] = [begin]
    for (let column = begin.column + 1; column < end.column; column++) {
      const passing: Slot = { column, row: end.row }
      slots.push(passing)
      way.push(passing)
    }
    return { ...link, way: [...way, end] }
  })
  const columns = slots.reduce((most, { column }) => Math.max(most, column + 1), 0)
  for (let column = 0; column < columns; column++) keepApart(slots.filter((slot) => slot.column === column))
  return { slots, links, columns }
}

/** One more than the highest that it draws from. A primary that would close a ring is passed over. */
function levelsOf(nodes: readonly ToDraw[], known: ReadonlyMap<string, ToDraw>): ReadonlyMap<string, number> {
  const levels = new Map<string, number>()
  const open = new Set<string>()
  const visit = (key: string): number => {
    const done = levels.get(key)
    if (done !== undefined) return done
    if (open.has(key)) return -1
    open.add(key)
    const node = known.get(key)
    let level = 0
    for (const above of node?.primaries ?? []) if (known.has(above)) level = Math.max(level, visit(above) + 1)
    // What only has alternates stands right of them, where these do not rest on it.
    if (level === 0)
      for (const above of node?.alternates ?? []) if (known.has(above)) level = Math.max(level, visit(above) + 1)
    open.delete(key)
    levels.set(key, level)
    return level
  }
  for (const { key } of nodes) visit(key)
  return levels
}

/** A row a leaf in the order of a walk down from what stands first; each other one in the middle of what it feeds first. */
function rowsOf(
  nodes: readonly ToDraw[],
  known: ReadonlyMap<string, ToDraw>,
  level: (key: string) => number,
): ReadonlyMap<string, number> {
  const children = new Map<string, string[]>()
  const roots: string[] = []
  const stand: { readonly key: string; readonly beside: string }[] = []
  for (const { alternates, key, primaries } of nodes) {
    const above = [...primaries, ...alternates].find((one) => known.has(one) && level(one) < level(key))
    if (above !== undefined) children.set(above, [...(children.get(above) ?? []), key])
    else roots.push(key)
  }
  const rows = new Map<string, number>()
  let next = 0
  const walk = (key: string): { first: number; last: number } => {
    const spans = (children.get(key) ?? []).map(walk)
    const [first] = spans
    const last = spans.at(-1)
    const span = first && last ? { first: first.first, last: last.last } : { first: next, last: next++ }
    rows.set(key, (span.first + span.last) / 2)
    return span
  }
  // A source that is nobody's first choice stands beside what it is the second choice of.
  const taker = new Map<string, string>()
  for (const { alternates, key } of nodes) for (const above of alternates) if (!taker.has(above)) taker.set(above, key)
  for (const key of roots) {
    const beside = taker.get(key)
    if (children.has(key) || beside === undefined) walk(key)
    else stand.push({ key, beside })
  }
  for (const { beside, key } of stand) rows.set(key, rows.get(beside) ?? next++)
  return rows
}

function linksOf(nodes: readonly ToDraw[], known: ReadonlyMap<string, ToDraw>, level: (key: string) => number): Link[] {
  return nodes.flatMap(({ alternates, key, primaries }) => {
    const link = (above: string, role: Link['role']): Link[] => {
      if (!known.has(above) || above === key) return []
      const [left, right] = level(above) <= level(key) ? [above, key] : [key, above]
      return [{ left, right, from: above, to: key, role }]
    }
    return [
      ...primaries.flatMap((above) => link(above, 'primary')),
      ...alternates.flatMap((above) => link(above, 'alternate')),
    ]
  })
}

/** Pushes slots of one column down until no two are nearer than a row, in the order in which they want to stand. */
function keepApart(slots: Slot[]): void {
  slots.sort((one, other) => one.row - other.row)
  let least = Number.NEGATIVE_INFINITY
  for (const slot of slots) {
    slot.row = Math.max(slot.row, least)
    least = slot.row + 1
  }
}
