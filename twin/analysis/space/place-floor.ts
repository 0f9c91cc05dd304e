import type { FloorLoad } from './floor-load.ts'

/** The fullest of racks by one of the floor's limits. */
export interface FullestFloor {
  readonly rack: string
  /** kg/m², or kilograms on a foot. */
  readonly value: number
  /** A mass is not known: it is more. */
  readonly atLeast: boolean
  /** NaN where the room says none. */
  readonly limit: number
}

/** What racks lay on their floors. */
export interface PlaceFloor {
  /** Undefined where there is no rack. */
  readonly load: FullestFloor | undefined
  readonly point: FullestFloor | undefined
  /** Racks that lay more on it than it bears, for sure. */
  readonly beyond: number
  /** Racks of which a mass or both limits are not known. */
  readonly unknown: number
}

export function placeFloor(racks: readonly FloorLoad[]): PlaceFloor {
  return {
    load: fullest(
      racks,
      ({ load }) => load,
      ({ loadLimit }) => loadLimit,
    ),
    point: fullest(
      racks,
      ({ point }) => point,
      ({ pointLimit }) => pointLimit,
    ),
    beyond: racks.filter(isBeyond).length,
    unknown: racks.filter(({ left, unknown }) => unknown > 0 || left === Number.POSITIVE_INFINITY).length,
  }
}

function isBeyond({ left }: FloorLoad): boolean {
  return left < 0
}

/** By share of the limit; where none is known by the load itself. */
function fullest(
  racks: readonly FloorLoad[],
  figureOf: (rack: FloorLoad) => number,
  limitOf: (rack: FloorLoad) => number,
): FullestFloor | undefined {
  let most: FloorLoad | undefined
  const rank = (rack: FloorLoad) => {
    const share = figureOf(rack) / limitOf(rack)
    return Number.isNaN(share) ? figureOf(rack) / 1e9 : share
  }
  for (const rack of racks) if (!most || rank(rack) > rank(most)) most = rack
  return most && { rack: most.rack, value: figureOf(most), atLeast: most.unknown > 0, limit: limitOf(most) }
}
