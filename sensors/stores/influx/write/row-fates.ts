import type { Keep, Refusal, WriteOutcome } from '../../../../twin/model/store.ts'

const OPEN = 0
const STORED = 1
const REFUSED = 2

/** What became of each row of a batch; whatever nobody spoke of is kept. So the outcome always accounts for all. */
export class RowFates {
  readonly #fates: Uint8Array
  readonly #refused: Refusal[] = []
  #keep: Omit<Keep, 'rows'> | undefined

  constructor(length: number) {
    this.#fates = new Uint8Array(length)
  }

  store(row: number): void {
    if (this.#fates[row] === OPEN) this.#fates[row] = STORED
  }

  refuse(row: number, reason: string): void {
    if (this.#fates[row] !== OPEN) return
    this.#fates[row] = REFUSED
    this.#refused.push({ row, reason })
  }

  isOpen(row: number): boolean {
    return this.#fates[row] === OPEN
  }

  get anyStored(): boolean {
    return this.#fates.includes(STORED)
  }

  /** Rows that are still open will be kept for this reason; a fault outweighs business, else the first stands. */
  keepOpen(keep: Omit<Keep, 'rows'>): void {
    if (!this.#keep || (keep.kind === 'fault' && this.#keep.kind === 'busy')) this.#keep = keep
  }

  outcome(): WriteOutcome {
    let stored = 0
    const open: number[] = []
    for (let row = 0; row < this.#fates.length; row++) {
      if (this.#fates[row] === STORED) stored++
      else if (this.#fates[row] === OPEN) open.push(row)
    }
    const refused = this.#refused.sort((a, b) => a.row - b.row)
    if (open.length === 0) return { stored, refused }
    const why = this.#keep ?? { kind: 'busy', reason: 'the server said nothing of these rows', retryAfterMs: 1_000 }
    return { stored, refused, keep: { rows: Uint32Array.from(open), ...why } }
  }
}
