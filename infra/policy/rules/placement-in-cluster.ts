import { type Maybe, UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { copiesOf } from '../scaler-target.ts'
import { namespaceNamed } from '../selection.ts'
import { shareOf } from '../share-of-copies.ts'
import { ROLLED_OUT, SERVICES, WORKLOADS } from '../subjects.ts'
import { isOneOf, unless, unlessAbsent } from '../wrong.ts'

export const ownNamespace = ruleOver(WORKLOADS, {
  id: 'own-namespace',
  standard: 'CIS Kubernetes Benchmark 5.6.1, 5.6.4; checkov CKV_K8S_21',
  reason: 'quota, isolation and labels are a namespace’s: what stands in another’s, or in default, has none of its own',
  fix: 'name the namespace of its service as plain text, and make that namespace in the same stack',
  faults: ({ namespace }, stack) => {
    if (namespace === UNKNOWN) return ['its namespace is known only at apply, so it is not proved']
    if (namespace === undefined || namespace === 'default' || namespace.startsWith('kube-')) {
      return [`it stands in the namespace ${namespace ?? 'default'}`]
    }
    return namespaceNamed(stack, namespace) ? [] : [`its namespace ${namespace} is not made in this stack`]
  },
})

export const noNodePort = ruleOver(SERVICES, {
  id: 'no-node-port',
  standard: 'kube-score service-type; kube-linter exposed-services',
  reason: 'a port on every node goes round the gateway and what is written down of who may come in',
  fix: 'write type = ClusterIP, and none of external_ips, load_balancer_ip and load_balancer_class; the public comes in by the gateway',
  faults: ({ config }) => {
    const spec = config.one('spec')
    return [
      ...unless('type', spec.text('type'), (type) => !['NodePort', 'LoadBalancer'].includes(type)),
      ...(spec.has('external_ips') ? ['it has external_ips'] : []),
      ...['load_balancer_ip', 'load_balancer_class'].flatMap((name) =>
        unlessAbsent(name, spec.text(name), () => false),
      ),
    ]
  },
})

export const rollingUpdate = ruleOver(ROLLED_OUT, {
  id: 'rolling-update',
  standard: 'kube-score deployment-strategy',
  reason: 'all copies at once would be away for as long as the new ones take to come up, or to fail',
  fix: 'write strategy (stateful sets: update_strategy) with type = RollingUpdate; in it, max_unavailable below its copies and below 100%',
  faults: (workload, stack) => {
    const { kind, spec } = workload
    const name = kind === 'stateful_set' ? 'update_strategy' : 'strategy'
    const strategy = spec.one(name)
    const most = strategy.one('rolling_update').text('max_unavailable')
    return [
      ...unless(`${name}.type`, strategy.text('type'), isOneOf('RollingUpdate')),
      ...unlessAbsent(`${name}.rolling_update.max_unavailable`, most, (share) =>
        leavesSome(share, kind === 'daemon_set' ? undefined : copiesOf(workload, stack)),
      ),
    ]
  },
})

/** Of copies that are not known, such as a daemon set's, all but one in a hundred may go, or one. Kubernetes rounds what may be away down. */
function leavesSome(share: string, copies: Maybe<number>): boolean {
  if (typeof copies === 'number') {
    const away = shareOf(share, copies, Math.floor)
    return away !== undefined && (away < copies || (copies === 1 && away === 1 && !share.endsWith('%')))
  }
  const ofHundred = shareOf(share, 100, Math.floor)
  return ofHundred !== undefined && (share.endsWith('%') ? ofHundred < 100 : ofHundred <= 1)
}
