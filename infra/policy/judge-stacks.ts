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

export interface Judged {
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
  const each = rules.map((rule) => {
    const inStacks = stacks.filter(({ form }) => rule.over.form === undefined || rule.over.form === form)
    const judged = inStacks.map((stack) => ({ stack, ...rule.judge(stack, house) }))
    return {
      tally: { id: rule.id, looked: judged.reduce((sum, { looked }) => sum + looked, 0) },
      findings: judged.flatMap(({ stack, looked, breaches }) => {
        const expected = expectedIn(stack, rule)
        if (looked < expected) return [{ rule, stack: stack.name, path: stack.name, message: blind(looked, expected) }]
        return breaches.map((breach) => ({ rule, stack: stack.name, ...breach }))
      }),
    }
  })
  return { tallies: each.map(({ tally }) => tally), findings: each.flatMap(({ findings }) => findings) }
}

function expectedIn({ resources }: RenderedStack, { over: { families } }: Rule): number {
  return families ? resources.filter(({ type }) => families.includes(familyOf(type))).length : 1
}

function blind(looked: number, expected: number): string {
  return looked === 0 ? 'found nothing to look at' : `looked at ${looked} of ${expected}`
}
