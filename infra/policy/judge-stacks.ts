import { type House, STATE_HOUSE } from './house.ts'
import type { RenderedStack } from './rendered-stack.ts'
import type { Breach, Rule } from './rule.ts'
import { familyOf } from './workload.ts'

/** How many things a rule looked at, over all stacks. None where nothing of what it judges is in any stack. */
export interface PolicyTally {
  readonly id: string
  readonly looked: number
}

/** A breach, by which rule. */
export interface Finding extends Breach {
  readonly rule: Rule
  readonly stack: string
}

/** One rule held against one stack. */
export interface RuleCase {
  readonly rule: Rule
  readonly stack: string
  readonly looked: number
  readonly findings: readonly Finding[]
}

export interface Judged {
  /** Every rule against every stack that it can be seen in. */
  readonly cases: readonly RuleCase[]
  readonly findings: readonly Finding[]
  readonly tallies: readonly PolicyTally[]
}

/**
 * Holds stacks to rules. A rule that ought to have found something and found nothing is broken itself, which is a finding: one without families in any
 * stack, one with families where a resource of these is in the stack. How many there ought to be is counted here, not by the rule.
 */
export function judgeStacks(
  stacks: readonly RenderedStack[],
  rules: readonly Rule[],
  house: House = STATE_HOUSE,
): Judged {
  const cases = rules.flatMap((rule) =>
    stacks
      .filter(({ form }) => rule.over.form === undefined || rule.over.form === form)
      .map((stack) => caseOf(rule, stack, house)),
  )
  return {
    cases,
    findings: cases.flatMap(({ findings }) => findings),
    tallies: rules.map((rule) => ({
      id: rule.id,
      looked: cases.reduce((sum, one) => (one.rule === rule ? sum + one.looked : sum), 0),
    })),
  }
}

function caseOf(rule: Rule, stack: RenderedStack, house: House): RuleCase {
  const { looked, breaches } = rule.judge(stack, house)
  const expected = expectedIn(stack, rule)
  const told = looked < expected ? [{ path: stack.name, message: blind(looked, expected) }] : breaches
  return { rule, stack: stack.name, looked, findings: told.map((breach) => ({ rule, stack: stack.name, ...breach })) }
}

function expectedIn({ resources }: RenderedStack, { over: { families } }: Rule): number {
  return families ? resources.filter(({ type }) => families.includes(familyOf(type))).length : 1
}

function blind(looked: number, expected: number): string {
  return looked === 0 ? 'found nothing to look at' : `looked at ${looked} of ${expected}`
}
