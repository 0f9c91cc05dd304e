import { referenceOf, type Service, WORKLOAD_CLASSES, type WorkloadClass } from './service.ts'

/** Which other classes the workloads of a class need: their stacks are applied before. */
export function classNeeds(services: readonly Service[]): ReadonlyMap<WorkloadClass, readonly WorkloadClass[]> {
  const classOf = new Map(services.map(({ name, workloadClass }) => [name, workloadClass]))
  return new Map(
    WORKLOAD_CLASSES.map((own) => {
      const needed = services
        .filter(({ workloadClass }) => workloadClass === own)
        .flatMap((service) =>
          service.workloads.flatMap(({ needs = [] }) =>
            needs.flatMap((reference) => classOf.get(referenceOf(service, reference).service) ?? []),
          ),
        )
      return [own, [...new Set(needed)].filter((other) => other !== own)]
    }),
  )
}

/** Classes that have services, each after those that it needs, else as `WORKLOAD_CLASSES` names them. Without faults there is such an order. */
export function classOrder(services: readonly Service[]): readonly WorkloadClass[] {
  const needs = classNeeds(services)
  const order: WorkloadClass[] = []
  const visit = (own: WorkloadClass): void => {
    if (order.includes(own)) return
    for (const other of needs.get(own) ?? []) visit(other)
    order.push(own)
  }
  for (const { workloadClass } of services.toSorted(
    (a, b) => WORKLOAD_CLASSES.indexOf(a.workloadClass) - WORKLOAD_CLASSES.indexOf(b.workloadClass),
  )) {
    visit(workloadClass)
  }
  return order
}
