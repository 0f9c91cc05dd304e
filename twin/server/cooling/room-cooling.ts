import { AIR_CLASS } from '../../analysis/alarms/air-class.ts'
import { ASSUMED_RISE } from '../../analysis/cooling/air-flow.ts'
import { EstateCooling, type PlaceCooling } from '../../analysis/cooling/estate-cooling.ts'
import { liquidShare, measuredHeat } from '../../analysis/cooling/heat-split.ts'
import { type RoomIndices, roomIndices } from '../../analysis/cooling/room-indices.ts'
import {
  assumedThermal,
  passingOf,
  secondsToLimit,
  type ThermalParameters,
  timeConstant,
} from '../../analysis/cooling/room-thermal.ts'
import { roomVolume } from '../../analysis/cooling/room-volume.ts'
import { servingUnit } from '../../analysis/cooling/served-by.ts'
import type { Estate } from '../../model/estate.ts'
import { stateWord } from '../../model/quantity.ts'
import type { Rack, Room } from '../../model/things.ts'
import type { CoolingView } from '../../protocol/cooling.ts'
import { orNull } from '../http/numbers.ts'
import type { LatestTable } from '../values/latest-table.ts'
import { type Means, meanColumn } from './room-history.ts'
import type { RoomPoints, UnitPoints } from './room-points.ts'

export interface RoomNow {
  readonly indices: RoomIndices
  /** W of the racks that are measured; NaN where none is. */
  readonly heat: number
  readonly racksMeasured: number
  /** All air units say that they move nothing: the air mixes already. */
  readonly isStill: boolean
}

/** What is measured of a room now. @param powerOf W of a rack by its index */
export function roomNow(
  room: Room,
  { racks, units }: RoomPoints,
  table: Pick<LatestTable, 'fresh'>,
  powerOf: (rack: number) => number,
): RoomNow {
  const fresh = (point: number | undefined) => (point === undefined ? Number.NaN : table.fresh(point))
  const measured = racks.map(({ exhausts, intakes, rack }) => ({
    intakes: intakes.map(({ humidity, temperature }) => ({
      celsius: fresh(temperature),
      humidity: fresh(humidity),
    })),
    exhausts: exhausts.map(fresh),
    watts: powerOf(rack.index),
  }))
  const air = units
    .filter(({ unit }) => unit.type !== 'cdu')
    .map((unit) => ({ supply: fresh(unit.supply), returned: fresh(unit.returned), airflow: fresh(unit.airflow) }))
  const known = measured.filter(({ watts }) => !Number.isNaN(watts))
  return {
    indices: roomIndices(measured, air, AIR_CLASS[room.airClass], room.humidityLimit),
    heat: known.length > 0 ? known.reduce((sum, { watts }) => sum + watts, 0) : Number.NaN,
    racksMeasured: known.length,
    isStill: air.length > 0 && air.every(({ airflow }) => airflow === 0),
  }
}

/** N+1 by what is measured; undefined unless every rack on the room's loops is. */
export function measuredCooling(
  estate: Estate,
  room: string,
  wattsOf: (rack: Rack) => number,
): PlaceCooling | undefined {
  const cooling = new EstateCooling(estate, measuredHeat(estate, wattsOf))
  const place = cooling.of(room)
  return place && cooling.isKnown(place) ? place : undefined
}

export function nowView({ heat, indices }: RoomNow, { racks }: RoomPoints): CoolingView['now'] {
  const { rci } = indices
  return {
    racks: racks.length,
    racksWithProbes: racks.filter(({ intakes }) => intakes.length > 0).length,
    intakes: rci?.intakes ?? 0,
    intake: orNull(indices.intake),
    rciHigh: orNull(rci?.high),
    rciLow: orNull(rci?.low),
    states: { ...indices.states },
    supply: orNull(indices.supply),
    returned: orNull(indices.returned),
    equipmentRise: orNull(indices.equipmentRise),
    racksWithRise: indices.racksWithRise,
    airflowNeeded: orNull(indices.airflowNeeded),
    airflowSupplied: orNull(indices.airflowSupplied),
    rti: orNull(indices.rti),
    shi: orNull(indices.shi),
    rhi: orNull(indices.rhi),
    heat: orNull(heat),
  }
}

