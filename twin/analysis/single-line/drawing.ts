import { type Link, layered, type Slot, type ToDraw } from './layered.ts'

/** Sizes in pixels. A cell holds a symbol with its name above the line that leaves it and two lines of figures below. */
export const SYMBOL = 24
export const CELL = { width: 168, row: 54 }
const MARGIN = 12
const LABEL_GAP = 6
const GUTTER = { edge: 10, lane: 7 }
/** Where lines reach a symbol, from its middle. */
const PORTS = [0, -7, 7, -11, 11, -4, 4]
const TOUCHING = 3

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DrawnSymbol {
  readonly key: string
  readonly symbol: Box
  /** Its middle. */
  readonly y: number
  readonly name: Box
  readonly figures: Box
}

export interface DrawnLine extends Link {
  /** Corners, from the left to the right: each part is level or upright. */
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly symbols: readonly DrawnSymbol[]
  readonly lines: readonly DrawnLine[]
}

/** A part of a line between two neighbouring columns, or beside one for a tie. */
interface Hop {
  readonly link: number
  readonly begin: Slot
  readonly end: Slot
  entry: number
  lane: number
}

/** Positions of all symbols, labels and lines. Lines run between columns, or in slots of their own: they cross no symbol and no label. */
export function drawing(nodes: readonly ToDraw[]): Drawing {
  const { columns, links, slots } = layered(nodes)
  const middle = (slot: Slot) => MARGIN + 20 + slot.row * CELL.row
  const hops: Hop[][] = Array.from({ length: columns }, () => [])
  const way = links.map(({ way: along }, link) =>
    along.slice(1).flatMap((end, place): Hop[] => {
      const begin = along[place]
      if (!begin) return []
      const hop: Hop = { link, begin, end, entry: middle(end), lane: 0 }
      hops[begin.column]?.push(hop)
      return [hop]
    }),
  )
  for (const own of hops) choosePorts(own, middle)
  const lanes = hops.map((own) => chooseLanes(own, middle))
  const left: number[] = []
  let x = MARGIN
  for (let column = 0; column < columns; column++) {
    left.push(x)
    x += CELL.width + GUTTER.edge * 2 + (lanes[column] ?? 0) * GUTTER.lane
  }
  const symbols = slots.flatMap((slot): DrawnSymbol[] => {
    if (slot.key === undefined) return []
    const at = left[slot.column] ?? 0
    const y = middle(slot)
    const label = { x: at + SYMBOL + LABEL_GAP, width: CELL.width - SYMBOL - LABEL_GAP }
    return [
      {
        key: slot.key,
        symbol: { x: at, y: y - SYMBOL / 2, width: SYMBOL, height: SYMBOL },
        y,
        name: { ...label, y: y - 18, height: 14 },
        figures: { ...label, y: y + 4, height: 28 },
      },
    ]
  })
  const lines = links.map(({ from, left: begin, right, role, to }, link): DrawnLine => {
    const points: [number, number][] = []
    for (const hop of way[link] ?? []) {
      const cell = left[hop.begin.column] ?? 0
      const out = points.at(-1)?.[1] ?? middle(hop.begin)
      const lane = cell + CELL.width + GUTTER.edge + hop.lane * GUTTER.lane
      const isTie = hop.begin.column === hop.end.column
      const target = isTie ? cell + SYMBOL : (left[hop.end.column] ?? 0)
      if (points.length === 0) points.push([cell + SYMBOL, out])
      points.push([lane, out], [lane, hop.entry], [target, hop.entry])
    }
    return { from, left: begin, right, role, to, points: withoutRepeats(points) }
  })
  const lowest = Math.max(0, ...slots.map(middle))
  return { width: x + MARGIN, height: lowest + 32 + MARGIN, symbols, lines }
}

/**
 * Each line that reaches a symbol has a height of its own there, and none at which the line of another leaves in the column before: they would
 * seem to be one.
 */
function choosePorts(hops: readonly Hop[], middle: (slot: Slot) => number): void {
  const taken = new Map<Slot, number[]>()
  for (const hop of hops) {
    if (hop.begin.column === hop.end.column) continue
    const own = taken.get(hop.end) ?? []
    const others = hops.filter(({ begin }) => begin !== hop.begin).map(({ begin }) => middle(begin))
    const at = middle(hop.end)
    // A passing line goes on at the height of its slot, whatever comes in beside it.
    const ports = hop.end.key === undefined ? [0] : PORTS
    const port =
      ports.find((one) => !own.includes(one) && others.every((other) => Math.abs(other - at - one) >= TOUCHING)) ??
      ports.find((one) => !own.includes(one)) ??
      0
    taken.set(hop.end, [...own, port])
    hop.entry = at + port
  }
}

/** All that leaves one slot shares an upright; uprights that overlap have lanes of their own. @returns how many lanes */
function chooseLanes(hops: readonly Hop[], middle: (slot: Slot) => number): number {
  const nets = new Map<Slot, Hop[]>()
  for (const hop of hops) nets.set(hop.begin, [...(nets.get(hop.begin) ?? []), hop])
  const spans = [...nets].map(([begin, own]) => {
    const heights = [middle(begin), ...own.map(({ entry }) => entry)]
    return { own, top: Math.min(...heights), bottom: Math.max(...heights) }
  })
  const ends: number[] = []
  for (const { bottom, own, top } of spans.sort((one, other) => one.top - other.top)) {
    const free = ends.findIndex((end) => end + TOUCHING * 2 < top)
    const lane = free < 0 ? ends.length : free
    ends[lane] = bottom
    for (const hop of own) hop.lane = lane
  }
  return ends.length
}

function withoutRepeats(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return points.filter(([x, y], place) => {
    const before = points[place - 1]
    return !before || before[0] !== x || before[1] !== y
  })
}
