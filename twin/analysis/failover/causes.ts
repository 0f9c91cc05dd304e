import { DEAD } from '../power/energise.ts'
import type { PowerGraph } from '../power/power-graph.ts'
import type { Settled } from './settled.ts'

/** One step of the way from what is down to why. */
export interface Cause {
  readonly path: string
  readonly bank?: string
  readonly what: 'has no power' | 'is lost' | 'opened'
}

/**
 * From a device or a node without power up to all that was lost or tripped, each step once, what draws before what it draws from. The
 * steps that are no `has no power` are the ends.
 *
 * @param of number of a device, or a node
 */
export function causesOf(
  graph: PowerGraph,
  settled: Settled,
  of: number | { readonly node: number },
): readonly Cause[] {
  if (typeof of !== 'number') return upFrom(graph, settled, of.node)
  const { cordBank, cordPdu, firstCord, banks } = graph.devices
  const causes: Cause[] = []
  const told = new Set<string>()
  const tell = (cause: Cause) => {
    const key = `${cause.path}#${cause.bank ?? ''}`
    if (!told.has(key)) causes.push(cause)
    told.add(key)
  }
  for (let cord = firstCord[of] ?? 0; cord < (firstCord[of + 1] ?? 0); cord++) {
    const pdu = cordPdu[cord] ?? -1
    const bank = cordBank[cord] ?? -1
    const part = settled.out.cords?.get(cord)
    if (part !== undefined) tell({ path: part, what: 'is lost' })
    else if (settled.energised.state[pdu] === DEAD) for (const cause of upFrom(graph, settled, pdu)) tell(cause)
    else if (settled.out.banks.has(bank)) {
      const what = settled.trips.some((trip) => trip.bank === bank) ? 'opened' : 'is lost'
      tell({ path: graph.nodes[pdu]?.thing.path ?? '', bank: banks[bank]?.bank.name ?? '', what })
    }
  }
  return causes
}

/** From a node without power over all that it could have drawn from. */
function upFrom(graph: PowerGraph, { energised, out, trips }: Settled, start: number): Cause[] {
  const causes: Cause[] = []
  const met = new Set<number>()
  const climb = (number: number) => {
    if (met.has(number) || energised.state[number] !== DEAD) return
    met.add(number)
    const { alternates = [], primaries = [], thing } = graph.nodes[number] ?? {}
    const path = thing?.path ?? ''
    if (out.nodes.has(number))
      causes.push({ path, what: trips.some(({ node }) => node === number) ? 'opened' : 'is lost' })
    else if (out.inputs?.has(number)) {
      causes.push({ path, what: 'has no power' }, { path: `${path}/input`, what: 'is lost' })
    } else {
      causes.push({ path, what: 'has no power' })
      for (const above of [...primaries, ...alternates]) climb(above)
    }
  }
  climb(start)
  return causes
}
