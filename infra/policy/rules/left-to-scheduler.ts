import { UNKNOWN } from '../block.ts'
import type { RenderedStack } from '../rendered-stack.ts'
import { ruleOver } from '../rule-over.ts'
import { WORKLOADS } from '../subjects.ts'
import type { Workload } from '../workload.ts'

const SCHEDULER = 'default-scheduler'

export const leftToScheduler = ruleOver(WORKLOADS, {
  id: 'left-to-the-scheduler',
  standard: 'Kubernetes, assigning pods to nodes: nodeName goes round the scheduler; taints and tolerations',
  reason: 'spread, quotas of room and taints are kept by the scheduler alone: who goes round it goes round them',
  fix: 'leave node_name and scheduler_name out, and name a key in each toleration',
  faults: (workload, stack) => [
    ...placed(workload, stack),
    ...workload.pod.all('toleration').flatMap((toleration) => {
      const key = toleration.text('key')
      if (key === UNKNOWN) return ['which taint it tolerates is known only at apply, so it is not proved']
      return key === undefined ? ['it tolerates every taint'] : []
    }),
  ],
})

/** In a plan, what is left out is known only at apply, and a pod that runs already says where. */
function placed({ pod, kind }: Workload, { form }: RenderedStack): readonly string[] {
  const isPlan = form === 'plan'
  const node = pod.text('node_name')
  const scheduler = pod.text('scheduler_name')
  const isNodeSaid = node !== undefined && !(isPlan && (node === UNKNOWN || kind === 'pod'))
  const isOther = scheduler !== undefined && scheduler !== SCHEDULER && !(isPlan && scheduler === UNKNOWN)
  return [
    ...(isNodeSaid ? [`node_name is ${node === UNKNOWN ? 'known only at apply' : node}`] : []),
    ...(isOther ? [`scheduler_name is ${scheduler === UNKNOWN ? 'known only at apply' : scheduler}`] : []),
  ]
}
