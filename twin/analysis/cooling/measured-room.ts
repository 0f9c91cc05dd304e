import type { RoomKnowledge } from './cooling-failure.ts'
import type { ThermalParameters } from './room-thermal.ts'

/** What is measured and recorded of a room, in a form that travels between threads. */
export interface MeasuredRoom {
  readonly room: string
  /** Means of fresh values, °C: of the intakes, and of the air that comes back to the coolers. */
  readonly air?: { readonly intake: number; readonly returned: number }
  /** Fitted to a record in which the coolers moved no air. */
  readonly still?: ThermalParameters
}

/** The same by room, for the minutes without cooling. */
export function knowledgeOf(rooms: readonly MeasuredRoom[]): RoomKnowledge {
  const byPath = new Map(rooms.map((one) => [one.room, one] as const))
  return {
    airOf: (room) => byPath.get(room)?.air,
    thermalOf: (room, fans) => (fans === 'off' ? byPath.get(room)?.still : undefined),
  }
}
