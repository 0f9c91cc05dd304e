import { UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { inNamespace, nameOf } from '../selection.ts'
import { SERVICE_ACCOUNTS, WORKLOADS } from '../subjects.ts'
import { isFalse, unless } from '../wrong.ts'

export const ownServiceAccount = ruleOver(WORKLOADS, {
  id: 'own-service-account',
  standard: 'CIS Kubernetes Benchmark 5.1.5; NSA/CISA Kubernetes Hardening Guide',
  reason: 'rights given to the default account are given to every pod of the namespace',
  fix: 'name a service_account_name, and make that account in the namespace and stack of the workload',
  faults: ({ pod, namespace }, stack) => {
    const name = pod.text('service_account_name')
    if (name === UNKNOWN) return ['service_account_name is known only at apply, so it is not proved']
    if (name === undefined || name === 'default') return ['it runs under the default service account']
    const accounts = inNamespace(stack, 'service_account', namespace).map(nameOf)
    return accounts.includes(name) ? [] : [`its service account ${name} is not made in this stack and namespace`]
  },
})

export const noPodToken = ruleOver(WORKLOADS, {
  id: 'no-pod-token',
  standard: 'CIS Kubernetes Benchmark 5.1.6; checkov CKV_K8S_38',
  reason: 'the provider mounts a token of the API where it is left out, and who takes over the pod has it',
  fix: 'write automount_service_account_token = false in the pod, and project no service_account_token into a volume',
  faults: ({ pod }) => [
    ...unless('automount_service_account_token', pod.flag('automount_service_account_token'), isFalse),
    ...pod
      .all('volume')
      .flatMap((volume) => volume.one('projected').all('sources'))
      .filter((source) => source.has('service_account_token'))
      .map(() => 'a volume of its holds a token of its account'),
  ],
})

export const noAccountToken = ruleOver(SERVICE_ACCOUNTS, {
  id: 'no-account-token',
  standard: 'CIS Kubernetes Benchmark 5.1.6',
  reason: 'pods that somebody makes by hand get a token of the API by the account’s default',
  fix: 'write automount_service_account_token = false in the service account',
  faults: ({ config }) =>
    unless('automount_service_account_token', config.flag('automount_service_account_token'), isFalse),
})
