import type { IdsShape } from './ids-shape.ts'

/** Paths that got their indexes one after the other: `hall-1/row-a/rack-[02-13]`. */
export interface PathRun {
  readonly first: number
  readonly shape: IdsShape
  readonly pattern: string
}

const NUMBERED = /^(.*?)(\d{1,6})$/

/** Gathers paths into runs, so that a row of racks is one line. */
export class PathRuns {
  readonly #runs: PathRun[] = []
  #open: { first: number; shape: IdsShape; prefix: string; from: string; to: string } | undefined

  /** In the order of indexes, without a gap. */
  add(path: string, first: number, shape: IdsShape): void {
    const [, prefix, number] = NUMBERED.exec(path) ?? []
    const open = this.#open
    if (open && prefix === open.prefix && shape === open.shape && number === successor(open.to, open.from.length)) {
      open.to = number
      return
    }
    this.#close()
    if (prefix === undefined || number === undefined) this.#runs.push({ first, shape, pattern: path })
    else this.#open = { first, shape, prefix, from: number, to: number }
  }

  finish(): readonly PathRun[] {
    this.#close()
    return this.#runs
  }

  #close(): void {
    if (!this.#open) return
    const { first, shape, prefix, from, to } = this.#open
    this.#runs.push({ first, shape, pattern: from === to ? `${prefix}${from}` : `${prefix}[${from}-${to}]` })
    this.#open = undefined
  }
}

function successor(number: string, digits: number): string {
  return String(Number(number) + 1).padStart(digits, '0')
}
