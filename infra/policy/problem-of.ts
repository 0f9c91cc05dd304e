import type { Problem } from '../errors.ts'
import { findingText } from './finding-text.ts'
import type { Finding } from './judge-stacks.ts'

/** A finding as commands tell it: rule, what is wrong, what to do, and the line that asked for it. */
export function problemOf(finding: Finding): Problem {
  const { rule, path, source } = finding
  const where = source === undefined ? '' : ` Asked for in ${source}.`
  return { path, message: `[${rule.id}] ${findingText(finding)}${where}` }
}
