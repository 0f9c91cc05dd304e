import type { Diagnostic } from '../../twin/kit/diagnostic.ts'
import { type Judged, judgeStacks } from './judge-stacks.ts'
import type { RenderedStack } from './rendered-stack.ts'
import type { Rule } from './rule.ts'
import { type WaiverFile, type WaiverOutcome, waive } from './waivers.ts'

export interface WaiversOnDay {
  readonly file: WaiverFile
  /** As `2026-11-26`. */
  readonly today: string
}

/** What the rules say of all stacks, once waivers are heard. */
export interface Verdict extends Judged, WaiverOutcome {
  readonly rules: readonly Rule[]
  /** Whether the file of waivers is wrong in itself: a rule that there is not, a field that is missing. */
  readonly isWaiverFileWrong: boolean
}

/** Judges stacks by rules. @param waivers @default none */
export function verdictOf(stacks: readonly RenderedStack[], rules: readonly Rule[], waivers?: WaiversOnDay): Verdict {
  const judged = judgeStacks(stacks, rules)
  if (!waivers) return { rules, ...judged, open: judged.findings, waived: [], faults: [], isWaiverFileWrong: false }
  const outcome = waive(judged.findings, waivers.file, rules, waivers.today)
  const isWaiverFileWrong = waivers.file.faults.length > 0 || outcome.faults.some(isUnknownRule)
  return { rules, ...judged, ...outcome, isWaiverFileWrong }
}

function isUnknownRule({ path }: Diagnostic): boolean {
  return path.at(-1) === 'rule'
}
