import type { Diagnostic } from '../kit/diagnostic.ts'
import { nearestName } from '../kit/nearest-name.ts'
import type { YamlSource } from '../kit/yaml-source.ts'
import type { EstateProblem } from './checks/estate-problem.ts'

/** To look for a nearest name among a million takes a while: it is done for the first few. */
const MOST_NEAREST = 20

/**
 * Problems of the expanded estate with their lines. What the same line says wrong in the same way for several members of a
 * pattern is told once, with their number.
 */
export function expansionDiagnostics(
  problems: readonly EstateProblem[],
  sources: ReadonlyMap<string, YamlSource>,
): readonly Diagnostic[] {
  const groups = new Map<string, { readonly first: EstateProblem; more: number }>()
  for (const problem of problems) {
    const { file, path } = problem.origin
    // Members of a pattern differ in what they name: `power/panel-a1`, `power/panel-a2`.
    const way = problem.found === undefined ? problem.message : problem.message.replace(problem.found, '')
    const key = JSON.stringify([file, path, way])
    const group = groups.get(key)
    if (group) group.more += 1 + (problem.more ?? 0)
    else groups.set(key, { first: problem, more: problem.more ?? 0 })
  }
  return [...groups.values()].map(({ first, more }, at) => diagnosticOf(first, more, at < MOST_NEAREST, sources))
}

function diagnosticOf(
  { origin, message, found, allowed, candidates }: EstateProblem,
  more: number,
  looksForNearest: boolean,
  sources: ReadonlyMap<string, YamlSource>,
): Diagnostic {
  const near = found !== undefined && looksForNearest ? nearest(found, candidates?.() ?? []) : undefined
  const said = {
    ...(found === undefined ? {} : { found }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(near === undefined ? {} : { nearest: near }),
    ...(more === 0 ? {} : { more }),
  }
  const source = sources.get(origin.file)
  if (source) return source.diagnostic(origin.path, message, said)
  return { file: origin.file, line: 1, column: 1, path: origin.path, message, ...said }
}

/** A reference is often the end of a path: `feed-a` of `…/row-b/feed-a`. Ends with as many parts are compared too. */
function nearest(found: string, candidates: Iterable<string>): string | undefined {
  const parts = found.split('/').length
  const ends = new Set<string>()
  const whole: string[] = []
  for (const path of candidates) {
    whole.push(path)
    ends.add(path.split('/').slice(-parts).join('/'))
  }
  return nearestName(found, ends) ?? nearestName(found, whole)
}
