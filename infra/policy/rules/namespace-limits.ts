import { ruleOver } from '../rule-over.ts'
import { inNamespace, nameOf } from '../selection.ts'
import { NAMESPACES } from '../subjects.ts'
import { missingOf } from '../wrong.ts'

const HARDENING = 'NSA/CISA Kubernetes Hardening Guide, resource policies'
const GPUS = 'requests.nvidia.com/gpu'
const HARD = ['requests.cpu', 'requests.memory', 'limits.memory', 'pods', 'requests.ephemeral-storage', GPUS]
const REQUESTS = ['cpu', 'memory', 'ephemeral-storage']
const LIMITS = ['memory', 'ephemeral-storage']

export const namespaceQuota = ruleOver(NAMESPACES, {
  id: 'namespace-quota',
  standard: HARDENING,
  reason: 'a namespace without a quota takes what others count on: GPUs not named in it are without limit',
  fix: `give it a resource quota with ${HARD.join(', ')} (0 where it has none)`,
  faults: (namespace, stack) => {
    const quotas = inNamespace(stack, 'resource_quota', nameOf(namespace))
    if (quotas.length === 0) return ['it has no resource quota']
    return missingOf(HARD, new Map(quotas.flatMap(({ config }) => [...known(config.one('spec').map('hard'))])))
  },
})

export const namespaceLimitRange = ruleOver(NAMESPACES, {
  id: 'namespace-limit-range',
  standard: HARDENING,
  reason: 'a container that says nothing of its size would be refused by the quota, or take all of a node',
  fix: 'give it a limit range of type Container with default_request of cpu, memory and ephemeral-storage, and default of the latter two',
  faults: (namespace, stack) => {
    const limits = inNamespace(stack, 'limit_range', nameOf(namespace))
      .flatMap(({ config }) => config.one('spec').all('limit'))
      .filter((limit) => limit.text('type') === 'Container')
    const [limit] = limits
    if (!limit) return ['it has no limit range for containers']
    return [
      ...missingOf(REQUESTS, limit.map('default_request')).map((wrong) => `of its default_request, ${wrong}`),
      ...missingOf(LIMITS, limit.map('default')).map((wrong) => `of its default, ${wrong}`),
    ]
  },
})

function known<T>(map: ReadonlyMap<string, T> | symbol): ReadonlyMap<string, T> {
  return typeof map === 'symbol' ? new Map() : map
}
