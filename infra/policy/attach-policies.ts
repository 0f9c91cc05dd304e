import { TerraformStack } from 'cdktf'
import type { IConstruct } from 'constructs'
import { brokenPolicies } from '../errors.ts'
import type { PolicyTally } from './judge-stacks.ts'
import { problemOf } from './problem-of.ts'
import { renderStack, renderStacks } from './rendered-stack.ts'
import type { Rule } from './rule.ts'
import { type Verdict, verdictOf, type WaiversOnDay } from './verdict.ts'

export interface PolicyOptions {
  /** @default none */
  readonly waivers?: WaiversOnDay
  /** Is told every verdict, good or bad, before anything is thrown. */
  readonly onVerdict?: (verdict: Verdict) => void
}

export interface Policies {
  /**
   * Judges every stack that the app has now.
   * @throws InfraError `policy` with every breach of every stack that nobody waives, with every rule that found nothing to look at where it should have, and with all
   *   that is wrong with the waivers
   */
  verdict(): readonly PolicyTally[]
}

/**
 * Holds every stack of an app to the rules: CDKTF's synth of a stack that breaks one fails, by a validation of that stack (what is attached to the
 * app itself is never asked, or only when all files are written). Validations can be switched off, by `skipValidation`; the verdict cannot, and nothing
 * is written without one.
 */
export function attachPolicies(app: IConstruct, rules: readonly Rule[], options: PolicyOptions = {}): Policies {
  for (const stack of app.node.findAll().filter(TerraformStack.isStack)) {
    stack.node.addValidation({
      validate: () =>
        verdictOf([renderStack(stack)], rules, options.waivers)
          .open.map(problemOf)
          .map(({ path, message }) => `${path}: ${message}`),
    })
  }
  return {
    verdict: () => {
      const stacks = renderStacks(app)
      const verdict = verdictOf(stacks, rules, options.waivers)
      options.onVerdict?.(verdict)
      const problems = verdict.open.map(problemOf)
      if (stacks.length === 0 || rules.length === 0) {
        problems.push({ path: '', message: `${rules.length} rules were held against ${stacks.length} stacks` })
      }
      if (problems.length > 0 || verdict.faults.length > 0) {
        throw brokenPolicies(problems, verdict.faults, verdict.isWaiverFileWrong)
      }
      return verdict.tallies
    },
  }
}
