import type { Estate } from '../../../twin/model/estate.ts'
import type { Point2 } from '../../../twin/model/geometry.ts'
import type { Crah, Rack, Room, Thing } from '../../../twin/model/things.ts'
import type { CrahUnit } from './crah-unit.ts'
import { RackAir } from './rack-air.ts'
import { type ColdAisle, RoomAir } from './room-air.ts'

/** The rooms that hold racks, with the air handlers that blow into each. */
export function planRooms(estate: Estate, crahs: readonly CrahUnit[], seed: number): readonly RoomAir[] {
  const racks = new Map<Room, Rack[]>()
  for (const rack of estate.ofKind('rack')) {
    const room = roomOf(rack, estate)
    if (!room) continue
    const known = racks.get(room)
    if (known) known.push(rack)
    else racks.set(room, [rack])
  }
  const rooms = [...racks.keys()]
  const blown = new Map<Room, CrahUnit[]>()
  for (const crah of crahs) {
    const room = roomOf(crah.thing, estate) ?? roomOfZone(crah.thing, rooms) ?? roomAround(crah.thing, rooms)
    if (room) blown.set(room, [...(blown.get(room) ?? []), crah])
  }
  return rooms.map((room) => new RoomAir(room, aislesOf(racks.get(room) ?? [], estate, seed), blown.get(room) ?? []))
}

function aislesOf(racks: readonly Rack[], estate: Estate, seed: number): ColdAisle[] {
  const groups = new Map<string, Rack[]>()
  const rows = new Map<string, Rack[]>()
  const push = (map: Map<string, Rack[]>, key: string, rack: Rack) => {
    const known = map.get(key)
    if (known) known.push(rack)
    else map.set(key, [rack])
  }
  for (const rack of racks) {
    const row = estate.parent(rack)
    const rowPath = row?.path ?? ''
    push(rows, rowPath, rack)
    push(groups, (row?.kind === 'row' ? row.coldAisle : undefined) ?? rowPath, rack)
  }
  const ends = new Set<Rack>()
  for (const row of rows.values()) for (const end of [row[0], row.at(-1)]) if (end) ends.add(end)
  return [...groups.values()].map((members) => ({
    racks: members.map((rack) => new RackAir(rack, ends.has(rack), seed)),
    centre: centreOf(members),
    temperature: 21.5,
    need: 0,
    supplied: 0,
    suppliedHeat: 0,
    recirculated: 0,
    bypassed: 0,
  }))
}

function centreOf(racks: readonly Rack[]): Point2 {
  const sum = { x: 0, y: 0 }
  for (const { placement } of racks) {
    sum.x += placement.at.x
    sum.y += placement.at.y
  }
  return { x: sum.x / racks.length, y: sum.y / racks.length } as Point2
}

/** The room that a thing stands in, by its path. */
export function roomOf(thing: Thing, estate: Estate): Room | undefined {
  for (let at: Thing | undefined = thing; at; at = estate.parent(at)) if (at.kind === 'room') return at
  return undefined
}

/** A unit outside the room (a gallery) may name the room as its zone. */
function roomOfZone(crah: Crah, rooms: readonly Room[]): Room | undefined {
  return rooms.find(
    (room) => crah.zone !== undefined && (room.path === crah.zone || room.path.endsWith(`/${crah.zone}`)),
  )
}

/** Else the nearest room of its site. */
function roomAround(crah: Crah, rooms: readonly Room[]): Room | undefined {
  const site = crah.path.split('/')[0] ?? ''
  let best: { room: Room; distance: number } | undefined
  for (const room of rooms) {
    if (!room.path.startsWith(`${site}/`)) continue
    for (const corner of room.footprint) {
      const distance = Math.hypot(corner.x - crah.placement.at.x, corner.y - crah.placement.at.y)
      if (!best || distance < best.distance) best = { room, distance }
    }
  }
  return best?.room
}
