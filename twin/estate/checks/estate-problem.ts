import type { ExpansionProblem, Origin } from '../expand/expansion.ts'

/** Something that is wrong, perhaps in many things that one line makes. */
export interface EstateProblem extends ExpansionProblem {
  /** How many more things the same is wrong with. */
  readonly more?: number
}

/** A place within what an origin names. */
export function within(origin: Origin, ...path: readonly (string | number)[]): Origin {
  return { file: origin.file, path: [...origin.path, ...path] }
}
