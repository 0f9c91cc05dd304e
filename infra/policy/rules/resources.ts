import { readQuantity } from '../../cluster/quantity.ts'
import { type Block, type Maybe, UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { WORKLOADS } from '../subjects.ts'
import { unless } from '../wrong.ts'

/** A limit of CPUs is not asked for: it slows down what a node has room for. Requests share CPUs out fairly. */
const REQUESTS = ['cpu', 'memory', 'ephemeral-storage']
const LIMITS = ['memory', 'ephemeral-storage']
const GPU = 'nvidia.com/gpu'

export const requestsAndLimits = ruleOver(WORKLOADS, {
  id: 'requests-and-limits',
  standard: 'NSA/CISA Kubernetes Hardening Guide, resource policies; CIS Kubernetes Benchmark 5.7',
  reason: 'the scheduler places by requests, and a container without a limit of memory takes that of its neighbours',
  fix: `give every container requests of ${REQUESTS.join(', ')} and limits of ${LIMITS.join(', ')}, each a quantity above nought`,
  faults: ({ containers }) =>
    containers.flatMap(({ label, config }) => {
      const resources = config.one('resources')
      return [
        ...amountsOf(REQUESTS, resources.map('requests')).map((wrong) => `${label}: of requests, ${wrong}`),
        ...amountsOf(LIMITS, resources.map('limits')).map((wrong) => `${label}: of limits, ${wrong}`),
      ]
    }),
})

/** Those of these names whose amount is missing, not known, not readable, or none. */
function amountsOf(names: readonly string[], map: ReturnType<Block['map']>): readonly string[] {
  return names.flatMap((name) =>
    unless(name, map === UNKNOWN ? UNKNOWN : map.get(name), (text) => (readQuantity(text) ?? 0) > 0),
  )
}

export const gpuByLimits = ruleOver(WORKLOADS, {
  id: 'gpu-by-limits',
  standard: 'Kubernetes, scheduling GPUs: requests, where given, equal limits',
  reason: 'GPUs are neither shared nor lent, and nodes that have them take only pods that tolerate their taint',
  fix: `write ${GPU} under limits, nothing else under requests, and a toleration of the taint ${GPU} with effect NoSchedule`,
  faults: ({ containers, pod }) => {
    const wrongs = containers.flatMap(({ label, config }) => {
      const { requested, limit } = gpusOf(config.one('resources'))
      if (limit === UNKNOWN || requested === UNKNOWN) return [`${label}: how many GPUs it takes is known only at apply`]
      return requested === undefined || requested === limit
        ? []
        : [`${label}: requests ${requested} GPUs with a limit of ${limit ?? 'none'}`]
    })
    const takesGpus = containers.some(({ config }) => gpusOf(config.one('resources')).limit !== undefined)
    const tolerates = pod.all('toleration').some((one) => {
      const effect = one.text('effect')
      return one.text('key') === GPU && (effect === undefined || effect === 'NoSchedule')
    })
    return takesGpus && !tolerates
      ? [...wrongs, 'it takes GPUs and does not tolerate the taint of their nodes']
      : wrongs
  },
})

function gpusOf(resources: Block): { readonly requested: Maybe<string>; readonly limit: Maybe<string> } {
  const requests = resources.map('requests')
  const limits = resources.map('limits')
  return {
    requested: requests === UNKNOWN ? UNKNOWN : requests.get(GPU),
    limit: limits === UNKNOWN ? UNKNOWN : limits.get(GPU),
  }
}
