import { ruleOver } from '../rule-over.ts'
import { WORKLOADS } from '../subjects.ts'
import { unless } from '../wrong.ts'

/** The path of a name after its registry: parts as the OCI's specification has them, then a tag or a digest. None is `..`. */
const PATH = /^(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+(?:$|[:@])/

export const imageByDigest = ruleOver(WORKLOADS, {
  id: 'image-by-digest',
  standard: 'NSA/CISA Kubernetes Hardening Guide, supply chain; checkov CKV_K8S_43',
  reason: 'a tag can name another image tomorrow, and another one on each node',
  fix: 'name every image with its digest: registry/name@sha256:…',
  faults: ({ containers }) =>
    containers.flatMap(({ label, config }) =>
      unless(`${label}: image`, config.text('image'), (image) => /@sha256:[0-9a-f]{64}$/.test(image)),
    ),
})

export const stateRegistry = ruleOver(WORKLOADS, {
  id: 'state-registry',
  standard: 'e-Government Act (Official Gazette 27/2018), art. 10; NSA/CISA Kubernetes Hardening Guide, supply chain',
  reason:
    'a site must start its services when nothing outside of the two sites can be reached, and run what was looked through',
  fix: 'take every image from a registry of the state (infra/policy/house.ts)',
  faults: ({ containers }, _stack, { registries }) =>
    containers.flatMap(({ label, config }) =>
      unless(`${label}: image`, config.text('image'), (image) =>
        registries.some((registry) => image.startsWith(`${registry}/`) && PATH.test(image.slice(registry.length))),
      ),
    ),
})
