import type { Probe, Thing } from '../../model/things.ts'

/** Roles of probes that belong to a rack or a cooler, whose own mark speaks for them. */
const OF_EQUIPMENT: ReadonlySet<Probe['role']> = new Set(['intake', 'exhaust', 'supply-air', 'return-air'])

/** A probe that stands for a place in the room itself: air of the room, a leak rope, a smoke head, a door, suppression. */
export function isRoomProbe(thing: Thing): thing is Probe {
  return thing.kind === 'probe' && !OF_EQUIPMENT.has(thing.role)
}
