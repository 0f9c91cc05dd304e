import type { Device, DeviceType, Rack, Thing } from '../../model/things.ts'
import { type RunsOfSize, runsBySize, type StillFit, stillFit } from './fragmentation.ts'
import { type FreeRun, rackSpace } from './rack-space.ts'

/** What is taken of the rack units of one rack or many, and in what pieces the rest lies. */
export interface PlaceSpace {
  readonly units: number
  readonly taken: number
  readonly free: number
  /** Free to its full depth, in one rack. */
  readonly largestRun: number
  /** Share of the free units that lie in the largest run of their rack; NaN where none is free. */
  readonly efficiency: number
  /** Runs that are free to their full depth, by size. */
  readonly runs: readonly RunsOfSize[]
  /** How many devices still fit, by height. */
  readonly fits: readonly StillFit[]
  /** Largest run before or behind half-depth devices, where only another one of these fits. */
  readonly largestHalfDepthRun: number
  /** Beside the rails: rack PDUs and devices without a position, and the places for them, of racks that say how many. */
  readonly zeroU: { readonly used: number; readonly places: number; readonly unknown: number }
}

/** One rack's space, with its runs one by one so that several can be added up. */
export interface CountedSpace {
  readonly taken: number
  readonly units: number
  readonly runs: readonly FreeRun[]
  readonly halfDepth: number
  readonly zeroU: number
  readonly zeroUPlaces: number | undefined
}

/** @param inside what stands in the rack */
export function countSpace(
  rack: Rack,
  inside: readonly Thing[],
  typeOf: (slug: string) => DeviceType | undefined,
): CountedSpace {
  const devices = inside.filter((child): child is Device => child.kind === 'device')
  const { halfDepthRuns, runs, taken, units } = rackSpace(rack, devices, typeOf)
  const strips = inside.filter(({ kind }) => kind === 'rack-pdu').length
  const hanging = devices.filter(({ position, type }) => position === undefined && typeOf(type)?.role !== 'blank')
  const halfDepth = Math.max(0, ...halfDepthRuns.map((run) => run.units))
  return { taken, units, runs, halfDepth, zeroU: strips + hanging.length, zeroUPlaces: rack.zeroUPlaces }
}

/** Racks together. */
export function placeSpace(racks: readonly CountedSpace[]): PlaceSpace {
  const sum = (of: (rack: CountedSpace) => number) => racks.reduce((total, rack) => total + of(rack), 0)
  const greatest = (of: (rack: CountedSpace) => number) => racks.reduce((most, rack) => Math.max(most, of(rack)), 0)
  const largest = ({ runs }: CountedSpace) => runs.reduce((most, { units }) => Math.max(most, units), 0)
  const runs = racks.flatMap((rack) => rack.runs)
  const [units, taken] = [sum((rack) => rack.units), sum((rack) => rack.taken)]
  const free = units - taken
  return {
    ...{ units, taken, free },
    largestRun: greatest(largest),
    efficiency: free > 0 ? sum(largest) / free : Number.NaN,
    runs: runsBySize(runs),
    fits: stillFit(runs),
    largestHalfDepthRun: greatest(({ halfDepth }) => halfDepth),
    zeroU: {
      used: sum(({ zeroU }) => zeroU),
      places: sum(({ zeroUPlaces }) => zeroUPlaces ?? 0),
      unknown: racks.filter(({ zeroUPlaces }) => zeroUPlaces === undefined).length,
    },
  }
}
