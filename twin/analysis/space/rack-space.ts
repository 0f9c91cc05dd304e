import type { Device, DeviceType, Rack } from '../../model/things.ts'

/** Rack units that lie together, in half units. */
export interface FreeRun {
  /** The lowest unit, from 1. */
  readonly from: number
  readonly units: number
}

export interface RackSpace {
  readonly units: number
  /** Front and rear counted once: a unit with a half-depth device is taken. */
  readonly taken: number
  readonly free: number
  /** Free to their full depth, from the bottom up. */
  readonly runs: readonly FreeRun[]
  readonly largestRun: number
  /** The largest run over what is free; NaN in a full rack. */
  readonly efficiency: number
  /** Runs behind or before half-depth devices, where another half-depth device fits. */
  readonly halfDepthRuns: readonly (FreeRun & { readonly face: Device['face'] })[]
}

type Placed = Pick<Device, 'position' | 'type' | 'face'>

const FRONT = 1
const REAR = 2

/**
 * What is taken of a rack and what is free, unit by unit in halves. Blanking panels take nothing; a device without position (0U)
 * takes nothing; what stands out of the rack is cut off.
 */
export function rackSpace(
  rack: Pick<Rack, 'units'>,
  devices: readonly Placed[],
  typeOf: (slug: string) => DeviceType | undefined,
): RackSpace {
  const halves = occupancy(rack, devices, typeOf)
  const taken = halves.reduce((sum, half) => sum + (half === 0 ? 0 : 1), 0) / 2
  const runs = runsWhere(halves, (half) => half === 0)
  const largestRun = Math.max(0, ...runs.map(({ units }) => units))
  const units = halves.length / 2
  const halfDepthRuns = [
    ...runsWhere(halves, (half) => half === REAR).map((run) => ({ ...run, face: 'front' as const })),
    ...runsWhere(halves, (half) => half === FRONT).map((run) => ({ ...run, face: 'rear' as const })),
  ]
  const free = units - taken
  return {
    units,
    taken,
    free,
    runs,
    largestRun,
    efficiency: free === 0 ? Number.NaN : largestRun / free,
    halfDepthRuns,
  }
}

/** The faces that are taken of each half unit, from the bottom up. */
function occupancy(
  rack: Pick<Rack, 'units'>,
  devices: readonly Placed[],
  typeOf: (slug: string) => DeviceType | undefined,
): Uint8Array {
  const halves = new Uint8Array(Math.ceil(rack.units * 2))
  for (const { position, type, face } of devices) {
    const known = typeOf(type)
    if (position === undefined || !known || known.role === 'blank') continue
    const faces = known.depth === 'full' ? FRONT | REAR : face === 'front' ? FRONT : REAR
    const first = Math.round((position - 1) * 2)
    const end = Math.min(halves.length, first + Math.round(known.height * 2))
    for (let half = Math.max(0, first); half < end; half++) halves[half] = (halves[half] ?? 0) | faces
  }
  return halves
}

function runsWhere(halves: Uint8Array, is: (half: number) => boolean): FreeRun[] {
  const runs: FreeRun[] = []
  for (let half = 0; half < halves.length; half++) {
    if (!is(halves[half] ?? 0)) continue
    const first = half
    while (half < halves.length && is(halves[half] ?? 0)) half++
    runs.push({ from: first / 2 + 1, units: (half - first) / 2 })
  }
  return runs
}
