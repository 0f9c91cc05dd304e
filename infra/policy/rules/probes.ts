import type { Block } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { SERVING } from '../subjects.ts'

const PROBES = ['startup_probe', 'readiness_probe', 'liveness_probe']
const HANDLERS = ['http_get', 'tcp_socket', 'exec', 'grpc']

export const probesGiven = ruleOver(SERVING, {
  id: 'probes-given',
  standard: 'kube-score container probes; checkov CKV_K8S_8, CKV_K8S_9',
  reason: 'a copy that hangs goes on taking requests, and one that starts slowly is killed for it',
  fix: 'give every container a startup, a readiness and a liveness probe',
  faults: ({ containers }) =>
    containers
      .filter(({ isInit }) => !isInit)
      .flatMap(({ label, config }) =>
        PROBES.flatMap((name) => {
          const probe = config.one(name)
          if (probe.isUnknown) return [`${label}: its ${name} is known only at apply, so it is not proved`]
          return HANDLERS.some((handler) => probe.has(handler)) ? [] : [`${label} has no ${name}`]
        }),
      ),
})

export const probesDiffer = ruleOver(SERVING, {
  id: 'probes-differ',
  standard: 'kube-score pod-probes-identical',
  reason:
    'a copy that is only busy would be killed instead of being left alone, and the load of the dead falls on the living',
  fix: 'have the liveness probe ask for another thing than the readiness probe: whether it lives, not whether it takes requests',
  faults: ({ containers }) =>
    containers
      .filter(({ config }) => {
        const [alive, ready] = [config.one('liveness_probe'), config.one('readiness_probe')]
        return HANDLERS.some((handler) => alive.has(handler) && told(alive.one(handler)) === told(ready.one(handler)))
      })
      .map(({ label }) => `${label} is asked the same by liveness_probe and readiness_probe`),
})

/** What a handler says, as one text. What is not known is equal to what is not known: that they differ is not proved. */
function told(handler: Block): string {
  return handler.names
    .toSorted()
    .map((name) => `${name}=${handler.has(name) ? String(handler.text(name) ?? handler.texts(name).map(String)) : ''}`)
    .join()
}
