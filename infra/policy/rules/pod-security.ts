import { UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { NAMESPACES } from '../subjects.ts'
import { isOneOf, unless } from '../wrong.ts'

const MODES = ['enforce', 'audit', 'warn']
const label = (name: string) => `pod-security.kubernetes.io/${name}`

export const podSecurityRestricted = ruleOver(NAMESPACES, {
  id: 'pod-security-restricted',
  standard: 'Pod Security Admission; NSA/CISA Kubernetes Hardening Guide',
  reason: 'without these labels the cluster admits any pod into the namespace',
  fix: 'label the namespace pod-security.kubernetes.io/enforce, audit and warn, each restricted',
  faults: ({ config }) => {
    const labels = config.one('metadata').map('labels')
    return MODES.flatMap((mode) =>
      unless(label(mode), labels === UNKNOWN ? UNKNOWN : labels.get(label(mode)), isOneOf('restricted')),
    )
  },
})

export const podSecurityPinned = ruleOver(NAMESPACES, {
  id: 'pod-security-pinned',
  standard: 'Pod Security Admission, versions',
  reason: 'what `restricted` asks for grows with the cluster, and a newer one would refuse pods that run today',
  fix: 'label the namespace pod-security.kubernetes.io/enforce-version, audit-version and warn-version with a version such as v1.34',
  faults: ({ config }) => {
    const labels = config.one('metadata').map('labels')
    return MODES.map((mode) => label(`${mode}-version`)).flatMap((name) =>
      unless(name, labels === UNKNOWN ? UNKNOWN : labels.get(name), (version) => /^v1\.\d+$/.test(version)),
    )
  },
})
