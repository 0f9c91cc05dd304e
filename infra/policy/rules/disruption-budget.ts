import { type Block, type Maybe, UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { copiesOf } from '../scaler-target.ts'
import { inNamespace, selects } from '../selection.ts'
import { REPLICATED } from '../subjects.ts'

export const disruptionBudget = ruleOver(REPLICATED, {
  id: 'disruption-budget',
  standard: 'kube-score deployment-has-poddisruptionbudget; kube-linter pdb-max-unavailable, pdb-min-available',
  reason: 'who drains nodes would take all copies at once, or could never take one',
  fix: 'give it one disruption budget that selects its pods and lets one of them go: max_unavailable of 1 or more, or min_available below its copies',
  faults: (workload, stack) => {
    const budgets = inNamespace(stack, 'pod_disruption_budget', workload.namespace)
      .map(({ config }) => config.one('spec'))
      .filter((spec) => selects(spec.one('selector'), workload.podLabels) === true)
    if (budgets.length === 0) return ['no disruption budget selects its pods']
    if (budgets.length > 1) return [`${budgets.length} disruption budgets select its pods, and then none is evicted`]
    return budgets.flatMap((spec) => wrongs(spec, copiesOf(workload, stack)))
  },
})

function wrongs(spec: Block, copies: Maybe<number>): readonly string[] {
  const most = spec.text('max_unavailable')
  const least = spec.text('min_available')
  if (most === UNKNOWN || least === UNKNOWN) return ['what its disruption budget allows is known only at apply']
  if (most === undefined && least === undefined)
    return ['its disruption budget has neither max_unavailable nor min_available']
  if (most !== undefined)
    return Number.parseInt(most, 10) > 0 ? [] : [`its disruption budget has max_unavailable ${most}`]
  if (least?.endsWith('%'))
    return Number.parseInt(least, 10) < 100 ? [] : [`its disruption budget has min_available ${least}`]
  if (typeof copies !== 'number')
    return [`its disruption budget has min_available ${least} of a number of copies that is not known`]
  return Number(least) < copies ? [] : [`its disruption budget has min_available ${least} of ${copies} copies`]
}
