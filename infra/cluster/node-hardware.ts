import type { Estate } from '../../twin/model/estate.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { Compute } from '../../twin/model/things.ts'
import { bytes } from '../../twin/model/units.ts'
import { hostsOf } from '../labels/topology.ts'

/** What a node computes with, and which of its devices do not say. */
export interface NodeHardware {
  /** All devices of the rack together; undefined where none of them says. */
  readonly compute: Compute | undefined
  readonly unknown: readonly ThingPath[]
}

/** What the servers and GPU systems of a rack compute with, by their device types. */
export function nodeHardware(estate: Estate, rack: ThingPath): NodeHardware {
  const unknown: ThingPath[] = []
  let compute: Compute | undefined
  for (const host of hostsOf(estate, rack)) {
    const own = estate.deviceType(host.type)?.compute
    if (own) compute = compute ? both(compute, own) : own
    else unknown.push(host.path)
  }
  return { compute, unknown }
}

function both(a: Compute, b: Compute): Compute {
  return {
    hosts: a.hosts + b.hosts,
    threads: a.threads + b.threads,
    memory: bytes(a.memory + b.memory),
    gpus: a.gpus + b.gpus,
  }
}
