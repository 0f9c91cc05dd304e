import { type Block, type Maybe, UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { copiesOf } from '../scaler-target.ts'
import { inNamespace, selects } from '../selection.ts'
import { shareOf } from '../share-of-copies.ts'
import { REPLICATED } from '../subjects.ts'

export const disruptionBudget = ruleOver(REPLICATED, {
  id: 'disruption-budget',
  standard: 'kube-score deployment-has-poddisruptionbudget; kube-linter pdb-max-unavailable, pdb-min-available',
  reason: 'who drains nodes would take all copies at once, or could never take one',
  fix: 'give it one disruption budget that selects its pods and lets one of them go and not all: max_unavailable of 1 or more and below its copies, or min_available likewise',
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
  const [name, value] = most === undefined ? ['min_available', least] : ['max_unavailable', most]
  if (value === undefined) return ['its disruption budget has neither max_unavailable nor min_available']
  const said = `its disruption budget has ${name} ${value}`
  if (typeof copies !== 'number') return [`${said} of a number of copies that is not known`]
  const share = shareOf(value, copies, Math.ceil)
  if (share === undefined) return [`${said}, which is neither a number nor a percentage`]
  const going = most === undefined ? copies - share : share
  if (going < 1) return [`${said} of ${copies} copies: none may go`]
  // One copy can be drained only by taking all.
  return going < copies || copies === 1 ? [] : [`${said} of ${copies} copies: all may go at once`]
}
