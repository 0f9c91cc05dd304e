import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1/index.js'
import { Construct } from 'constructs'
import { STATE_HOUSE } from '../policy/house.ts'
import { addressed } from './addressed.ts'
import type { HardenedNamespace } from './hardened-namespace.ts'

/** Namespace of the cluster's gateway, which takes in what comes from outside. It belongs to the cluster, as its DNS does. */
const GATEWAY_NAMESPACE = 'gateway'

export interface PodGroupProps {
  readonly namespace: HardenedNamespace
  readonly site: string
  /** Of the pods; all of the namespace where it is empty. */
  readonly selector: Readonly<Record<string, string>>
  /** Of the resources about them. */
  readonly labels: Readonly<Record<string, string>>
}

interface Peer {
  /** As part of a name: `registers.api`, `gateway`. */
  readonly name: string
  readonly at: { readonly ipBlock: { readonly cidr: string } } | ReturnType<PodGroup['peerInCluster']>
}

interface Port {
  readonly port: number
  readonly protocol?: 'TCP' | 'UDP'
}

/**
 * Pods that are told from others by their labels, and who may open connections to whom. Each sentence makes both directions: what one may send, the other may
 * receive, and nothing else passes.
 */
export abstract class PodGroup extends Construct {
  readonly namespace: HardenedNamespace
  readonly site: string
  readonly #selector: Readonly<Record<string, string>>
  readonly #labels: Readonly<Record<string, string>>

  protected constructor(scope: Construct, id: string, { namespace, site, selector, labels }: PodGroupProps) {
    super(scope, id)
    this.namespace = namespace
    this.site = site
    this.#selector = selector
    this.#labels = labels
  }

  /** These pods may open connections to the other's on a port; at another site, to the networks of that site. */
  allowTo(other: PodGroup, port: number): void {
    for (const peer of other.#seenFrom(this)) this.#policy('to', peer, { port })
    for (const peer of this.#seenFrom(other)) other.#policy('from', peer, { port })
  }

  /** The other's pods may open connections to these. */
  allowFrom(other: PodGroup, port: number): void {
    other.allowTo(this, port)
  }

  /** What comes from outside through the cluster's gateway. */
  allowFromGateway(port: number): void {
    const at = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': GATEWAY_NAMESPACE } } }
    this.#policy('from', { name: GATEWAY_NAMESPACE, at }, { port })
  }

  /** Machines of a network, straight. @param name what they are: `site` */
  allowFromNetwork(name: string, cidr: string, port: number): void {
    this.#policy('from', { name, at: { ipBlock: { cidr } } }, { port })
  }

  /** A network outside of the clusters. @param name what is there: `mail-relay` */
  allowToNetwork(name: string, cidr: string, port: Port): void {
    this.#policy('to', { name, at: { ipBlock: { cidr } } }, port)
  }

  /** As the others of its cluster see these pods. */
  protected peerInCluster(): {
    readonly namespaceSelector: { readonly matchLabels: Record<string, string> }
    readonly podSelector?: { readonly matchLabels: Record<string, string> }
  } {
    const isAll = Object.keys(this.#selector).length === 0
    return {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': this.namespace.name } },
      ...(!isAll && { podSelector: { matchLabels: { ...this.#selector } } }),
    }
  }

  #seenFrom(other: PodGroup): readonly Peer[] {
    const name = this.namespace === other.namespace ? this.node.id : `${this.namespace.name}.${this.node.id}`
    if (this.site === other.site) return [{ name, at: this.peerInCluster() }]
    // Pods' own addresses do not pass between the sites.
    const networks = STATE_HOUSE.sites[this.site] ?? []
    return networks.map((cidr, at) => ({
      name: `${this.namespace.name}.${this.node.id}.${this.site}${at === 0 ? '' : `-${at + 1}`}`,
      at: { ipBlock: { cidr } },
    }))
  }

  #policy(direction: 'to' | 'from', { name, at }: Peer, { port, protocol = 'TCP' }: Port): void {
    const own = `${this.node.id}.${direction}.${name}`
    const ports = [{ port: `${port}`, protocol }]
    const podSelector = Object.keys(this.#selector).length === 0 ? {} : { matchLabels: { ...this.#selector } }
    addressed(
      new NetworkPolicyV1(this, own, {
        dependsOn: this.namespace.ready,
        metadata: { name: own, namespace: this.namespace.name, labels: { ...this.#labels } },
        spec: {
          podSelector,
          policyTypes: [direction === 'to' ? 'Egress' : 'Ingress'],
          ...(direction === 'to' ? { egress: [{ to: [at], ports }] } : { ingress: [{ from: [at], ports }] }),
        },
      }),
      `${this.namespace.name}_${own.replaceAll('.', '_')}`,
    )
  }
}
