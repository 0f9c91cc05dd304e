import { isWithin } from '../../model/path.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { PowerFinding } from './power-finding.ts'

/** The findings that concern places: about what stands there, or about what feeds it. */
export function findingsOf(
  findings: readonly PowerFinding[],
  { nodes }: PowerGraph,
  places: readonly string[],
): readonly PowerFinding[] {
  const isThere = (path: string) => places.some((place) => isWithin(path, place))
  const feeding = new Set<number>()
  const climb = (number: number) => {
    if (feeding.has(number)) return
    feeding.add(number)
    for (const above of [...(nodes[number]?.primaries ?? []), ...(nodes[number]?.alternates ?? [])]) climb(above)
  }
  for (const [number, { thing }] of nodes.entries()) if (isThere(thing.path)) climb(number)
  const paths = new Set<string>([...feeding].map((number) => nodes[number]?.thing.path ?? ''))
  return findings.filter((finding) => finding.paths.some((path) => isThere(path) || paths.has(path)))
}
