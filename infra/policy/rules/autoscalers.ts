import { ruleOver } from '../rule-over.ts'
import { scalersOf, targetOf } from '../scaler-target.ts'
import { REPLICATED, SCALERS } from '../subjects.ts'

export const scalerHasTarget = ruleOver(SCALERS, {
  id: 'scaler-has-target',
  standard: 'kube-linter dangling-horizontalpodautoscaler',
  reason: 'an autoscaler without a target scales nothing, and nobody is told',
  fix: 'have scale_target_ref name a deployment or stateful set of its namespace and stack',
  faults: (scaler, stack) => (targetOf(scaler, stack) ? [] : ['it scales nothing that is in this stack and namespace']),
})

export const scaledWithoutReplicas = ruleOver(REPLICATED, {
  id: 'scaled-without-replicas',
  standard: 'kube-score deployment-targeted-by-hpa-does-not-have-replicas-configured',
  reason: 'each apply would take the copies away that the autoscaler has made for the load',
  fix: 'leave replicas out of what an autoscaler scales',
  faults: (workload, stack) => {
    const copies = workload.spec.number('replicas')
    // A plan calls it unknown where it is left out: the cluster says how many there are.
    if (typeof copies !== 'number' || scalersOf(workload, stack).length === 0) return []
    return [`it has ${copies} replicas and an autoscaler`]
  },
})
