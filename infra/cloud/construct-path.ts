import type { Placement } from '../catalogue/placements.ts'

/** What a construct of each kind of workload makes that runs its pods. */
const RUNS_AS = {
  stateless: 'deployment',
  stateful: 'stateful-set',
  gpu: 'deployment',
  nightly: 'cron-job',
} as const

/**
 * Path of the construct that runs a workload, as Terraform's metadata and the rules name it: `egov-belgrade/egovernment-portal/web/deployment`. Names are ours, and known
 * without CDKTF; a test holds them to the stacks.
 */
export function constructPathOf({ service, site, workload }: Pick<Placement, 'service' | 'site' | 'workload'>): string {
  return [`${service.workloadClass}-${site}`, service.name, workload.name, RUNS_AS[workload.kind]].join('/')
}
