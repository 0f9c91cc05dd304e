import type { PlaceCooling } from '../../analysis/cooling/estate-cooling.ts'
import type { RoomIndices } from '../../analysis/cooling/room-indices.ts'
import type { LoopCooling } from '../../analysis/cooling/water-loops.ts'
import type { MediumCooling, ZoneCooling } from '../../analysis/cooling/zone-cooling.ts'
import { count, power, three } from './figures-text.ts'

/** Zones longer than this are left to --json, but for those that do not hold. */
const MOST_ZONES = 8

/** N+1 of the zones and chiller loops of a place, a line each. */
export function coolingLines({ loops, zones }: PlaceCooling): string[] {
  const first = zones.length > MOST_ZONES ? zones.filter((zone) => !holds(zone)) : zones
  return [...first.flatMap(zoneLines), ...loops.map(loopLine)]
}

function holds({ air, liquid }: ZoneCooling): boolean {
  return air?.holds !== false && liquid?.holds !== false
}

function zoneLines({ air, liquid, riseWithoutGreatest, room, unknown }: ZoneCooling): string[] {
  const least = unknown > 0 ? 'at least ' : ''
  const side = (name: string, medium: MediumCooling | undefined, rest: string) =>
    medium
      ? [
          `${room} ${name}: ${least}${power(medium.heat)} of ${power(medium.withoutGreatest)} (${count(medium.units.length)} units, one lost), ${verdict(medium)}${rest}`,
        ]
      : []
  const rise = Number.isNaN(riseWithoutGreatest) ? '' : `, ${three(riseWithoutGreatest)} K of air`
  return [...side('air', air, rise), ...side('liquid', liquid, '')]
}

function loopLine(loop: LoopCooling): string {
  return `${count(loop.chillers.length)} chillers from ${loop.chillers[0]}: ${power(loop.heat)} of ${power(loop.withoutGreatest)} (one lost), ${verdict(loop)}`
}

function verdict({ free, holds: isKept }: { readonly free: number; readonly holds: boolean }): string {
  return isKept ? 'N+1 holds' : `N+1 broken by ${power(-free)}`
}

/** How the air of rooms is measured now, in one block; nothing where none is. */
export function indicesLines(rooms: ReadonlyMap<string, RoomIndices>): string[] {
  if (rooms.size === 0) return []
  return [
    ['Air, measured now', ...[...rooms].map(([room, indices]) => `  ${room}  ${indicesText(indices)}`)].join('\n'),
  ]
}

function indicesText({ equipmentRise, rci, rti, shi }: RoomIndices): string {
  const percent = (value: number) => `${three(value)} %`
  const cool = rci
    ? `RCI ${percent(rci.high)} warm, ${percent(rci.low)} cold side (${count(rci.intakes)} intakes)`
    : 'no intake probe reports: no RCI'
  return [
    cool,
    ...(Number.isNaN(rti) ? [] : [`RTI ${percent(rti)}`]),
    ...(Number.isNaN(shi) ? [] : [`SHI ${three(shi)}`]),
    ...(Number.isNaN(equipmentRise) ? [] : [`${three(equipmentRise)} K through the equipment`]),
  ].join(', ')
}
