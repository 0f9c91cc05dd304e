import { type Block, UNKNOWN } from '../block.ts'
import type { RenderedElement } from '../rendered-stack.ts'
import { ruleOver } from '../rule-over.ts'
import { inNamespace, isEmptySelector, nameOf, namespaceOf, selects } from '../selection.ts'
import { NAMESPACES, NETWORK_POLICIES, WORKLOADS } from '../subjects.ts'

const HARDENING = 'NSA/CISA Kubernetes Hardening Guide, network separation; CIS Kubernetes Benchmark 5.3'
const specOf = ({ config }: RenderedElement) => config.one('spec')

export const defaultDeny = ruleOver(NAMESPACES, {
  id: 'default-deny',
  standard: HARDENING,
  reason: 'a pod that no policy selects takes and makes any connection',
  fix: 'give the namespace a network policy with an empty pod_selector, policy_types Ingress and Egress, and no rules',
  faults: (namespace, stack) => {
    const policies = inNamespace(stack, 'network_policy', nameOf(namespace)).map(specOf)
    return policies.some(deniesAll) ? [] : ['no network policy denies what is not allowed, in and out']
  },
})

export const dnsAllowed = ruleOver(NAMESPACES, {
  id: 'dns-allowed',
  standard: HARDENING,
  reason: 'where everything is denied, pods find no name, and somebody will open more than that',
  fix: 'allow all pods of the namespace egress to port 53, UDP and TCP, of pods in kube-system',
  faults: (namespace, stack) => {
    const policies = inNamespace(stack, 'network_policy', nameOf(namespace)).map(specOf)
    return policies.some(allowsDns) ? [] : ['no network policy lets its pods ask the cluster’s DNS']
  },
})

export const ownNetworkPolicy = ruleOver(WORKLOADS, {
  id: 'own-network-policy',
  standard: HARDENING,
  reason: 'what a workload may talk to is to be written down for it, not for all of its namespace',
  fix: 'give it a network policy in its namespace and stack whose pod_selector names labels of its pods',
  faults: ({ namespace, podLabels }, stack) => {
    const own = inNamespace(stack, 'network_policy', namespace)
      .map((policy) => specOf(policy).one('pod_selector'))
      .filter((selector) => !isEmptySelector(selector))
      .map((selector) => selects(selector, podLabels))
    if (own.includes(true)) return []
    return [
      own.includes(UNKNOWN)
        ? 'whether a network policy selects it is known only at apply'
        : 'no network policy selects it',
    ]
  },
})

export const noDanglingPolicy = ruleOver(NETWORK_POLICIES, {
  id: 'no-dangling-policy',
  standard: 'kube-linter dangling-networkpolicy; kube-score networkpolicy-targets-pod',
  reason: 'a policy that selects no pod protects none, and reads as if it did',
  fix: 'have its pod_selector name labels that pods of its namespace have',
  faults: (policy, stack) => {
    const selector = specOf(policy).one('pod_selector')
    if (isEmptySelector(selector)) return []
    const pods = stack.workloads.filter(({ namespace }) => namespace !== UNKNOWN && namespace === namespaceOf(policy))
    return pods.some(({ podLabels }) => selects(selector, podLabels) === true)
      ? []
      : ['it selects no pod of its namespace']
  },
})

function deniesAll(spec: Block): boolean {
  const types = spec.texts('policy_types')
  return (
    spec.has('pod_selector') &&
    isEmptySelector(spec.one('pod_selector')) &&
    types.includes('Ingress') &&
    types.includes('Egress') &&
    !spec.has('ingress') &&
    !spec.has('egress')
  )
}

function allowsDns(spec: Block): boolean {
  if (!isEmptySelector(spec.one('pod_selector'))) return false
  return spec.all('egress').some((rule) => {
    const open = rule
      .all('ports')
      .filter((port) => port.text('port') === '53')
      .map((port) => port.text('protocol') ?? 'TCP')
    const isForSystem = rule.all('to').some((peer) => {
      const labels = peer.one('namespace_selector').map('match_labels')
      return labels !== UNKNOWN && labels.get('kubernetes.io/metadata.name') === 'kube-system'
    })
    return isForSystem && open.includes('UDP') && open.includes('TCP')
  })
}
