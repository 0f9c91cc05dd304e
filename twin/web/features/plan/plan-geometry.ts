import type { Placement, Point2 } from '../../../model/geometry.ts'
import type { SurfaceKind } from '../../../model/ground.ts'
import type { Crah, Probe, Rack, Thing } from '../../../model/things.ts'
import { layOutGround } from '../../scene/campus/ground-layout.ts'
import type { WebEstate } from '../../state/web-estate.ts'

/** A piece of ground in metres as SVG has it: x east, y south. */
export interface Ground {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** An outline on the plan. */
export interface Outline {
  readonly thing: Thing
  readonly points: string
  /** Its bounds. */
  readonly box: Ground
}

/** A piece of a plot's ground on the plan; what comes later lies on what comes before. */
export interface PlanSurface {
  /** Index of its plot. */
  readonly plot: number
  readonly surface: SurfaceKind
  readonly points: string
}

/** A row's name, at the end of the row where it stands free. */
export interface RowLabel {
  readonly thing: Thing
  readonly x: number
  readonly y: number
  readonly side: 'west' | 'east'
  /** Metres that are free there, up to the next cooler at that height; infinite where none stands. */
  readonly room: number
}

/** What the plan of a scope draws. */
export interface PlanDrawing {
  readonly ground: Ground
  readonly surfaces: readonly PlanSurface[]
  readonly outlines: readonly Outline[]
  readonly boxes: readonly (Rack | Crah)[]
  readonly probes: readonly Probe[]
  readonly rows: readonly RowLabel[]
}

/** Metres around a hall; a site has this share of its size, for the scale below it. */
const MARGIN = 1.5
const SITE_MARGIN = 0.04
/** Metres from a rack to the name of its row. */
const BESIDE = 0.25

/** Everything in the scope that has a place on the ground. Undefined where there is nothing. */
export function drawPlan(estate: WebEstate, scope: string): PlanDrawing | undefined {
  const boxes = [...estate.within('rack', scope), ...estate.within('crah', scope)]
  const isRoom = estate.find(scope)?.kind === 'room'
  const outlined = [
    ...estate.within('plot', scope),
    ...estate.within('building', scope),
    ...estate.within('room', scope),
  ]
  const outlines = outlined.map((thing) => ({
    thing,
    points: pointsOf(thing.footprint),
    box: boxOf(thing.footprint),
  }))
  const corners: { x: number; y: number }[] = outlined.flatMap(({ footprint }) =>
    footprint.map(({ x, y }) => ({ x, y: -y })),
  )
  for (const { placement } of boxes) {
    const reach = Math.max(placement.size.width, placement.size.depth) / 2
    corners.push(
      { x: placement.at.x - reach, y: -placement.at.y - reach },
      { x: placement.at.x + reach, y: -placement.at.y + reach },
    )
  }
  if (corners.length === 0) return undefined
  // Probes inside racks would hide them on a whole campus.
  const probes = isRoom
    ? estate.within('probe', scope).filter(({ role }) => role !== 'intake' && role !== 'exhaust')
    : []
  const surfaces = layOutGround(estate.within('plot', scope), ({ index }) => index).flatMap(
    ({ ground, corners: outline, slot }) =>
      ground === 'plain' ? [] : [{ plot: slot, surface: ground, points: pointsOf(outline) }],
  )
  return { ground: groundOf(corners), surfaces, outlines, boxes, probes, rows: isRoom ? rowLabels(estate, scope) : [] }
}

function pointsOf(corners: readonly Point2[]): string {
  return corners.map(({ x, y }) => `${x},${-y}`).join(' ')
}

function groundOf(corners: readonly { x: number; y: number }[]): Ground {
  let [west, north, east, south] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const { x, y } of corners) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    north = Math.min(north, y)
    south = Math.max(south, y)
  }
  const margin = Math.max(MARGIN, Math.max(east - west, south - north) * SITE_MARGIN)
  return { x: west - margin, y: north - margin, width: east - west + 2 * margin, height: south - north + 2 * margin }
}

/** Beside each row's westernmost or easternmost rack, whichever has more room to the next cooler. */
function rowLabels(estate: WebEstate, scope: string): PlanDrawing['rows'] {
  const coolers = estate.within('crah', scope).map(({ placement }) => footBox(placement))
  return estate.within('row', scope).flatMap((thing) => {
    const racks = [...estate.within('rack', thing.path)].sort((one, other) => one.placement.at.x - other.placement.at.x)
    const [west, east] = [racks[0]?.placement, racks.at(-1)?.placement]
    if (!west || !east) return []
    const label = (side: RowLabel['side']): RowLabel => {
      const { at, size } = side === 'east' ? east : west
      const x = at.x + (side === 'east' ? 1 : -1) * (size.width / 2 + BESIDE)
      const y = -at.y
      // A cooler counts that stands at the height of the letters or within a metre of it.
      const beside = coolers.filter((box) => box.y - 1 < y && y < box.y + box.height + 1)
      const gaps = beside.map((box) => (side === 'east' ? box.x - x : x - box.x - box.width)).filter((gap) => gap > 0)
      return { thing, x, y, side, room: Math.min(Number.POSITIVE_INFINITY, ...gaps) }
    }
    const [atWest, atEast] = [label('west'), label('east')]
    return [atEast.room > atWest.room ? atEast : atWest]
  })
}

/** Where a thing stands, as the box that holds it whichever way it is turned. */
function footBox({ at, faces, size }: Placement): Ground {
  const turn = (faces * Math.PI) / 180
  const [sine, cosine] = [Math.abs(Math.sin(turn)), Math.abs(Math.cos(turn))]
  const width = size.width * cosine + size.depth * sine
  const height = size.width * sine + size.depth * cosine
  return { x: at.x - width / 2, y: -at.y - height / 2, width, height }
}

function boxOf(footprint: readonly Point2[]): Ground {
  const xs = footprint.map(({ x }) => x)
  const ys = footprint.map(({ y }) => -y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
