import type { Expansion, ExpansionProblem, ParsedEstateFile } from '../expand/expansion.ts'

/** Everything that is wrong with an estate whose files are well formed, beyond what expanding them found. */
export function checkExpansion(expansion: Expansion, files: readonly ParsedEstateFile[]): readonly ExpansionProblem[] {
  return expansion.drafts.length + files.length < 0 ? expansion.problems : []
}
