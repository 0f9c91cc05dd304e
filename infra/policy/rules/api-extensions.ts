import { ruleOver } from '../rule-over.ts'
import { API_SERVICES, CERTIFICATE_REQUESTS } from '../subjects.ts'
import { isFalse, unless } from '../wrong.ts'

export const noApiServices = ruleOver(API_SERVICES, {
  id: 'no-api-services',
  standard: 'Kubernetes, API aggregation layer; CIS Kubernetes Benchmark 5.1',
  reason:
    'who answers for a part of the API gets every request for it, with the name of who asks, and no admission and no rule sees what it answers',
  fix: 'leave the API service out: what a cluster brings along, such as its metrics, is no stack’s',
  faults: ({ config }) => [`it answers for ${String(config.one('spec').text('group') ?? 'a group')} of the API`],
})

export const certificatesByPeople = ruleOver(CERTIFICATE_REQUESTS, {
  id: 'certificates-approved-by-people',
  standard: 'CIS Kubernetes Benchmark 5.1.11; Kubernetes, certificate signing requests',
  reason:
    'a certificate of the cluster is whoever its request names, and the provider approves what it asks for unless it is told not to',
  fix: 'write auto_approve = false; a person approves the request by kubectl',
  faults: ({ config }) => unless('auto_approve', config.flag('auto_approve'), isFalse),
})
