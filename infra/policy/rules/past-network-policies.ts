import { type Block, UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { INGRESSES, WEBHOOKS, WORKLOADS } from '../subjects.ts'
import { unlessAbsent } from '../wrong.ts'
import { ACT, outside, reachOf } from './residency.ts'

const PROBES = ['startup_probe', 'readiness_probe', 'liveness_probe']
const HOOKS = ['post_start', 'pre_stop']

export const webhooksInside = ruleOver(WEBHOOKS, {
  id: 'webhooks-stay-inside',
  standard: ACT,
  reason: 'the API server sends every object to a webhook, wherever that is: no network policy holds it',
  fix: 'name a service of the cluster in client_config, in place of a url',
  faults: ({ config }) =>
    config
      .all('webhook')
      .flatMap((webhook) => unlessAbsent('client_config.url', webhook.one('client_config').text('url'), () => false)),
})

/** Annotations by which gateways of all makes are told to send on, to ask elsewhere, or what to run. */
const STEERING = /redirect|snippet|mirror|rewrite|auth-url|auth-signin|upstream|proxy-pass/i

export const gatewaysInside = ruleOver(INGRESSES, {
  id: 'gateways-stay-inside',
  standard: `${ACT}; kubernetes/ingress-nginx, annotations and their risk`,
  reason: 'an annotation can send who comes, and what they bring, to anywhere, past all that the spec says',
  fix: 'say by the rules of the spec which service answers; leave annotations out that send on, ask elsewhere, or hold text for the gateway',
  faults: ({ config }) => {
    const annotations = config.one('metadata').map('annotations')
    if (annotations === UNKNOWN) return ['its annotations are known only at apply, so they are not proved']
    return [...annotations.keys()].filter((key) => STEERING.test(key)).map((key) => `it has the annotation ${key}`)
  },
})

export const namesInside = ruleOver(WORKLOADS, {
  id: 'names-stay-inside',
  standard: ACT,
  reason:
    'who answers for names says where everything goes, and the node, which no network policy holds, asks probes and hooks',
  fix: 'leave dns_config.nameservers, host_aliases and the host of http_get out, or name addresses of the house (infra/policy/house.ts)',
  faults: ({ namespace, pod, containers }, stack, house) => {
    const { networks, whose } = reachOf(namespace, stack, house)
    const servers = pod.one('dns_config').texts('nameservers')
    const aliases = pod.all('host_aliases').map((alias) => alias.text('ip'))
    return [
      ...servers.flatMap((address) => outside('it asks for names at', address, networks, whose)),
      ...aliases.flatMap((address) => outside('a name of its stands for', address, networks, whose)),
      ...containers.flatMap(({ label, config }) =>
        asked(config).flatMap((ask) =>
          unlessAbsent(`${label}: http_get.host`, ask.one('http_get').text('host'), () => false),
        ),
      ),
    ]
  },
})

function asked(container: Block): readonly Block[] {
  return [...PROBES.map((name) => container.one(name)), ...HOOKS.map((name) => container.one('lifecycle').one(name))]
}
