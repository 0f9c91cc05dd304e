import { TerraformStack } from 'cdktf'
import type { IConstruct } from 'constructs'
import { brokenPolicies, type Problem } from '../errors.ts'
import { type Finding, judgeStacks, type PolicyTally } from './judge-stacks.ts'
import { renderStack, renderStacks } from './rendered-stack.ts'
import type { Rule } from './rule.ts'

export interface Policies {
  /**
   * Judges every stack that the app has now.
   * @throws InfraError `policy` with every breach of every stack, and with every rule that found nothing to look at
   */
  verdict(): readonly PolicyTally[]
}

/**
 * Holds every stack of an app to the rules: CDKTF's synth of a stack that breaks one fails, by a validation of that stack (what is attached to the
 * app itself is never asked, or only when all files are written). Validations can be switched off, by `skipValidation`; the verdict cannot, and nothing
 * is written without one.
 */
export function attachPolicies(app: IConstruct, rules: readonly Rule[]): Policies {
  for (const stack of app.node.findAll().filter(TerraformStack.isStack)) {
    stack.node.addValidation({
      validate: () =>
        judgeStacks([renderStack(stack)], rules)
          .findings.map(problemOf)
          .map(({ path, message }) => `${path}: ${message}`),
    })
  }
  return {
    verdict: () => {
      const stacks = renderStacks(app)
      const { findings, tallies } = judgeStacks(stacks, rules)
      const problems = findings.map(problemOf)
      if (stacks.length === 0 || rules.length === 0) {
        problems.push({ path: '', message: `${rules.length} rules were held against ${stacks.length} stacks` })
      }
      if (problems.length > 0) throw brokenPolicies(problems)
      return tallies
    },
  }
}

function problemOf({ rule, path, message, source }: Finding): Problem {
  const where = source === undefined ? '' : ` (asked for in ${source})`
  return {
    path,
    message: `[${rule.id}] ${message}${where}, but ${rule.reason}. Fix: ${rule.fix}. (${rule.standard})`,
  }
}
