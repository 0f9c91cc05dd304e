import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Cord, Device, RackPdu } from '../../model/things.ts'
import { ALL_LINES } from '../power/device-table.ts'
import type { PowerLoads } from '../power/loads.ts'
import type { PowerGraph } from '../power/power-graph.ts'

/** An outlet of a rack PDU, with the bank that it is in. */
export interface Plug {
  readonly pdu: string
  readonly outlet: number
  readonly bank?: string
}

/** One cord pulled and put into another outlet. */
export interface CordMove {
  readonly device: Device
  readonly supply: number
  readonly from: Plug
  readonly to: Plug
  /** What the cord carries while all of its device's supplies live. */
  readonly watts: number
}

/**
 * Every move of one cord that takes load off a node, within its rack: to another bank of the same rack PDU, or to another rack PDU of the same side, which no
 * other cord of the device goes to. A device with one cord may change sides: it has no redundancy to lose. One free outlet a bank is named.
 *
 * @param place only devices in racks at or below it
 * @param full number of the node
 */
export function cordMoves(
  estate: Estate,
  graph: PowerGraph,
  loads: PowerLoads,
  place: string,
  full: number,
): CordMove[] {
  const { cordColumn, cordPdu, cordsOf, devices, firstCord } = graph.devices
  const below = feeding(graph, full)
  const moves: CordMove[] = []
  for (const [number, device] of devices.entries()) {
    if (!isWithin(device.path, place)) continue
    const cords = device.cords.filter(({ pdu }) => graph.at.has(pdu))
    for (const [place, cord] of cords.entries()) {
      const index = (firstCord[number] ?? 0) + place
      if (!below.has(cordPdu[index] ?? -1)) continue
      for (const to of targets(estate, device, cord)) {
        const node = graph.at.get(to.pdu) ?? -1
        const isSame = to.pdu === cord.pdu
        // Into lines that all bear it alike, or into the same bank, it would weigh on the node as it does.
        if (isSame && (cordColumn[index] === ALL_LINES || to.bank === bankOf(estate, cord)?.name)) continue
        if (!isSame && cordsOf.get(node)?.some((other) => graph.devices.cordDevice[other] === number)) continue
        const watts = (loads.devices[number] ?? Number.NaN) / cords.length
        moves.push({ device, supply: cord.supply, from: plugOf(estate, cord), to, watts })
      }
    }
  }
  return moves
}

/** The device with the cord where it would go. */
export function moved({ device, supply, to }: CordMove): Device {
  const cords = device.cords.map(
    (cord): Cord => (cord.supply === supply ? { ...cord, pdu: to.pdu as Cord['pdu'], outlet: to.outlet } : cord),
  )
  return { ...device, cords }
}

/** Numbers of the node and of all that it feeds as a primary. */
function feeding({ nodes }: PowerGraph, full: number): ReadonlySet<number> {
  const below = new Set([full])
  for (const [number, { primaries }] of nodes.entries())
    if (primaries.some((above) => below.has(above))) below.add(number)
  return below
}

function* targets(estate: Estate, device: Device, cord: Cord): Generator<Plug> {
  const rack = estate.parent(device)
  const own = estate.find(cord.pdu)
  if (rack?.kind !== 'rack' || own?.kind !== 'rack-pdu') return
  const used = new Set<string>()
  const inside = estate.children(rack.path)
  for (const child of inside)
    if (child.kind === 'device') for (const { pdu, outlet } of child.cords) used.add(`${pdu}#${outlet}`)
  for (const pdu of inside) {
    if (pdu.kind !== 'rack-pdu' || (pdu.side !== own.side && device.cords.length > 1)) continue
    const ranges = pdu.banks.length > 0 ? pdu.banks : [{ name: undefined, outlets: [1, pdu.outlets] as const }]
    for (const { name, outlets } of ranges) {
      const free = firstFree(pdu, outlets, used)
      if (free !== undefined) yield { pdu: pdu.path, outlet: free, ...(name !== undefined && { bank: name }) }
    }
  }
}

function firstFree(
  { path }: RackPdu,
  [first, last]: readonly [number, number],
  used: ReadonlySet<string>,
): number | undefined {
  for (let outlet = first; outlet <= last; outlet++) if (!used.has(`${path}#${outlet}`)) return outlet
  return undefined
}

function plugOf(estate: Estate, cord: Cord): Plug {
  const bank = bankOf(estate, cord)
  return { pdu: cord.pdu, outlet: cord.outlet, ...(bank && { bank: bank.name }) }
}

function bankOf(estate: Estate, { pdu: path, outlet }: Cord): RackPdu['banks'][number] | undefined {
  const pdu = estate.find(path)
  return pdu?.kind === 'rack-pdu'
    ? pdu.banks.find(({ outlets: [first, last] }) => outlet >= first && outlet <= last)
    : undefined
}