/** Which unit serves which rack: learned from the means of a period, else by geometry. */
export function servingView(estate: Estate, { racks, units }: RoomPoints, means: Means): CoolingView['serving'] {
  const supplies = units.flatMap(({ supply, unit }) =>
    supply === undefined || unit.type === 'cdu' ? [] : [{ unit: unit.path, supply: meanColumn([supply], means) }],
  )
  const all = units.map(({ unit }) => unit)
  return racks.flatMap(({ intakes, rack }): CoolingView['serving'] => {
    const isLiquid = estate
      .children(rack.path)
      .some((thing) => thing.kind === 'device' && liquidShare(estate.deviceType(thing.type)) > 0.5)
    const points = intakes.map(({ temperature }) => temperature)
    const recorded = points.length > 0 ? { intake: meanColumn(points, means), supplies } : undefined
    const found = servingUnit(estate, rack, all, isLiquid, recorded)
    if (!found) return []
    const { how, unit } = found
    return how === 'learned'
      ? [{ rack: rack.path, unit, how, correlation: found.correlation }]
      : [{ rack: rack.path, unit, how, metres: found.metres }]
  })
}

export function unitsView(
  units: readonly UnitPoints[],
  table: Pick<LatestTable, 'fresh'>,
  serving: CoolingView['serving'],
): CoolingView['units'] {
  const fresh = (point: number | undefined) => orNull(point === undefined ? Number.NaN : table.fresh(point))
  return units.map(({ airflow, cooling, leak, returned, supply, unit, waterFlow }) => {
    const wet = fresh(leak)
    return {
      path: unit.path,
      type: unit.type,
      capacity: orNull(unit.capacity),
      cooling: fresh(cooling),
      airflow: fresh(airflow),
      supply: fresh(supply),
      returned: fresh(returned),
      waterFlow: fresh(waterFlow),
      leak: wet === null ? null : stateWord(wet) === 'leak',
      racks: serving.filter((one) => one.unit === unit.path).length,
    }
  })
}

/** When intakes pass the limit of the class if all air units of the room stopped now. */
export function lostView(
  room: Room,
  { heat, indices, isStill, racksMeasured }: RoomNow,
  { racks }: RoomPoints,
  cooling: PlaceCooling | undefined,
  fitted: ThermalParameters | undefined,
): CoolingView['lost'] {
  const limits = AIR_CLASS[room.airClass]
  const parameters = fitted ?? assumedThermal(roomVolume(room), racks.length)
  const declared = cooling?.zones.find((zone) => zone.room === room.path)?.air?.heat ?? Number.NaN
  // Of a room that is measured in part the measured sum is too little: then the time would be told too long.
  const isMeasured = racksMeasured === racks.length || (Number.isNaN(declared) && racksMeasured > 0)
  const isRead = !Number.isNaN(indices.intake)
  const intake = isRead ? indices.intake : (limits.recommended[0] + limits.recommended[1]) / 2
  const [, limit] = limits.allowable
  const until = secondsToLimit(
    parameters,
    {
      intake,
      returned: Number.isNaN(indices.returned) ? intake + (isStill ? 0 : ASSUMED_RISE) : indices.returned,
      heat: isMeasured ? heat : racksMeasured > 0 ? Math.max(heat, declared) : declared,
      cooling: 0,
      supplied: 0,
    },
    limit,
  )
  const { passes, seconds } = passingOf(until)
  const { source } = parameters
  return {
    passes,
    seconds: orNull(seconds),
    limit,
    intake: isRead ? 'measured' : 'assumed',
    heat: isMeasured ? 'measured' : Number.isNaN(declared) ? 'unknown' : 'declared',
    thermal: {
      how: source.how,
      capacity: orNull(parameters.capacity),
      timeConstant: orNull(timeConstant(parameters)),
      ...(source.how === 'fitted' && { samples: source.samples, residual: orNull(source.residual) }),
    },
  }
}
