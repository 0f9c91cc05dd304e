import { STORAGE_PROVISIONER } from '../platform.ts'
import { ruleOver } from '../rule-over.ts'
import { PERSISTENT_VOLUMES, STORAGE_CLASSES, WORKLOADS } from '../subjects.ts'
import { isFalse, isOneOf, unless, unlessAbsent } from '../wrong.ts'

/** Pod Security Standards, restricted: Volume Types, by the provider's names. */
const VOLUMES = [
  'config_map',
  'csi',
  'downward_api',
  'empty_dir',
  'ephemeral',
  'persistent_volume_claim',
  'projected',
  'secret',
]

/** Namespaces of Linux that a pod takes from the host, or its containers from each other. */
const SHARED = ['host_network', 'host_pid', 'host_ipc', 'share_process_namespace']

export const noHostNamespaces = ruleOver(WORKLOADS, {
  id: 'no-host-namespaces',
  standard: 'Pod Security Standards, baseline: Host Namespaces, Host Ports; CIS 5.2.3 to 5.2.5',
  reason:
    'a pod in the host’s namespaces sees the processes and the traffic of all others; no network policy holds there; containers that share processes read each other’s memory and secrets',
  fix: 'leave host_network, host_pid, host_ipc, share_process_namespace and host_port out',
  faults: ({ pod, containers }) => [
    ...SHARED.flatMap((name) => unlessAbsent(name, pod.flag(name), isFalse)),
    ...containers.flatMap(({ label, config }) =>
      config
        .all('port')
        .flatMap((port) => unlessAbsent(`${label}: host_port`, port.number('host_port'), (given) => given === 0)),
    ),
  ],
})

export const restrictedVolumes = ruleOver(WORKLOADS, {
  id: 'restricted-volumes',
  standard: 'Pod Security Standards, restricted: Volume Types; CIS 5.2.12',
  reason: 'a folder of the host, or the socket of its runtime, is a way out of the container',
  fix: `mount volumes of these kinds only: ${VOLUMES.join(', ')}`,
  faults: ({ pod }) =>
    pod.all('volume').flatMap((volume) => {
      if (volume.isUnknown) return ['a volume is known only at apply, so it is not proved']
      return volume.names
        .filter((name) => name !== 'name' && !VOLUMES.includes(name))
        .map((name) => `volume ${String(volume.text('name'))} is of kind ${name}`)
    }),
})

export const volumesByDriver = ruleOver(PERSISTENT_VOLUMES, {
  id: 'volumes-by-driver',
  standard: 'Pod Security Standards, restricted: Volume Types, which do not see what a claim is bound to',
  reason:
    'a claim is a volume that every pod may mount, and this would be a folder of the host, or a server elsewhere, behind it',
  fix: 'write persistent_volume_source with csi, or leave persistent volumes to the storage class',
  faults: ({ config }) => {
    const source = config.one('spec').one('persistent_volume_source')
    if (source.isUnknown) return ['its source is known only at apply, so it is not proved']
    if (source.names.length === 0) return ['it has no source']
    return source.names.filter((name) => name !== 'csi').map((name) => `it is of kind ${name}`)
  },
})

export const disksOfTheSite = ruleOver(STORAGE_CLASSES, {
  id: 'disks-of-the-site',
  standard: 'the house; e-Government Act (Official Gazette 27/2018), art. 10',
  reason:
    'the provisioner of a class says where the disks of all its claims are, which may be a folder of a node or a service elsewhere',
  fix: `write storage_provisioner = ${STORAGE_PROVISIONER}, and no mount_options`,
  faults: ({ config }) => [
    ...unless('storage_provisioner', config.text('storage_provisioner'), isOneOf(STORAGE_PROVISIONER)),
    ...(config.has('mount_options') ? ['it has mount_options'] : []),
  ],
})
