import type { Block } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { WORKLOADS } from '../subjects.ts'
import { isFalse, isOneOf, isTrue, unless, unlessAbsent } from '../wrong.ts'

const RESTRICTED = 'Pod Security Standards, restricted'
/** Users below belong to hosts. */
const LOWEST_ID = 10_000
const isHigh = (id: number) => id >= LOWEST_ID

export const runAsNonRoot = ruleOver(WORKLOADS, {
  id: 'run-as-non-root',
  standard: `${RESTRICTED}; NSA/CISA Kubernetes Hardening Guide, non-root containers; CIS 5.2.7`,
  reason: 'who breaks out of a container is on the node who he was in the container',
  fix: `write run_as_non_root = true, and run_as_user and run_as_group of ${LOWEST_ID} or more, in the pod’s security_context; there no fs_group and no supplemental_groups below`,
  faults: ({ pod, containers }) => {
    const context = pod.one('security_context')
    return [
      ...unless('run_as_non_root', context.flag('run_as_non_root'), isTrue),
      ...unless('run_as_user', context.number('run_as_user'), isHigh),
      ...unless('run_as_group', context.number('run_as_group'), isHigh),
      ...unlessAbsent('fs_group', context.number('fs_group'), isHigh),
      ...context
        .texts('supplemental_groups')
        .flatMap((group) => unlessAbsent('supplemental_groups', group, (id) => isHigh(Number(id)))),
      ...containers.flatMap(({ label, config }) =>
        ['run_as_user', 'run_as_group'].flatMap((name) =>
          unlessAbsent(`${label}: ${name}`, config.one('security_context').number(name), isHigh),
        ),
      ),
    ]
  },
})

export const seccompRuntimeDefault = ruleOver(WORKLOADS, {
  id: 'seccomp-runtime-default',
  standard: `${RESTRICTED}: Seccomp; CIS 5.7.2`,
  reason:
    'without it a container may make any call to the kernel; the provider writes Unconfined where the type is left out',
  fix: 'write seccomp_profile with type = RuntimeDefault in the pod’s security_context, and no other in a container’s',
  faults: ({ pod, containers }) => [
    ...unless(
      'seccomp_profile.type',
      pod.one('security_context').one('seccomp_profile').text('type'),
      isOneOf('RuntimeDefault'),
    ),
    ...containers
      .filter(({ config }) => config.one('security_context').has('seccomp_profile'))
      .flatMap(({ label, config }) =>
        unless(
          `${label}: seccomp_profile.type`,
          config.one('security_context').one('seccomp_profile').text('type'),
          isOneOf('RuntimeDefault'),
        ),
      ),
  ],
})

export const containerFlags = ruleOver(WORKLOADS, {
  id: 'container-flags',
  standard: `${RESTRICTED}: Privilege Escalation, Running as Non-root; provider hashicorp/kubernetes 2.38.0`,
  reason:
    'the provider sends a flag that is left out as false, or true: the cluster refuses the pods, or lets more pass than was meant',
  fix: 'write run_as_non_root = true, allow_privilege_escalation = false and read_only_root_filesystem = true in the security_context of every container and init container',
  faults: ({ containers }) =>
    containers.flatMap(({ label, config }) => {
      const context = config.one('security_context')
      return [
        ...unless(`${label}: run_as_non_root`, context.flag('run_as_non_root'), isTrue),
        ...unless(`${label}: allow_privilege_escalation`, context.flag('allow_privilege_escalation'), isFalse),
        ...unless(`${label}: read_only_root_filesystem`, context.flag('read_only_root_filesystem'), isTrue),
      ]
    }),
})

export const notPrivileged = ruleOver(WORKLOADS, {
  id: 'not-privileged',
  standard: 'Pod Security Standards, baseline: Privileged Containers; CIS 5.2.2',
  reason: 'a privileged container is the node',
  fix: 'leave privileged out, or write false',
  faults: ({ containers }) =>
    containers.flatMap(({ label, config }) =>
      unlessAbsent(`${label}: privileged`, config.one('security_context').flag('privileged'), isFalse),
    ),
})

export const capabilitiesDropped = ruleOver(WORKLOADS, {
  id: 'capabilities-dropped',
  standard: `${RESTRICTED}: Capabilities; CIS 5.2.9`,
  reason: 'capabilities are pieces of root',
  fix: 'write capabilities with drop = ["ALL"] in every container and init container, and add none (NET_BIND_SERVICE is allowed)',
  faults: ({ containers }) =>
    containers.flatMap(({ label, config }) => {
      const capabilities = config.one('security_context').one('capabilities')
      const added = capabilities.texts('add').filter((name) => name !== 'NET_BIND_SERVICE')
      return [
        ...(capabilities.texts('drop').includes('ALL') ? [] : [`${label} does not drop ALL capabilities`]),
        ...added.map((name) =>
          typeof name === 'string' ? `${label} adds ${name}` : `${label} adds what is known only at apply`,
        ),
      ]
    }),
})

/** Pod Security Standards, baseline: SELinux and Sysctls, what is allowed. */
const SELINUX_TYPES = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']
const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
]

export const hostUntouched = ruleOver(WORKLOADS, {
  id: 'host-untouched',
  standard: 'Pod Security Standards, baseline: HostProcess, SELinux, Sysctls; Kubernetes, runtime classes',
  reason: 'what confines a container is taken off, or the kernel that others run on too is changed',
  fix: `leave windows_options, se_linux_options, sysctl and runtime_class_name out; of types ${SELINUX_TYPES.join(', ')} are allowed, of sysctls the safe ones`,
  faults: ({ pod, containers }) => {
    const context = pod.one('security_context')
    return [
      ...unlessAbsent('runtime_class_name', pod.text('runtime_class_name'), () => false),
      ...confinement('', context),
      ...context.all('sysctl').flatMap((one) => unless('sysctl', one.text('name'), isOneOf(...SAFE_SYSCTLS))),
      ...containers.flatMap(({ label, config }) => confinement(`${label}: `, config.one('security_context'))),
    ]
  },
})

function confinement(where: string, context: Block): readonly string[] {
  const selinux = context.one('se_linux_options')
  const windows = context.one('windows_options')
  return [
    ...unlessAbsent(`${where}se_linux_options.type`, selinux.text('type'), isOneOf(...SELINUX_TYPES)),
    ...['user', 'role'].flatMap((name) =>
      unlessAbsent(`${where}se_linux_options.${name}`, selinux.text(name), () => false),
    ),
    ...unlessAbsent(`${where}windows_options.host_process`, windows.flag('host_process'), isFalse),
  ]
}
