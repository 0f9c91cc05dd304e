import type { Block } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { namespaceOf } from '../selection.ts'
import { NETWORK_POLICIES } from '../subjects.ts'
import { outside, reachOf } from './residency.ts'

export const ingressNamed = ruleOver(NETWORK_POLICIES, {
  id: 'ingress-is-named',
  standard: 'NSA/CISA Kubernetes Hardening Guide, network separation; CIS Kubernetes Benchmark 5.3',
  reason: 'policies add up: one that lets anybody in undoes the denial of all the others',
  fix: 'say in every ingress rule by `from` who may come: pods of this namespace, namespaces by a label they have, or networks of the house (infra/policy/house.ts)',
  faults: (policy, stack, house) => {
    const { networks, whose } = reachOf(namespaceOf(policy), stack, house)
    return policy.config
      .one('spec')
      .all('ingress')
      .flatMap((rule) => {
        const peers = rule.all('from')
        if (peers.length === 0) return ['it lets in whoever comes']
        return peers.flatMap((peer) =>
          !peer.isUnknown && peer.has('ip_block')
            ? outside('it lets in', peer.one('ip_block').text('cidr'), networks, whose)
            : wrongs(peer),
        )
      })
  },
})

export const egressNamed = ruleOver(NETWORK_POLICIES, {
  id: 'egress-is-named',
  standard: 'NSA/CISA Kubernetes Hardening Guide, network separation; CIS Kubernetes Benchmark 5.3',
  reason: 'who may talk to every namespace may talk to those of all other services, and who takes it over may too',
  fix: 'say in `to` by a label and its value which namespaces are meant',
  faults: (policy) =>
    policy.config
      .one('spec')
      .all('egress')
      .flatMap((rule) => rule.all('to'))
      .filter((peer) => peer.has('namespace_selector') && !isNaming(peer.one('namespace_selector')))
      .map(() => 'it lets its pods talk to namespaces it does not name'),
})

function wrongs(peer: Block): readonly string[] {
  const namespaces = peer.one('namespace_selector')
  if (peer.isUnknown || namespaces.isUnknown) return ['whom it lets in is known only at apply, so it is not proved']
  if (peer.has('namespace_selector'))
    return isNaming(namespaces) ? [] : ['it lets in pods of namespaces it does not name']
  return peer.has('pod_selector') ? [] : ['it lets in whom it does not name']
}

/** By a label and its value: that a label is there, or is not this or that, holds for namespaces that nobody thought of. */
function isNaming(selector: Block): boolean {
  const labels = selector.map('match_labels')
  if (typeof labels === 'symbol') return false
  return labels.size > 0 || selector.all('match_expressions').some((one) => one.text('operator') === 'In')
}
