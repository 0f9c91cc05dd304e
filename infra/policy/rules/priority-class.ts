import { ruleOver } from '../rule-over.ts'
import { WORKLOADS } from '../subjects.ts'
import { unless } from '../wrong.ts'

export const priorityClass = ruleOver(WORKLOADS, {
  id: 'priority-class',
  standard: 'kube-linter priority-class-name; Kubernetes, pod priority and preemption',
  reason: 'when a site is lost, what the state cannot do without must come up before what can wait',
  fix: 'name a priority_class_name of the house; those of the system (system-…) are the cluster’s',
  faults: ({ pod }) =>
    unless('priority_class_name', pod.text('priority_class_name'), (name) => !name.startsWith('system-')),
})
