import type { StackJson } from '../rendered-stack.ts'
import type { WorkloadKind } from '../workload.ts'
import { goodStack, type Json } from './good-stack.ts'

/** One operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: unknown
}

/**
 * The good stack of a kind with patches on it. A path begins with what it is about: `/stack`, `/workload`, `/pod` (the spec of its pods), `/pod_metadata`,
 * `/container`, `/init` (its init container), or `/resource/FAMILY/NAME`.
 */
export function spoiled(kind: WorkloadKind, ...patches: readonly (readonly PatchOperation[])[]): StackJson {
  const stack = goodStack(kind)
  const roots = rootsOf(stack as Json, kind)
  for (const operation of patches.flat()) apply(roots, operation)
  return stack
}

function rootsOf(stack: Json, kind: WorkloadKind): Json {
  const resources = stack.resource as Record<string, Json>
  const workload = resources[`kubernetes_${kind}_v1`]?.app as Json
  const template = (
    { pod: [], cron_job: ['spec', 'job_template', 'spec', 'template'] }[kind as string] ?? ['spec', 'template']
  ).reduce((json, name) => json[name] as Json, workload)
  const pod = template.spec as Json
  return {
    stack,
    workload,
    pod,
    pod_metadata: template.metadata,
    container: (pod.container as Json[])[0],
    init: (pod.init_container as Json[])[0],
    resource: Object.fromEntries(
      Object.entries(resources).map(([type, named]) => [type.replace(/^kubernetes_|_v1$/g, ''), named]),
    ),
  }
}

function apply(roots: Json, { op, path, value }: PatchOperation): void {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = steps.pop() ?? ''
  const holder = steps.reduce<unknown>((json, step) => (json as Json | undefined)?.[step], roots)
  if (typeof holder !== 'object' || holder === null) throw new Error(`${path} leads nowhere`)
  const isThere = Object.hasOwn(holder, last)
  if (op !== 'add' && !isThere) throw new Error(`${path} is not there to ${op}`)
  if (Array.isArray(holder)) {
    const at = last === '-' ? holder.length : Number(last)
    if (op === 'remove') holder.splice(at, 1)
    else holder.splice(at, op === 'replace' ? 1 : 0, structuredClone(value))
  } else if (op === 'remove') delete (holder as Json)[last]
  else (holder as Json)[last] = structuredClone(value)
}
