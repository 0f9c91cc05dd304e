import type { Diagnostic } from '../../kit/diagnostic.ts'
import { wrongFile } from './errors.ts'
import type { Place } from './foreign-schedule.ts'

/** So many are told; a file that has more has one that stands for all of them. */
const MOST = 500

/** What is found wrong in a file, until all of it is told at once. */
export class FaultList {
  readonly #faults: Diagnostic[] = []
  #left = 0

  constructor(readonly file: string) {}

  /** @param what what is wrong, by its name in the file, as the path of a diagnostic */
  add(
    { column, line }: Place,
    what: readonly string[],
    message: string,
    more: {
      readonly found?: string | undefined
      readonly allowed?: string
      readonly nearest?: string | undefined
    } = {},
  ): void {
    if (this.#faults.length >= MOST) {
      this.#left++
      return
    }
    const { allowed, found, nearest } = more
    this.#faults.push({
      ...{ file: this.file, line, column, path: what, message },
      ...(found !== undefined && { found }),
      ...(allowed !== undefined && { allowed }),
      ...(nearest !== undefined && { nearest }),
    })
  }

  get isEmpty(): boolean {
    return this.#faults.length === 0
  }

  /** @throws InterchangeError with all of them, where there is one */
  throwAll(): void {
    if (this.isEmpty) return
    const last = this.#faults.at(-1)
    const more = this.#left > 0 && last ? [{ ...last, path: [], message: `And ${this.#left} more problems.` }] : []
    throw wrongFile(this.file, [...this.#faults, ...more])
  }
}
