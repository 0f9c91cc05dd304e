import type { Block } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { WEBHOOKS, WORKLOADS } from '../subjects.ts'
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
