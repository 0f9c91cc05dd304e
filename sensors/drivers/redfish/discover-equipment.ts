import type { RedfishApi } from './api.ts'
import { membersOf, sensorsOf } from './discover-chassis.ts'
import { asDocument, type Document, linkOf, textOf } from './document.ts'
import { extractCircuit, extractCoolant, extractDistribution } from './extract-equipment.ts'
import { extractEnvironment } from './extract-metrics.ts'
import { ordinal } from './names.ts'
import type { Source } from './source.ts'

/** What a rack PDU has to read (PowerDistribution 1.x): sums, inlets, branches, outlets, sensors. */
export function discoverPdu(pdu: Document, prefix: string): Source[] {
  const sources: Source[] = []
  const add = (reference: unknown, read: (at: string) => Source['read']) => {
    const at = linkOf(reference)
    if (at !== undefined) sources.push({ at, prefix, legacy: false, read: read(at) })
  }
  add(pdu.Metrics, (at) => async (api) => extractDistribution(await api.get(at), at))
  add(pdu.Mains, (at) =>
    circuits(at, (n) =>
      n === 1
        ? { component: '', line: (name) => name }
        : { component: `inlet-${n}`, line: (name) => `inlet-${n}-${name}` },
    ),
  )
  add(pdu.Branches, (at) => circuits(at, (n) => ({ component: `bank-${n}`, line: (name) => `bank-${n}-${name}` })))
  add(pdu.Outlets, (at) => circuits(at, (n) => ({ component: `outlet-${n}`, line: (name) => `outlet-${n}-${name}` })))
  add(pdu.Sensors, sensorsOf)
  add(pdu.EnvironmentMetrics, environmentOf)
  return sources
}

/** What a cooling unit has to read (CoolingUnit 1.x). */
export async function discoverCoolingUnit(api: RedfishApi, unit: Document, prefix: string): Promise<Source[]> {
  const sources: Source[] = []
  const add = (reference: unknown, read: (at: string) => Source['read']) => {
    const at = linkOf(reference)
    if (at !== undefined) sources.push({ at, prefix, legacy: false, read: read(at) })
  }
  add(unit.EnvironmentMetrics, environmentOf)
  for (const [property, side] of [
    ['PrimaryCoolantConnectors', 'primary'],
    ['SecondaryCoolantConnectors', 'secondary'],
  ] as const) {
    // One connector of a side tells of the loop; several are told apart by nothing that a name could rest on.
    const [connector] = await membersOf(api, unit[property])
    add(connector, (at) => async (reader) => extractCoolant(await reader.get(at), at, side))
  }
  return sources
}

function environmentOf(at: string): Source['read'] {
  return async (api) => extractEnvironment(await api.get(at), at)
}

/** Circuits by their number: that of the id or name where all have a different one, else by their order. */
function circuits(
  at: string,
  place: (n: number) => { readonly component: string; readonly line: (name: string) => string },
): Source['read'] {
  return async (api) => {
    const members = await api.members(at)
    const numbers = members.map((member) => trailingNumber(textOf(member.Id)) ?? ordinal(textOf(member.Name)))
    const areDistinct = new Set(numbers).size === members.length && !numbers.includes(undefined)
    return members.flatMap((member, index) => {
      const { component, line } = place((areDistinct ? numbers[index] : undefined) ?? index + 1)
      return extractCircuit(asDocument(member), linkOf(member) ?? at, component, line)
    })
  }
}

function trailingNumber(id: string | undefined): number | undefined {
  const digits = /(\d{1,4})$/.exec(id ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}
