import type { Device, DeviceType, Rack, Thing } from '../../../model/things.ts'

export type Face = 'front' | 'rear'

/** A device on a face of the rack; `through` when it is mounted on the other face and its depth fills this one. */
export interface Slot {
  readonly device: Device
  readonly type: DeviceType | undefined
  /** Rack units from the bottom, from 1, in halves. */
  readonly position: number
  readonly height: number
  readonly through: boolean
}

/** Devices with a position as one face shows them, lowest first. A full-depth device blocks the other face. */
export function slotsOf(
  things: readonly Thing[],
  types: Readonly<Record<string, DeviceType>>,
  face: Face,
): readonly Slot[] {
  return things
    .flatMap((thing): Slot[] => {
      if (thing.kind !== 'device' || thing.position === undefined) return []
      const type = types[thing.type]
      const through = thing.face !== face
      if (through && type?.depth === 'half') return []
      return [{ device: thing, type, position: thing.position, height: type?.height ?? 1, through }]
    })
    .sort((one, other) => one.position - other.position)
}

/** Whole units that nothing touches on a face, from 1. */
export function freeUnits(rack: Rack, slots: readonly Slot[]): readonly number[] {
  const free: number[] = []
  for (let unit = 1; unit <= rack.units; unit++) {
    if (!slots.some(({ position, height }) => position < unit + 1 && position + height > unit)) free.push(unit)
  }
  return free
}

/** Rack units that devices take, whichever the face; two half-depth devices back to back take their units once. */
export function usedUnits(rack: Rack, things: readonly Thing[], types: Readonly<Record<string, DeviceType>>): number {
  const halves = new Set<number>()
  for (const face of ['front', 'rear'] as const) {
    for (const { position, height } of slotsOf(things, types, face)) {
      for (let half = 0; half < height * 2; half++) halves.add(Math.round(position * 2) + half)
    }
  }
  return Math.min(rack.units, halves.size / 2)
}
