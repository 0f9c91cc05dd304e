import { referenceOf, type Service } from './service.ts'

/**
 * Chains of needs that lead back to where they began: of workloads that are knotted, at least one chain. Calls may lead back: they can wait.
 */
export function needCycles(services: readonly Service[]): readonly (readonly string[])[] {
  const needs = new Map(
    services.flatMap((service) =>
      service.workloads.map((workload): [string, readonly string[]] => [
        `${service.name}/${workload.name}`,
        (workload.needs ?? []).map((reference) => {
          const target = referenceOf(service, reference)
          return `${target.service}/${target.workload}`
        }),
      ]),
    ),
  )
  const cycles: (readonly string[])[] = []
  const done = new Set<string>()
  const visit = (name: string, chain: readonly string[]): void => {
    const start = chain.indexOf(name)
    if (start >= 0) cycles.push(chain.slice(start))
    if (start >= 0 || done.has(name)) return
    for (const next of needs.get(name) ?? []) visit(next, [...chain, name])
    done.add(name)
  }
  for (const name of needs.keys()) visit(name, [])
  return cycles
}
