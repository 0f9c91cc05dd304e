import { lostOf } from '../failover/lost-of.ts'
import { Losses, settledWith } from '../failover/settled.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'

/** What is lost together, and the racks that go with it. */
export interface PowerFailure {
  /** Paths that fail together: all UPS of a power block, or one UPS or feed alone. */
  readonly of: readonly string[]
  readonly racks: readonly string[]
}

/**
 * Which racks have a host that stops when power fails, batteries empty and generators started: the failover arithmetic, with all that opens on the way. A copy may
 * stand on just that host, so one is enough.
 *
 * @param hostsOf racks with the paths of their hosts
 * @param failures what fails together, one set after another
 */
export function* failingRacks(
  graph: PowerGraph,
  loads: PowerLoads,
  hostsOf: ReadonlyMap<string, readonly string[]>,
  failures: Iterable<readonly string[]>,
): Generator<PowerFailure> {
  const before = settledWith(graph, loads, { nodes: new Set(), banks: new Set(), batteries: false })
  const losses = new Losses(graph, loads, before)
  const rackOf = new Map([...hostsOf].flatMap(([rack, hosts]) => hosts.map((host): [string, string] => [host, rack])))
  const { devices, needed } = graph.devices
  for (const of of failures) {
    const out = lostOf(graph, of)
    const { flow, touchedDevices } = losses.settled(out.nodes, false, out)
    const racks = new Set<string>()
    for (const device of touchedDevices) {
      if ((flow.livingCords[device] ?? 0) >= (needed[device] ?? 1)) continue
      const rack = rackOf.get(devices[device]?.path ?? '')
      if (rack !== undefined) racks.add(rack)
    }
    yield { of, racks: [...racks].sort() }
  }
}
