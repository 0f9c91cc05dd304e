import type { PlaceView } from '../../protocol/planning.ts'

/** What is not there yet, where it would stand. */
export interface GhostBox {
  /** Its lowest rack unit. */
  readonly position: number
  readonly units: number
  readonly kind: 'candidate' | 'reserved'
  /** Looked at: drawn stronger. */
  readonly isStrong: boolean
}

/** The ghosts of one rack, or of a row where nobody knows the rack. */
export interface RackGhosts {
  /** The thing index of the rack or row. */
  readonly rack: number
  /** All of it is the ghost, not units in it. */
  readonly whole?: GhostBox['kind']
  /** Ranks of its candidates in a few signs: `1–3, 7`; empty where none stands there. */
  readonly text: string
  /** The best rank; infinite where none stands there. */
  readonly best: number
  readonly isStrong: boolean
  readonly boxes: readonly GhostBox[]
}

/** What is reserved in a rack at a unit. */
export interface Reserved {
  readonly rack: string
  readonly position: number
  readonly units: number
}

interface GhostInput {
  /** In their order: the first has the rank 1. */
  readonly places: PlaceView['places']
  readonly units: number
  readonly reserved: readonly Reserved[]
  /** Rank of the candidate that is looked at. */
  readonly looked: number | undefined
  /** Path of the rack that is selected. */
  readonly selected: string | undefined
  /** Undefined for what the page does not know. */
  readonly indexOf: (rack: string) => number | undefined
}

/** Candidates and reservations rack by rack, the best candidate's rack first. */
export function rackGhosts({ places, units, reserved, looked, selected, indexOf }: GhostInput): readonly RackGhosts[] {
  const racks = new Map<string, { ranks: number[]; boxes: GhostBox[] }>()
  const at = (rack: string) => {
    const found = racks.get(rack) ?? { ranks: [], boxes: [] }
    racks.set(rack, found)
    return found
  }
  places.forEach(({ position, rack }, number) => {
    const { boxes, ranks } = at(rack)
    ranks.push(number + 1)
    boxes.push({ position, units, kind: 'candidate', isStrong: looked === number + 1 || selected === rack })
  })
  for (const { rack, ...where } of reserved)
    at(rack).boxes.push({ ...where, kind: 'reserved', isStrong: selected === rack })
  return [...racks].flatMap(([path, { boxes, ranks }]) => {
    const rack = indexOf(path)
    if (rack === undefined) return []
    const isStrong = boxes.some((box) => box.isStrong)
    return [{ rack, text: ranksText(ranks), best: Math.min(...ranks, Number.POSITIVE_INFINITY), isStrong, boxes }]
  })
}

/** `1–3, 7` of 1, 2, 3, 7. @param ranks ascending */
function ranksText(ranks: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const rank of ranks) {
    const last = runs.at(-1)
    if (last && last.to === rank - 1) last.to = rank
    else runs.push({ from: rank, to: rank })
  }
  return runs
    .map(({ from, to }) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`))
    .join(', ')
}
