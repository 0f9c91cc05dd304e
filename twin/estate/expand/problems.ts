import type { ExpansionProblem, Origin } from './expansion.ts'

/** At most this many are kept: a file that is wrong a thousand times is understood after a few. */
const MOST_PROBLEMS = 200

/** Problems found while expanding, each said once for the place that it was written in. */
export class Problems {
  readonly list: ExpansionProblem[] = []
  readonly #seen = new Set<string>()

  add(origin: Origin, message: string, more: Omit<ExpansionProblem, 'origin' | 'message'> = {}): void {
    // The same line says the same for each member of a pattern: the first stands for all.
    const key = `${origin.file}\n${origin.path.join('\n')}\n${more.found ?? message}`
    if (this.#seen.has(key) || this.list.length >= MOST_PROBLEMS) return
    this.#seen.add(key)
    this.list.push({ origin, message, ...more })
  }
}

export function below(origin: Origin, ...path: readonly (string | number)[]): Origin {
  return { file: origin.file, path: [...origin.path, ...path] }
}
