import type { CommandCall, CommandOption } from '../../twin/kit/command.ts'
import { brokenPolicies, type InfraError } from '../errors.ts'
import { ALL_RULES } from '../policy/all-rules.ts'
import { problemOf } from '../policy/problem-of.ts'
import type { RenderedStack } from '../policy/rendered-stack.ts'
import { verdictOf } from '../policy/verdict.ts'
import { givenPolicyOptions, POLICY_OPTIONS } from './policy-options.ts'

/** What a command takes that can hold a plan to the rules. */
export const PLAN_RULES_OPTIONS: readonly CommandOption[] = [
  { flags: '--rules', description: 'hold the plan to the rules of the house too; each of the next four asks for it' },
  ...POLICY_OPTIONS,
]

/**
 * What the rules have against a plan, and the reports of it that are asked for.
 * @returns nothing where all hold, or nobody asked
 * @throws InfraError `file` where the waivers cannot be read, or a report cannot be written
 */
export async function rulesBroken(call: CommandCall, plan: RenderedStack): Promise<InfraError | undefined> {
  const asked = ['rules', 'waivers', 'at', 'sarif', 'junit'].some((name) => call.options[name] !== undefined)
  if (!asked) return undefined
  const { options, writeReports } = await givenPolicyOptions(call)
  const verdict = verdictOf([plan], ALL_RULES, options.waivers)
  options.onVerdict?.(verdict)
  await writeReports()
  if (verdict.open.length === 0 && verdict.faults.length === 0) return undefined
  return brokenPolicies(verdict.open.map(problemOf), verdict.faults, verdict.isWaiverFileWrong, 'plan')
}
