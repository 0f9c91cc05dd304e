import type { Recovery } from '../catalogue/recovery.ts'
import { recoveryOf, type Service, tierOf, type Workload } from '../catalogue/service.ts'
import { SERVICE_LABELS, type Tier } from '../policy/service-labels.ts'

/** What a namespace says of the service in it. */
export function labelsOfService(service: Service): Record<string, string> {
  return labels(service, service.tier.value, service.recovery.value)
}

/** What a workload and its pods say, where they differ from their service as well. */
export function labelsOfWorkload(service: Service, workload: Workload): Record<string, string> {
  return {
    ...selectorOf({ service: service.name, workload: workload.name }),
    ...labels(service, tierOf(service, workload), recoveryOf(service, workload)),
  }
}

/** By what pods of a workload are told from all others. */
export function selectorOf({
  service,
  workload,
}: {
  readonly service: string
  readonly workload: string
}): Record<string, string> {
  return { 'app.kubernetes.io/name': workload, 'app.kubernetes.io/part-of': service }
}

function labels(service: Service, tier: Tier, recovery: Recovery): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'oblak',
    [SERVICE_LABELS.service]: service.name,
    [SERVICE_LABELS.tier]: tier,
    [SERVICE_LABELS.dataClass]: service.dataClass.value,
    [SERVICE_LABELS.recovery]: recovery.kind,
  }
}
