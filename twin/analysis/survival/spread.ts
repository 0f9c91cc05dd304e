/** A rack that may take copies. */
export interface SpreadRack {
  readonly rack: string
  /** What spread over power tells apart; undefined where nobody knows what it rests on. */
  readonly block: string | undefined
}

/** Over what copies of one workload are spread as a condition: no two domains differ by more than one copy (Kubernetes, `maxSkew: 1`, `DoNotSchedule`). */
export interface SpreadRules {
  readonly overRacks: boolean
  readonly overPower: boolean
}

/** Copies with a condition need this many domains at least, else only one of them is placed (Kubernetes, `minDomains`). */
const LEAST_DOMAINS = 2

/**
 * Where the scheduler may put the copies of one workload at most: the placement that its spread rules allow and that is worst for a loss. With skew 1 every domain has
 * ⌊copies ÷ domains⌋ or one more, and only so many have one more as the remainder says. Spread over racks and over power may together leave copies without a place. What was moved or taken away since may stand otherwise: only pods tell.
 */
export class Spread {
  readonly #racks: number
  readonly #blocks: number
  /** That are placed; the rest waits. */
  readonly copies: number

  /** @param racks those that may take copies */
  constructor(
    private readonly racks: readonly SpreadRack[],
    private readonly rules: SpreadRules,
    copies: number,
  ) {
    // A node without the label of a condition takes no copy.
    const able = rules.overPower ? racks.filter(({ block }) => block !== undefined) : racks
    this.#racks = able.length
    const sizes = new Map<string | undefined, number>()
    for (const { block } of able) sizes.set(block, (sizes.get(block) ?? 0) + 1)
    this.#blocks = sizes.size
    const domains = [rules.overRacks ? this.#racks : LEAST_DOMAINS, rules.overPower ? this.#blocks : LEAST_DOMAINS]
    const most =
      Math.min(...domains) < LEAST_DOMAINS ? 1 : rules.overRacks && rules.overPower ? mostOver(sizes) : copies
    this.copies = able.length === 0 ? 0 : Math.min(copies, most)
  }

  /** The most copies that may stand on these racks together. */
  mostOn(lost: (rack: string) => boolean): number {
    const inBlock = new Map<string | undefined, number>()
    let racks = 0
    for (const { block, rack } of this.racks) {
      if (!lost(rack) || (this.rules.overPower && block === undefined)) continue
      inBlock.set(block, (inBlock.get(block) ?? 0) + 1)
      racks++
    }
    if (racks === 0) return 0
    const onRacks = this.#mostOnRacks(racks)
    if (!this.rules.overPower) return onRacks
    const each = Math.floor(this.copies / this.#blocks)
    let ones = this.copies - each * this.#blocks
    let most = 0
    for (const count of inBlock.values()) {
      const room = this.#mostOnRacks(count)
      most += Math.min(room, each)
      if (room > each && ones > 0) {
        most++
        ones--
      }
    }
    return Math.min(most, onRacks)
  }

  #mostOnRacks(racks: number): number {
    if (!this.rules.overRacks) return this.copies
    const each = Math.floor(this.copies / this.#racks)
    return each * racks + Math.min(racks, this.copies - each * this.#racks)
  }
}

/**
 * The most copies that may be spread over racks and over blocks at once. A copy goes to a block with the fewest, on a rack with the fewest. Blocks of the fewest racks
 * are full first: then each larger block takes one more, and no rack is left that both conditions allow. Where all blocks are as large nothing is ever full.
 */
function mostOver(racksOfBlocks: ReadonlyMap<string | undefined, number>): number {
  const sizes = [...racksOfBlocks.values()]
  const racks = sizes.reduce((sum, size) => sum + size, 0)
  const least = Math.min(...sizes)
  const larger = sizes.filter((size) => size > least).length
  if (larger === 0) return Number.POSITIVE_INFINITY
  // Where larger blocks have just one rack more, the first copy of every rack finds its place, and the second does not.
  const rounds = racks - sizes.length * least > larger ? 1 : 2
  return rounds * sizes.length * least + larger
}
