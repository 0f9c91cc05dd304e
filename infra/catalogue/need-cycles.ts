import type { Service } from './service.ts'
import { referenceOf } from './service.ts'

/**
 * Chains of needs that lead back to where they began: of workloads that are knotted, at least one chain. Calls may lead back: they can wait.
 */
export function needCycles(services: readonly Service[]): readonly (readonly string[])[] {
  return cyclesOf(
    new Map(
      services.flatMap((service) =>
        service.workloads.map((workload): [string, readonly string[]] => [
          `${service.name}/${workload.name}`,
          (workload.needs ?? []).map((reference) => {
            const target = referenceOf(service, reference)
            return `${target.service}/${target.workload}`
          }),
        ]),
      ),
    ),
  )
}

/** Chains in a graph that lead back to where they began. @param next by node */
export function cyclesOf(next: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = []
  const done = new Set<string>()
  const visit = (node: string, chain: readonly string[]): void => {
    const start = chain.indexOf(node)
    if (start >= 0) cycles.push(chain.slice(start))
    if (start >= 0 || done.has(node)) return
    for (const other of next.get(node) ?? []) visit(other, [...chain, node])
    done.add(node)
  }
  for (const node of next.keys()) visit(node, [])
  return cycles
}
