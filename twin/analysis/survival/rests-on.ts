import type { PowerGraph } from '../power/power-graph.ts'

/** Feeds and UPS that a rack may draw through, by every way. */
export interface RestsOn {
  readonly feeds: readonly string[]
  readonly ups: readonly string[]
}

/** Finds what racks rest on: from the rack PDUs of their devices' cords up to the sources, by primary and alternate supplies. */
export function restsOn(graph: PowerGraph): (hosts: readonly string[]) => RestsOn {
  const { devices, firstCord, cordPdu } = graph.devices
  const numbers = new Map<string, number>(devices.map(({ path }, number) => [path, number]))
  const known = new Map<string, RestsOn>()
  return (hosts) => {
    const pdus = new Set<number>()
    for (const host of hosts) {
      const device = numbers.get(host)
      if (device === undefined) continue
      for (let cord = firstCord[device] ?? 0; cord < (firstCord[device + 1] ?? 0); cord++) pdus.add(cordPdu[cord] ?? -1)
    }
    const key = [...pdus].sort((a, b) => a - b).join()
    const found = known.get(key) ?? above(graph, pdus)
    known.set(key, found)
    return found
  }
}

function above({ nodes }: PowerGraph, from: Iterable<number>): RestsOn {
  const reached = new Set(from)
  for (const number of reached) {
    for (const supply of [...(nodes[number]?.primaries ?? []), ...(nodes[number]?.alternates ?? [])])
      reached.add(supply)
  }
  const ofKind = (kind: 'power-feed' | 'ups') =>
    [...reached].flatMap((number) => {
      const thing = nodes[number]?.thing
      return thing?.kind === kind ? [thing.path] : []
    })
  return { feeds: ofKind('power-feed').sort(), ups: ofKind('ups').sort() }
}
