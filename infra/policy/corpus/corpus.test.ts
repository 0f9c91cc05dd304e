import { describe, expect, it } from 'vitest'
import { ALL_RULES } from '../all-rules.ts'
import { judgeStacks } from '../judge-stacks.ts'
import { plannedStack } from '../planned-stack.ts'
import { type RenderedStack, type StackJson, stackOf } from '../rendered-stack.ts'
import { WORKLOAD_KINDS, type WorkloadKind } from '../workload.ts'
import { asPlan } from './as-plan.ts'
import { examples } from './examples.ts'
import { goodStack } from './good-stack.ts'
import { spoiled } from './spoil.ts'

const EXAMPLES = await examples()
const FORMS: Readonly<Record<RenderedStack['form'], (stack: StackJson) => RenderedStack>> = {
  configuration: (stack) => stackOf('evisa-belgrade', stack),
  plan: (stack) => plannedStack('evisa-belgrade', asPlan(stack)),
}
/** Rules that no plan can break: it does not say where the state is kept. */
const onlyConfiguration = ALL_RULES.filter(({ over }) => over.form === 'configuration').map(({ id }) => id)

const broken = (stack: RenderedStack, rules = ALL_RULES) => [
  ...new Set(judgeStacks([stack], rules).findings.map(({ rule }) => rule.id)),
]
describe.each(['configuration', 'plan'] as const)('the good stack as a %s', (form) => {
  it.each(WORKLOAD_KINDS)('breaks no rule, of kind %s', (kind) => {
    expect(judgeStacks([FORMS[form](goodStack(kind))], ALL_RULES).findings).toEqual([])
  })
})

describe.each(EXAMPLES)('the example $name', ({ rule, kinds, bad: spoil, mend }) => {
  it.each(kinds)('breaks that rule and no other, and none once it is mended: kind %s', (kind) => {
    for (const form of ['configuration', 'plan'] as const) {
      if (form === 'plan' && onlyConfiguration.includes(rule)) continue
      expect({ form, broken: broken(FORMS[form](spoiled(kind, spoil))) }).toEqual({ form, broken: [rule] })
      expect({ form, broken: broken(FORMS[form](spoiled(kind, spoil, mend))) }).toEqual({ form, broken: [] })
    }
  })
})

describe('the corpus', () => {
  it('has examples of every rule and of nothing else', () => {
    expect([...new Set(EXAMPLES.map(({ rule }) => rule))].toSorted()).toEqual(ALL_RULES.map(({ id }) => id).toSorted())
  })

  it('has examples of every kind of workload that a rule judges', () => {
    for (const { id, over } of ALL_RULES) {
      const judged = WORKLOAD_KINDS.filter((kind) => over.families?.includes(kind))
      const shown = EXAMPLES.filter(({ rule }) => rule === id).flatMap(({ kinds }) => kinds)
      expect({ id, missing: judged.filter((kind) => !shown.includes(kind)) }).toEqual({ id, missing: [] })
    }
  })

  it('has each example freed by switching its rule off, and by no other: that rule alone finds it, and all the others do not', () => {
    for (const { name, rule, kinds, bad: spoil } of EXAMPLES) {
      const stack = FORMS.configuration(spoiled(kinds[0] as WorkloadKind, spoil))
      const own = ALL_RULES.filter(({ id }) => id === rule)
      const others = ALL_RULES.filter(({ id }) => id !== rule)
      expect({ name, alone: broken(stack, own), off: broken(stack, others) }).toEqual({ name, alone: [rule], off: [] })
      expect(judgeStacks([stack], own).tallies[0]?.looked).toBeGreaterThan(0)
    }
  })
})

/** All that a workload says. */
const UNKNOWN_PODS = { metadata: true, spec: true }
/** Left out is what they ask for, or fine, and a plan calls what is left out unknown. */
const WITHOUT_PROOF = ['scaled-without-replicas']

describe.each(WORKLOAD_KINDS)('a %s of which a plan does not know the pods', (kind) => {
  const type = `kubernetes_${kind}_v1`
  const stack = plannedStack('plan', asPlan(goodStack(kind), { [type]: UNKNOWN_PODS }))
  const judging = ALL_RULES.filter(({ id, over }) => over.families?.includes(kind) && !WITHOUT_PROOF.includes(id))

  it.each(judging.map((rule) => [rule.id, rule] as const))('is not proved by %s', (_id, rule) => {
    const { looked, breaches } = rule.judge(stack)
    expect(looked).toBe(1)
    expect(breaches.length).toBeGreaterThan(0)
  })
})
