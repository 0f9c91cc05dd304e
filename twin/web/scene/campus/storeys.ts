import type { Building } from '../../../model/things.ts'
import type { ConstructionByThing } from '../../state/construction.ts'

/** Where a storey begins and how high it is, in metres above the ground. */
export interface Storey {
  readonly base: number
  readonly height: number
}

/** The storeys of a building, the lowest first: its ground floor where one is given, the others alike. */
export function storeysOf({
  height,
  floors,
  groundFloor,
}: Pick<Building, 'height' | 'floors' | 'groundFloor'>): Storey[] {
  const first = floors > 1 ? (groundFloor ?? height / floors) : height
  const other = floors > 1 ? (height - first) / (floors - 1) : 0
  return Array.from({ length: floors }, (_, floor) =>
    floor === 0 ? { base: 0, height: first } : { base: first + (floor - 1) * other, height: other },
  )
}

/** Metres that the edge of a roof stands above it, where nobody says it. */
const PARAPET = 0.6

/** How far the edge of a roof stands above it. */
export function parapetOf(roof: Building['roof']): number {
  return roof?.parapet ?? PARAPET
}

/** How much of a building stands: its parts have levels, which are its storeys from 0 and, as the last, its roof. */
export interface Progress {
  readonly state: 'planned' | 'under-construction' | 'commissioned'
  /** Levels that are done: so many of the lowest. */
  readonly done: number
  /** The level that is being built; undefined where none is. */
  readonly atWork: number | undefined
}

/** What of a building stands, by its state and by the share of it that is done, which is told by storeys. */
export function progressOf(
  { state, share }: Pick<NonNullable<ReturnType<ConstructionByThing['get']>>, 'state' | 'share'>,
  floors: number,
): Progress {
  switch (state) {
    case 'planned':
      return { state, done: 0, atWork: undefined }
    case 'commissioned':
      return { state, done: floors + 1, atWork: undefined }
    case 'under-construction': {
      // A share that is told by months of days must not lose a storey to rounding.
      const done = Math.max(0, Math.min(floors, Math.floor(share * floors + 1e-9)))
      return { state, done, atWork: done }
    }
  }
}
