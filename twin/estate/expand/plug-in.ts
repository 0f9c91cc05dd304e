import type { DeviceTypeText } from '../schema/catalogue.ts'
import type { Entry } from './catalogue.ts'
import type { Origin } from './expansion.ts'
import { Outlets } from './outlets.ts'
import { below, type Problems } from './problems.ts'
import type { Slot } from './rack-plan.ts'
import { fill } from './scope.ts'

/** Three phases: racks beside each other begin with one line each. */
export const LINES = 3

interface RackAtHand {
  readonly rack: Origin
  /** In its row or pattern. */
  readonly number: number
  readonly devices: ReadonlyMap<string, Entry<DeviceTypeText>>
  readonly problems: Problems
}

interface WrittenCord {
  readonly origin: Origin
  readonly supply: number
  readonly pdu: string
  /** The outlet that the file names. */
  readonly wished: number | undefined
  /** As it is written. */
  readonly outletText: string | undefined
  readonly watts: number
  outlet?: number
}

/** Gives every cord of a rack its outlet: those that name one first, so that nobody else gets it. */
export function plugIn(slots: readonly Slot[], at: RackAtHand): Slot[] {
  const outlets = new Map<string, Outlets>()
  for (const { name, pdu } of slots) if (pdu) outlets.set(name, new Outlets(pdu.text, at.number % LINES))
  const cords = slots.map((slot) => cordsOf(slot, at.devices))
  // Of a rack PDU of an unknown type nobody knows the outlets: that is told at its type.
  const untyped = new Set(slots.flatMap(({ name, text, pdu }) => (text.kind === 'rack-pdu' && !pdu ? [name] : [])))
  const all = cords.flat().filter(({ pdu }) => !untyped.has(pdu))
  for (const cord of all) if (cord.wished !== undefined) plug(cord, cord.wished, outlets, at)
  for (const cord of all) if (cord.wished === undefined) plug(cord, undefined, outlets, at)
  return slots.map((slot, number) => ({
    ...slot,
    cords: (cords[number] ?? []).flatMap(({ supply, pdu, outlet }) =>
      outlet === undefined ? [] : [{ supply, pdu, outlet }],
    ),
  }))
}

function plug(
  cord: WrittenCord,
  wished: number | undefined,
  outlets: ReadonlyMap<string, Outlets>,
  { rack, problems }: RackAtHand,
): void {
  const pdu = outlets.get(cord.pdu)
  if (!pdu) {
    problems.add(cord.origin, `is no rack PDU of this rack (${rack.path.at(-1)})`, {
      found: cord.pdu,
      candidates: () => outlets.keys(),
    })
    return
  }
  const outcome = wished === undefined ? 'taken' : pdu.take(wished, cord.watts)
  const outlet = wished ?? pdu.next(cord.watts)
  if (outcome !== 'taken') {
    const isMissing = outcome === 'missing'
    problems.add(cord.origin, `is an outlet that ${isMissing ? 'the rack PDU has not' : 'another cord has'}`, {
      found: `${cord.pdu}:${cord.outletText}`,
      ...(isMissing ? { allowed: `1 to ${pdu.count}` } : {}),
    })
  } else if (outlet === undefined) problems.add(cord.origin, `finds no free outlet on ${cord.pdu}`)
  else cord.outlet = outlet
}

function cordsOf({ text, member, type, origin }: Slot, devices: RackAtHand['devices']): WrittenCord[] {
  if (text.kind !== 'device') return []
  const { typicalPower, power } = devices.get(type ?? '')?.text ?? {}
  // At the usual draw, shared by its supplies.
  const watts = (typicalPower ?? power ?? 0) / Math.max(1, text.cords.length)
  return text.cords.map((cord, at) => {
    const [pdu = '', outlet] = fill(cord, member, undefined).split(':')
    const wished = outlet === undefined ? undefined : Number(outlet)
    return { origin: below(origin, 'cords', at), supply: at + 1, pdu, wished, outletText: outlet, watts }
  })
}
