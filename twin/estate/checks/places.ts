import type { Point3 } from '../../model/geometry.ts'
import type { Draft } from '../expand/expansion.ts'
import type { DraftOf, DraftsByPath } from './drafts-by-path.ts'
import { type EstateProblem, within } from './estate-problem.ts'
import { cornersOf, distanceToEdge, isInside, overlap, type Rectangle, rectangleOf } from './rectangle.ts'

type Room = DraftOf<'room'>

/** A rack with what it covers. */
interface Standing {
  readonly draft: Draft
  readonly ground: Rectangle
  readonly foot: number
  readonly top: number
}

/** Racks outside of their room or where another one is; cooling units and probes outside of their room. */
export function* checkPlaces(things: DraftsByPath): Iterable<EstateProblem> {
  const racks = new Map<string, Standing[]>()
  for (const draft of things.drafts) {
    const { thing, origin } = draft
    const room = things.roomAround(thing.path)
    if (thing.kind === 'rack') {
      if (draft.isUntyped) continue
      const { at, size } = thing.placement
      const rack = { draft, ground: rectangleOf(thing.placement), foot: at.z, top: at.z + size.height }
      const where = room?.path ?? thing.path.split('/')[0] ?? ''
      const beside = racks.get(where)
      if (beside) beside.push(rack)
      else racks.set(where, [rack])
      if (room && !cornersOf(rack.ground).every((corner) => isInside(corner, room.footprint))) {
        yield {
          origin,
          message: 'stands outside of its room',
          found: `${thing.path} at ${place(at)}`,
          allowed: extentOf(room),
        }
      }
    } else if (thing.kind === 'crah') {
      yield* checkCoolingUnit(draft, thing, things)
    } else if (thing.kind === 'probe' && room && thing.role !== 'outside' && isOutside(thing.at, room)) {
      yield {
        origin,
        message: 'hangs outside of its room',
        found: `${thing.path} at ${place(thing.at)}`,
        allowed: extentOf(room),
      }
    }
  }
  for (const beside of racks.values()) yield* overlapping(beside)
}

/** A unit of a gallery or outdoors names the room that it blows into as its zone; any other stands where it is written. */
function* checkCoolingUnit({ origin }: Draft, crah: DraftOf<'crah'>, things: DraftsByPath): Iterable<EstateProblem> {
  const room = things.roomAround(crah.path)
  const { zone, placement } = crah
  if (zone !== undefined && !things.rooms().some(({ path }) => isNamed(path, zone))) {
    yield {
      origin: within(origin, 'zone'),
      message: 'is no room',
      found: zone,
      allowed: 'the path of a room, or the end of one',
      candidates: () => things.rooms().map(({ path }) => path),
    }
  }
  if (!room || (zone !== undefined && isNamed(room.path, zone))) return
  const { at, size } = placement
  const isUnderRoof = at.z >= room.floor - HAND && at.z + size.height <= room.floor + room.height + HAND
  if (isUnderRoof && cornersOf(rectangleOf(placement)).every((corner) => isInside(corner, room.footprint))) return
  yield {
    origin: within(origin, 'at'),
    message: 'has a cooling unit stand outside of its room',
    found: `${crah.path}, ${size.height} m high, at ${place(at)}`,
    allowed: `${extentOf(room)}; one that is meant to stand outside says zone: ${room.path}`,
  }
}

function isNamed(path: string, zone: string): boolean {
  return path === zone || path.endsWith(`/${zone}`)
}

/** From west to east, so that each is compared only with those that reach as far. */
function* overlapping(racks: Standing[]): Iterable<EstateProblem> {
  const west = ({ ground }: Standing) => ground.middle.x - ground.reach.x
  racks.sort((a, b) => west(a) - west(b))
  let open: Standing[] = []
  for (const rack of racks) {
    open = open.filter(({ ground }) => ground.middle.x + ground.reach.x > west(rack))
    const other = open.find((one) => one.foot < rack.top && rack.foot < one.top && overlap(one.ground, rack.ground))
    if (other) {
      // Of the two, the one that is written later is where the other already was.
      const { thing, origin } = rack.draft
      yield {
        origin,
        message: 'stands where another rack stands',
        found: `${thing.path} at ${place(rack.ground.middle)}`,
        allowed: `a place beside ${other.draft.thing.path}, which is at ${place(other.ground.middle)}`,
      }
    }
    open.push(rack)
  }
}

/** A door's contact is on the wall, a rope on the floor, a smoke head under the ceiling: what is within a hand is inside. */
const HAND = 0.1

function isOutside(at: Point3, room: Room): boolean {
  if (at.z < room.floor - HAND || at.z > room.floor + room.height + HAND) return true
  return !isInside(at, room.footprint) && distanceToEdge(at, room.footprint) > HAND
}

function place(at: { readonly x: number; readonly y: number; readonly z?: number }): string {
  return [at.x, at.y, ...(at.z === undefined ? [] : [at.z])].map((metres) => Number(metres.toFixed(3))).join(', ')
}

function extentOf({ path, footprint, floor, height }: Room): string {
  const span = (values: readonly number[]) => `${Math.min(...values)} to ${Math.max(...values)}`
  const [x, y] = [footprint.map((corner) => corner.x), footprint.map((corner) => corner.y)]
  return `${path} is from ${span(x)} m east, ${span(y)} m north, ${floor} to ${floor + height} m up (all from the site's origin)`
}
