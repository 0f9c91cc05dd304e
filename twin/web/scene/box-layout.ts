import type { Placement, Point3, Size3 } from '../../model/geometry.ts'
import type { Thing } from '../../model/things.ts'
import { heading, metres } from '../../model/units.ts'

/** What of the estate is drawn as a box, one part (one draw call) a kind and room. */
export const BOX_KINDS = ['rack', 'crah', 'chiller', 'probe'] as const
export type BoxKind = (typeof BOX_KINDS)[number]

/** Boxes of one kind in one room, in columns: as many as `things` is long. */
export interface BoxPart {
  readonly kind: BoxKind
  /** Path of the room or site that they stand in. */
  readonly room: string
  /** Thing index of each box. */
  readonly things: Uint32Array
  /** Sixteen numbers a box: column-major transform of the unit cube (centred, edge 1), z up. */
  readonly matrices: Float32Array
  /** Six numbers a box: axis-parallel bounds, least then greatest. */
  readonly bounds: Float32Array
}

/** A probe is a small cube, whatever the real one's size. */
const PROBE_SIZE: Size3 = { width: metres(0.12), depth: metres(0.12), height: metres(0.12) }

/** The boxes of all things that have a place, grouped by kind and room. */
export function layOutBoxes(things: readonly Thing[], roomOf: (thing: Thing) => string): BoxPart[] {
  const groups = new Map<string, { kind: BoxKind; room: string; placed: { index: number; placement: Placement }[] }>()
  for (const thing of things) {
    const placement = placementOf(thing)
    if (!placement) continue
    const kind = thing.kind as BoxKind
    const room = roomOf(thing)
    const key = `${kind} ${room}`
    const group = groups.get(key) ?? { kind, room, placed: [] }
    group.placed.push({ index: thing.index, placement })
    groups.set(key, group)
  }
  return [...groups.values()].map(({ kind, room, placed }) => {
    const things = new Uint32Array(placed.length)
    const matrices = new Float32Array(placed.length * 16)
    const bounds = new Float32Array(placed.length * 6)
    placed.forEach(({ index, placement }, row) => {
      things[row] = index
      matrices.set(transformOf(placement), row * 16)
      bounds.set(boundsOf(placement), row * 6)
    })
    return { kind, room, things, matrices, bounds }
  })
}

/** Where a thing stands, if it is drawn as a box. */
export function placementOf(thing: Thing): Placement | undefined {
  switch (thing.kind) {
    case 'rack':
    case 'crah':
    case 'chiller':
      return thing.placement
    case 'probe':
      return { at: belowCentre(thing.at), size: PROBE_SIZE, faces: heading(0) }
    default:
      return undefined
  }
}

function belowCentre(at: Point3): Point3 {
  return { x: at.x, y: at.y, z: metres(at.z - PROBE_SIZE.height / 2) }
}

/** Unit cube → box: scaled to its size, its front (local +y) turned to the heading (clockwise from north), moved to its place. */
export function transformOf({ at, size, faces }: Placement): number[] {
  const angle = (-faces * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const { width, depth, height } = size
  return [
    ...[cos * width, sin * width, 0, 0],
    ...[-sin * depth, cos * depth, 0, 0],
    ...[0, 0, height, 0],
    ...[at.x, at.y, at.z + height / 2, 1],
  ]
}

/** Axis-parallel bounds of a placed box. */
export function boundsOf({ at, size, faces }: Placement): number[] {
  const angle = (faces * Math.PI) / 180
  const cos = Math.abs(Math.cos(angle))
  const sin = Math.abs(Math.sin(angle))
  const halfX = (cos * size.width + sin * size.depth) / 2
  const halfY = (sin * size.width + cos * size.depth) / 2
  return [at.x - halfX, at.y - halfY, at.z, at.x + halfX, at.y + halfY, at.z + size.height]
}
