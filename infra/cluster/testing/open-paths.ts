import type {
  V1LabelSelector,
  V1NetworkPolicy,
  V1NetworkPolicyPeer,
  V1NetworkPolicyPort,
} from '@kubernetes/client-node'

/** Pods that are all alike to network policies. */
export interface PodKind {
  /** As it is told: `portal/web`. */
  readonly name: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

/**
 * What network policies let pass, by what Kubernetes says they mean: a pod that no policy of a direction selects is open in it; else what any of them allows
 * passes; and a connection between pods needs both ends.
 *
 * @param policies of a whole cluster
 * @returns each as `portal/web → portal/store:5432/TCP`, with the CIDR of a network in place of a pod, in alphabetical order
 * @throws Error on what the stacks do not use: expressions in selectors, names of ports, exceptions in networks
 */
export function openPaths(policies: readonly V1NetworkPolicy[], kinds: readonly PodKind[]): readonly string[] {
  const open = new Set<string>()
  const networks = new Set(policies.flatMap((policy) => [...peersOf(policy, 'Ingress'), ...peersOf(policy, 'Egress')]))
  for (const one of kinds) {
    const out = rulesOf(policies, one, 'Egress')
    const into = rulesOf(policies, one, 'Ingress')
    for (const other of kinds) {
      const sent = portsTo(out, other)
      const taken = portsTo(rulesOf(policies, other, 'Ingress'), one)
      for (const port of both(sent, taken)) open.add(`${one.name} → ${other.name}:${port}`)
    }
    for (const cidr of networks) {
      // What no policy holds back is open to every network: told once, as a pod.
      for (const port of out ? portsTo(out, cidr) : []) open.add(`${one.name} → ${cidr}:${port}`)
      for (const port of into ? portsTo(into, cidr) : []) open.add(`${cidr} → ${one.name}:${port}`)
    }
  }
  return [...open].toSorted()
}

interface Rule {
  /** Who sent it: peers without a namespace selector are of its own. */
  readonly namespace: string
  readonly peers: readonly V1NetworkPolicyPeer[]
  readonly ports: readonly V1NetworkPolicyPort[]
}
type Direction = 'Ingress' | 'Egress'

const ANY_PORT = 'any'

/** Undefined where no policy of that direction selects the pods. */
function rulesOf(
  policies: readonly V1NetworkPolicy[],
  { namespace, labels }: PodKind,
  direction: Direction,
): readonly Rule[] | undefined {
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata?.namespace === namespace &&
      spec?.policyTypes?.includes(direction) &&
      selects(spec.podSelector ?? {}, labels),
  )
  if (selecting.length === 0) return undefined
  return selecting.flatMap(({ spec }) =>
    direction === 'Egress'
      ? (spec?.egress ?? []).map(({ to = [], ports = [] }) => ({ namespace, peers: to, ports }))
      : (spec?.ingress ?? []).map(({ _from = [], ports = [] }) => ({ namespace, peers: _from, ports })),
  )
}

/** Ports on which rules of one end let the other pass. */
function portsTo(rules: readonly Rule[] | undefined, other: PodKind | string): ReadonlySet<string> {
  if (!rules) return new Set([ANY_PORT])
  const passing = rules.filter(
    ({ namespace, peers }) => peers.length === 0 || peers.some((peer) => isPeer(peer, namespace, other)),
  )
  return new Set(passing.flatMap(({ ports }) => (ports.length === 0 ? [ANY_PORT] : ports.map(portName))))
}

function isPeer(peer: V1NetworkPolicyPeer, own: string, other: PodKind | string): boolean {
  if (peer.ipBlock || typeof other === 'string') return peer.ipBlock !== undefined && peer.ipBlock.cidr === other
  const isInNamespace = peer.namespaceSelector
    ? selects(peer.namespaceSelector, { 'kubernetes.io/metadata.name': other.namespace })
    : other.namespace === own
  return isInNamespace && (peer.podSelector === undefined || selects(peer.podSelector, other.labels))
}

function selects({ matchLabels = {}, matchExpressions = [] }: V1LabelSelector, labels: PodKind['labels']): boolean {
  if (matchExpressions.length > 0) throw new Error('expressions in selectors are not understood here')
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
}

function portName({ port, endPort, protocol = 'TCP' }: V1NetworkPolicyPort): string {
  if (port === undefined) return `any/${protocol}`
  if (typeof port !== 'number') throw new Error(`the port ${port} is a name, which is not understood here`)
  return `${port}${endPort === undefined ? '' : `-${endPort}`}/${protocol}`
}

function both(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  if (a.has(ANY_PORT)) return b
  return b.has(ANY_PORT) ? a : new Set([...a].filter((port) => b.has(port)))
}

function peersOf({ spec }: V1NetworkPolicy, direction: Direction): readonly string[] {
  const peers =
    direction === 'Egress'
      ? (spec?.egress ?? []).flatMap(({ to = [] }) => to)
      : (spec?.ingress ?? []).flatMap(({ _from = [] }) => _from)
  if (peers.some(({ ipBlock }) => ipBlock?.except?.length))
    throw new Error('exceptions in networks are not understood here')
  return peers.flatMap(({ ipBlock }) => ipBlock?.cidr ?? [])
}
