import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { Compute } from '../../twin/model/things.ts'
import { bytes } from '../../twin/model/units.ts'
import { hostsOfNode, type RackNode } from '../labels/topology.ts'

/** What a node computes with, and which of its devices do not say. */
export interface NodeHardware {
  /** All its devices together, or the share of one machine; undefined where none of them says. */
  readonly compute: Compute | undefined
  readonly unknown: readonly ThingPath[]
}

const MIB = 2 ** 20

/** What the servers and GPU systems of a node compute with, by their device types. */
export function nodeHardware(estate: Estate, node: RackNode): NodeHardware {
  const unknown: ThingPath[] = []
  let compute: Compute | undefined
  for (const host of hostsOfNode(estate, node)) {
    const own = estate.deviceType(host.type)?.compute
    if (own) compute = compute ? both(compute, own) : own
    else unknown.push(host.path)
  }
  return { compute: compute && node.machine ? shareOf(compute, node.machine) : compute, unknown }
}

function both(a: Compute, b: Compute): Compute {
  return {
    hosts: a.hosts + b.hosts,
    threads: a.threads + b.threads,
    memory: bytes(a.memory + b.memory),
    gpus: a.gpus + b.gpus,
  }
}

/** Of one machine: what does not divide goes to the first ones. */
function shareOf({ threads, memory, gpus }: Compute, { number, of }: NonNullable<RackNode['machine']>): Compute {
  const share = (whole: number) => Math.floor(whole / of) + (number <= whole % of ? 1 : 0)
  return {
    hosts: 1,
    threads: share(threads),
    memory: bytes(share(Math.floor(memory / MIB)) * MIB),
    gpus: share(gpus),
  }
}
