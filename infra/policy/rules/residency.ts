import { type Maybe, UNKNOWN } from '../block.ts'
import { isWithin } from '../cidr.ts'
import type { House } from '../house.ts'
import type { RenderedElement, RenderedStack } from '../rendered-stack.ts'
import type { Rule } from '../rule.ts'
import { ruleOver } from '../rule-over.ts'
import { namespaceNamed, namespaceOf } from '../selection.ts'
import { SERVICE_LABELS } from '../service-labels.ts'
import { NETWORK_POLICIES, PEERS } from '../subjects.ts'

export const ACT = 'e-Government Act (Official Gazette 27/2018), art. 10'
/** Backends that keep the state where the house says. All others of Terraform are services of somebody else. */
const BACKENDS = ['local', 'pg']

export const stateInSerbia: Rule = {
  id: 'state-in-serbia',
  over: { name: 'stacks', form: 'configuration' },
  standard: ACT,
  reason: 'a state holds what its stack holds, and a backend of another’s cloud keeps it there',
  fix: `keep the state by one of these backends: ${BACKENDS.join(', ')}`,
  judge: ({ name, backends }) => ({
    looked: 1,
    breaches: Object.keys(backends)
      .filter((kind) => !BACKENDS.includes(kind))
      .map((kind) => ({ path: name, message: `its state is kept by the backend ${kind}` })),
  }),
}

export const egressInside = ruleOver(NETWORK_POLICIES, {
  id: 'egress-stays-inside',
  standard: ACT,
  reason: 'nothing leaves Serbia, and registers stay within the two sites',
  fix: 'allow egress to pods, namespaces or networks of the house (infra/policy/house.ts), always with `to`',
  faults: (policy, stack, house) => {
    const { networks, whose } = reachOf(namespaceOf(policy), stack, house)
    return policy.config
      .one('spec')
      .all('egress')
      .flatMap((rule) => {
        const peers = rule.all('to')
        if (peers.length === 0) return ['it allows egress to anywhere']
        return peers
          .filter((peer) => peer.has('ip_block'))
          .map((peer) => peer.one('ip_block').text('cidr'))
          .flatMap((cidr) => outside('egress to', cidr, networks, whose))
      })
  },
})

export const peersInside = ruleOver(PEERS, {
  id: 'peers-stay-inside',
  standard: ACT,
  reason: 'a name inside the cluster that stands for something outside takes data there past all who look for it',
  fix: 'have services select pods; let endpoints name addresses of the house only; no external_name',
  faults: (peer, stack, house) => {
    const { networks, whose } = reachOf(namespaceOf(peer), stack, house)
    const spec = peer.config.one('spec')
    return [
      ...(spec.text('type') === 'ExternalName' || spec.has('external_name') ? ['it stands for an external name'] : []),
      ...addressesOf(peer).flatMap((address) => outside('it stands for', address, networks, whose)),
    ]
  },
})

/** `endpoints` have subsets of addresses, `endpoint_slice` endpoints with addresses. */
function addressesOf({ config }: RenderedElement): readonly Maybe<string>[] {
  return [
    ...config.all('subset').flatMap((subset) => subset.all('address').map((address) => address.text('ip'))),
    ...config.all('endpoint').flatMap((endpoint) => endpoint.texts('addresses')),
  ]
}

/** What is wrong with an address, or a network, that has to lie in others. */
export function outside(
  what: string,
  cidr: Maybe<string>,
  networks: readonly string[],
  whose: string,
): readonly string[] {
  if (cidr === UNKNOWN) return [`${what} an address that is known only at apply, so it is not proved`]
  return cidr !== undefined && isWithin(cidr, networks)
    ? []
    : [`${what} ${cidr ?? 'nothing'}, which is outside of ${whose}`]
}

/** Where what is in a namespace may go, and who may come. One that says no class is held to be a register. */
export function reachOf(namespace: Maybe<string>, stack: RenderedStack, { sites, country }: House) {
  const labels = namespaceNamed(stack, namespace)?.config.one('metadata').map('labels') ?? new Map()
  const dataClass = labels === UNKNOWN ? UNKNOWN : labels.get(SERVICE_LABELS.dataClass)
  const isFree = typeof dataClass === 'string' && dataClass !== 'register'
  const inSites = Object.values(sites).flat()
  return isFree
    ? { networks: [...inSites, ...country], whose: 'Serbia’s networks' }
    : {
        networks: inSites,
        whose: `the two sites, and its data is ${dataClass === 'register' ? 'a register' : 'of no known class'}`,
      }
}
