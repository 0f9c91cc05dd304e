import type { Placement } from '../catalogue/placements.ts'
import type { Size } from '../catalogue/service.ts'
import { cpuQuantity, gibQuantity } from './quantity.ts'

/** What all pods of a namespace may ask for together. */
export interface Budget {
  readonly pods: number
  readonly cpus: number
  readonly memoryGiB: number
  readonly scratchGiB: number
  readonly gpus: number
  readonly storageGiB: number
  readonly volumes: number
  readonly services: number
  /** The largest single container. */
  readonly largest: Size
}

/** A rollout makes a quarter more copies before it takes old ones away (`maxSurge`); of those on GPUs or with disks none. */
const SURGE = 1.25
/** @default of a size that names no scratch space */
export const SCRATCH_GIB = 1

/** The budget of a service at a site: what its copies take when its scalers have grown, during a rollout. */
export function budgetOf(placements: readonly Placement[]): Budget {
  let budget: Budget = {
    pods: 0,
    cpus: 0,
    memoryGiB: 0,
    scratchGiB: 0,
    gpus: 0,
    storageGiB: 0,
    volumes: 0,
    services: 0,
    largest: { cpus: 0, memoryGiB: 0, scratchGiB: 0 },
  }
  for (const { workload, copies, most = copies } of placements) {
    const { cpus, memoryGiB, scratchGiB = SCRATCH_GIB } = workload.size.value
    const pods = workload.kind === 'nightly' ? 1 : workload.kind === 'stateless' ? Math.ceil(most * SURGE) : copies
    const disk = workload.kind === 'stateful' ? { volumes: copies, gib: copies * workload.storageGiB.value } : undefined
    budget = {
      pods: budget.pods + pods,
      cpus: budget.cpus + pods * cpus,
      memoryGiB: budget.memoryGiB + pods * memoryGiB,
      scratchGiB: budget.scratchGiB + pods * scratchGiB,
      gpus: budget.gpus + (workload.kind === 'gpu' ? pods * workload.gpus : 0),
      storageGiB: budget.storageGiB + (disk?.gib ?? 0),
      volumes: budget.volumes + (disk?.volumes ?? 0),
      services: budget.services + (workload.kind === 'nightly' ? 0 : 1),
      largest: largest(budget.largest, { cpus, memoryGiB, scratchGiB }),
    }
  }
  return budget
}

function largest(a: Size, b: Size): Size {
  return {
    cpus: Math.max(a.cpus, b.cpus),
    memoryGiB: Math.max(a.memoryGiB, b.memoryGiB),
    scratchGiB: Math.max(a.scratchGiB ?? SCRATCH_GIB, b.scratchGiB ?? SCRATCH_GIB),
  }
}

/** A budget as the hard limits of a quota. GPUs are counted by requests, which are their limits; node ports and load balancers are nobody's. */
export function quotaOf(budget: Budget): Record<string, string> {
  return {
    pods: `${budget.pods}`,
    'requests.cpu': cpuQuantity(budget.cpus),
    'requests.memory': gibQuantity(budget.memoryGiB),
    'limits.memory': gibQuantity(budget.memoryGiB),
    'requests.ephemeral-storage': gibQuantity(budget.scratchGiB),
    'limits.ephemeral-storage': gibQuantity(budget.scratchGiB),
    'requests.nvidia.com/gpu': `${budget.gpus}`,
    'requests.storage': gibQuantity(budget.storageGiB),
    persistentvolumeclaims: `${budget.volumes}`,
    services: `${budget.services}`,
    'services.nodeports': '0',
    'services.loadbalancers': '0',
  }
}
