import { type Block, UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { copiesOf } from '../scaler-target.ts'
import { isEmptySelector, selects, serviceLabel } from '../selection.ts'
import { SERVICE_LABELS } from '../service-labels.ts'
import { REPLICATED } from '../subjects.ts'
import type { Workload } from '../workload.ts'

const PLACES = ['kubernetes.io/hostname', 'topology.oblak.rs/rack']
const POWER = 'topology.oblak.rs/power'

export const spreadOverPlaces = ruleOver(REPLICATED, {
  id: 'spread-over-racks',
  standard: 'kube-score pod-topology-spread-constraints; Kubernetes, pod topology spread constraints',
  reason: 'copies that stand together are lost together',
  fix: `give its pods a topology_spread_constraint for each of ${PLACES.join(' and ')} with max_skew 1 whose label_selector selects them`,
  faults: (workload) =>
    PLACES.filter((key) => !constraints(workload, key).some((one) => one.number('max_skew') === 1)).map(
      (key) => `no topology_spread_constraint of its pods is for ${key} with max_skew 1`,
    ),
})

export const notOnOnePowerBlock = ruleOver(REPLICATED, {
  id: 'not-on-one-power-block',
  standard: 'EN 50600-2-2, power distribution: no single point of failure',
  reason: 'a UPS pair that fails takes all racks that rest on it, and no rack or row says which these are',
  fix: `give its pods a topology_spread_constraint for ${POWER} with max_skew 1; with when_unsatisfiable DoNotSchedule and min_domains 2, and two copies, for tier 1. Where all nodes that can take it rest on one power block no spread helps: run it at a site with more, give its racks a second block, lower its tier, or waive this rule with the reason`,
  faults: (workload, stack) => {
    const given = constraints(workload, POWER)
    if (given.length === 0) return [`no topology_spread_constraint of its pods is for ${POWER}`]
    const tier = serviceLabel(workload, stack, SERVICE_LABELS.tier)
    // Who does not say how much hangs on it is judged as if all did.
    const isStrict = tier !== '2' && tier !== '3'
    const copies = copiesOf(workload, stack)
    if (isStrict && copies === 1)
      return [`it is one copy, which rests on one power block, and its tier is ${tierTold(tier)}`]
    if (isStrict && copies === UNKNOWN) return ['how many copies it has is known only at apply, so it is not proved']
    return given.some((one) => holdsApart(one, isStrict))
      ? []
      : [
          `its spread over power blocks may put all copies on one${isStrict ? `, and its tier is ${tierTold(tier)}` : ''}`,
        ]
  },
})

function holdsApart(constraint: Block, isStrict: boolean): boolean {
  if (constraint.number('max_skew') !== 1) return false
  if (!isStrict) return true
  const domains = constraint.number('min_domains')
  return constraint.text('when_unsatisfiable') === 'DoNotSchedule' && typeof domains === 'number' && domains >= 2
}

function tierTold(tier: unknown): string {
  return tier === UNKNOWN || tier === undefined ? 'not known' : String(tier)
}

/** Constraints for a key that count the workload's own pods. */
function constraints({ pod, podLabels }: Workload, key: string): readonly Block[] {
  return pod.all('topology_spread_constraint').filter((constraint) => {
    const selector = constraint.one('label_selector')
    return (
      constraint.text('topology_key') === key && !isEmptySelector(selector) && selects(selector, podLabels) === true
    )
  })
}
