import { type Maybe, UNKNOWN } from './block.ts'
import type { RenderedElement, RenderedStack } from './rendered-stack.ts'
import { inNamespace, namespaceOf } from './selection.ts'
import type { Workload, WorkloadKind } from './workload.ts'

const KINDS: Readonly<Partial<Record<string, WorkloadKind>>> = { Deployment: 'deployment', StatefulSet: 'stateful_set' }

/** What an autoscaler scales, where that stands in the same stack and namespace. */
export function targetOf(scaler: RenderedElement, stack: RenderedStack): Workload | undefined {
  return stack.workloads.find((workload) => isTarget(scaler, workload) && workload.namespace === namespaceOf(scaler))
}

/** The autoscalers of a workload. */
export function scalersOf(workload: Workload, stack: RenderedStack): readonly RenderedElement[] {
  const scalers = inNamespace(stack, 'horizontal_pod_autoscaler', workload.namespace)
  return scalers.filter((scaler) => isTarget(scaler, workload))
}

/** As few copies as there may be: what a scaler goes down to, or what is written; Kubernetes makes one where nothing is. */
export function copiesOf(workload: Workload, stack: RenderedStack): Maybe<number> {
  const [scaler] = scalersOf(workload, stack)
  const copies = scaler ? scaler.config.one('spec').number('min_replicas') : workload.spec.number('replicas')
  return copies ?? 1
}

function isTarget({ config }: RenderedElement, { kind, name }: Workload): boolean {
  const target = config.one('spec').one('scale_target_ref')
  const targetKind = target.text('kind')
  const targetName = target.text('name')
  if (targetKind === UNKNOWN || targetName === UNKNOWN || targetName === undefined) return false
  return KINDS[targetKind ?? ''] === kind && targetName === name
}
