import { TerraformStack } from 'cdktf'
import type { IConstruct } from 'constructs'
import { brokenPolicies, type Problem } from '../errors.ts'
import { type RenderedStack, renderStack, renderStacks } from './rendered-stack.ts'
import type { Rule } from './rule.ts'

/** How many things each rule looked at, over all stacks. */
export interface PolicyTally {
  readonly id: string
  readonly looked: number
}

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
      validate: () => {
        const rendered = renderStack(stack)
        return rules.flatMap((rule) => problemsOf(rule, rendered).map(({ path, message }) => `${path}: ${message}`))
      },
    })
  }
  return {
    verdict: () => {
      const stacks = renderStacks(app)
      const problems = stacks.flatMap((stack) => rules.flatMap((rule) => problemsOf(rule, stack)))
      if (stacks.length === 0 || rules.length === 0) {
        problems.push({ path: '', message: `${rules.length} rules were held against ${stacks.length} stacks` })
      }
      if (problems.length > 0) throw brokenPolicies(problems)
      return rules.map((rule) => ({
        id: rule.id,
        looked: stacks.reduce((sum, stack) => sum + rule.judge(stack).looked, 0),
      }))
    },
  }
}

function problemsOf(rule: Rule, stack: RenderedStack): readonly Problem[] {
  const { looked, breaches } = rule.judge(stack)
  if (looked === 0) return [{ path: stack.name, message: `[${rule.id}] found nothing to look at` }]
  return breaches.map(({ path, message }) => ({
    path,
    message: `[${rule.id}] ${message}, but ${rule.reason}. Fix: ${rule.fix}. (${rule.standard})`,
  }))
}
