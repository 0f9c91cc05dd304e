import type { RegisterRange } from '../../profiles/modbus-map.ts'
import type { RegisterTable } from '../../profiles/modbus-profile.ts'

/** One read request and the values that it brings. */
export interface Block {
  readonly table: RegisterTable
  readonly address: number
  readonly length: number
  readonly ranges: readonly RegisterRange[]
}

export interface PlanLimits {
  /** ≤ 125 (Modbus Application Protocol V1.1b3, 6.3). */
  readonly maxRegisters: number
  /** Unused registers that are read along. */
  readonly maxGap: number
}

/** ≤ 2000 bits a request by the standard (6.1); few devices have so many. */
const MAX_BITS = 2000
const MAX_BIT_GAP = 64

/** Coalesces what is to be read into few requests; no value is torn between two. Repeats are read once. */
export function planBlocks(ranges: readonly RegisterRange[], limits: PlanLimits): Block[] {
  const sorted = [...distinct(ranges)].sort(
    (a, b) => a.table.localeCompare(b.table) || a.address - b.address || a.length - b.length,
  )
  const blocks: Block[] = []
  let current: RegisterRange[] = []
  let end = 0
  for (const range of sorted) {
    const first = current[0]
    const isBits = range.table === 'coil' || range.table === 'discrete'
    const [most, gap] = isBits ? [MAX_BITS, MAX_BIT_GAP] : [limits.maxRegisters, limits.maxGap]
    const rangeEnd = range.address + range.length
    const joins =
      first !== undefined &&
      first.table === range.table &&
      range.address - end <= gap &&
      Math.max(end, rangeEnd) - first.address <= most
    if (first && !joins) {
      blocks.push(blockOf(current))
      current = []
      end = 0
    }
    current.push(range)
    end = Math.max(end, rangeEnd)
  }
  if (current.length > 0) blocks.push(blockOf(current))
  return blocks
}

/**
 * Two requests for the values of one that the device refused: cut at the widest gap (that is where the missing register
 * probably lies), in the middle where there is none.
 * @returns undefined for a block of a single value
 */
export function splitBlock(block: Block): readonly [Block, Block] | undefined {
  if (block.ranges.length < 2) return undefined
  let cut = block.ranges.length >> 1
  let widest = 0
  let end = 0
  for (const [at, range] of block.ranges.entries()) {
    if (at > 0 && range.address - end > widest) {
      widest = range.address - end
      cut = at
    }
    end = Math.max(end, range.address + range.length)
  }
  return [blockOf(block.ranges.slice(0, cut)), blockOf(block.ranges.slice(cut))]
}

/** The identity of a place, whatever is read from it. */
export function rangeKey(range: RegisterRange): string {
  return `${range.table} ${range.address} ${range.length}`
}

function blockOf(ranges: readonly RegisterRange[]): Block {
  const address = Math.min(...ranges.map((range) => range.address))
  const end = Math.max(...ranges.map((range) => range.address + range.length))
  return { table: ranges[0]?.table ?? 'holding', address, length: end - address, ranges }
}

function distinct(ranges: readonly RegisterRange[]): Iterable<RegisterRange> {
  return new Map(ranges.map((range) => [rangeKey(range), range])).values()
}
