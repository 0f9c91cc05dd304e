import type { Estate } from '../../../twin/model/estate.ts'
import type { Probe, Thing } from '../../../twin/model/things.ts'
import { humidityRatio } from './air.ts'
import type { CrahUnit } from './crah-unit.ts'
import { ProbeState, type Surroundings } from './probe-state.ts'
import type { RackAir } from './rack-air.ts'
import type { ColdAisle, RoomAir } from './room-air.ts'
import { roomOf } from './room-plan.ts'
import type { Weather } from './weather.ts'

/** What probes can stand in. */
export interface Places {
  readonly rooms: readonly RoomAir[]
  readonly weather: () => Weather
}

interface RackPlace {
  readonly air: RackAir
  readonly aisle: ColdAisle
  readonly room: RoomAir
}

/** A technical room without racks is kept at this (assumed). */
const TECHNICAL_TEMPERATURE = 23
const TECHNICAL_HUMIDITY = humidityRatio(23, 40)

/** Every probe of the estate in its surroundings. */
export function planProbes(estate: Estate, places: Places, seed: number): ProbeState[] {
  const racks = new Map<string, RackPlace>()
  const rooms = new Map<string, RoomAir>()
  for (const room of places.rooms) {
    rooms.set(room.room.path, room)
    for (const aisle of room.aisles) for (const air of aisle.racks) racks.set(air.rack.path, { air, aisle, room })
  }
  return estate.ofKind('probe').map((probe) => {
    const parent = estate.parent(probe)
    const place = parent ? racks.get(parent.path) : undefined
    const around = place ? atRack(probe, place) : elsewhere(probe, parent, estate, rooms, places)
    return new ProbeState(probe, around, seed)
  })
}

function atRack(probe: Probe, { air, aisle, room }: RackPlace): Surroundings {
  const { placement } = air.rack
  const height = Math.min(1, Math.max(0, (probe.at.z - placement.at.z) / Math.max(0.1, placement.size.height)))
  const temperature =
    probe.role === 'exhaust'
      ? () => air.exhaust + 2 * (height - 0.5)
      : () => air.intakeAt(height, aisle.temperature, room.hot)
  return {
    temperature,
    humidityRatio: () => room.humidityRatio,
    airflow: () => air.airflow,
    pressure: () => aislePressure(aisle),
  }
}

/** Between aisle and room: 8 Pa where a tenth more air is blown in than drawn, less and below zero where air is short. */
function aislePressure(aisle: ColdAisle): number {
  return aisle.need <= 0 ? 0 : Math.max(-10, Math.min(25, 80 * (aisle.supplied / aisle.need - 1)))
}

function elsewhere(
  probe: Probe,
  parent: Thing | undefined,
  estate: Estate,
  rooms: ReadonlyMap<string, RoomAir>,
  places: Places,
): Surroundings {
  const room = rooms.get(roomOf(probe, estate)?.path ?? '')
  if (probe.role === 'outside') {
    return {
      temperature: () => places.weather().temperature,
      humidityRatio: () => places.weather().humidityRatio,
      airflow: () => Number.NaN,
      pressure: () => Number.NaN,
    }
  }
  if (!room) {
    return {
      temperature: () => TECHNICAL_TEMPERATURE,
      humidityRatio: () => TECHNICAL_HUMIDITY,
      airflow: () => 0,
      pressure: () => 0,
    }
  }
  const crah = parent?.kind === 'crah' ? room.crahs.find((unit) => unit.thing === parent) : nearest(probe, room)
  const aisle = parent?.kind === 'row' ? aisleOfRow(room, parent.path) : undefined
  const temperature = () => {
    if (probe.role === 'supply-air') return crah?.supply ?? room.meanCold
    if (probe.role === 'return-air' || probe.role === 'exhaust') return room.hot
    return aisle?.temperature ?? room.meanCold
  }
  return {
    temperature,
    humidityRatio: () => room.humidityRatio,
    airflow: () => crah?.airflow ?? 0,
    pressure: () => (aisle ? aislePressure(aisle) : meanPressure(room)),
  }
}

function meanPressure(room: RoomAir): number {
  let sum = 0
  for (const aisle of room.aisles) sum += aislePressure(aisle)
  return room.aisles.length > 0 ? sum / room.aisles.length : 0
}

function aisleOfRow(room: RoomAir, row: string): ColdAisle | undefined {
  return room.aisles.find((aisle) => aisle.racks.some((rack) => rack.rack.path.startsWith(`${row}/`)))
}

function nearest(probe: Probe, room: RoomAir): CrahUnit | undefined {
  let best: CrahUnit | undefined
  let least = Number.POSITIVE_INFINITY
  for (const unit of room.crahs) {
    const { at } = unit.thing.placement
    const distance = Math.hypot(at.x - probe.at.x, at.y - probe.at.y)
    if (distance < least) {
      least = distance
      best = unit
    }
  }
  return best
}
