import type { AirLimits } from '../alarms/air-class.ts'
import { airflowOf, equipmentRise } from './air-flow.ts'
import { returnTemperatureIndex, supplyHeatIndex } from './air-management.ts'
import { type AirState, airState } from './air-state.ts'
import { type RackCoolingIndex, rackCoolingIndex } from './rack-cooling-index.ts'

/** An intake: °C and %, NaN where it is not known. */
export interface IntakeAir {
  readonly celsius: number
  readonly humidity: number
}

/** What is measured of a rack now: NaN where it is not. */
export interface RackMeasured {
  readonly intakes: readonly IntakeAir[]
  /** °C */
  readonly exhausts: readonly number[]
  readonly watts: number
}

/** What is measured of a cooling unit now: NaN where it is not. */
export interface UnitMeasured {
  /** °C of the air that it gives and takes, m³/s that it moves. */
  readonly supply: number
  readonly returned: number
  readonly airflow: number
}

/** How the air of a room is managed now. NaN, or undefined, is what cannot be said with what is measured. */
export interface RoomIndices {
  readonly rci: RackCoolingIndex | undefined
  /** Mean of the intakes. */
  readonly intake: number
  readonly states: Readonly<Partial<Record<AirState, number>>>
  /** Of the units that run, weighted by airflow. */
  readonly supply: number
  readonly returned: number
  /** K, weighted by airflow, and of how many racks. */
  readonly equipmentRise: number
  readonly racksWithRise: number
  /** m³/s that those racks breathe, and that the units supply. */
  readonly airflowNeeded: number
  readonly airflowSupplied: number
  readonly rti: number
  readonly shi: number
  readonly rhi: number
}

/** The indices of a room from what is measured of its racks and units at one moment. */
export function roomIndices(
  racks: readonly RackMeasured[],
  units: readonly UnitMeasured[],
  limits: AirLimits,
  humidityLimit: number,
): RoomIndices {
  const intakes = racks.flatMap((rack) => rack.intakes)
  const states: Partial<Record<AirState, number>> = {}
  for (const { celsius, humidity } of intakes) {
    const state = airState(celsius, humidity, limits, humidityLimit)
    if (state) states[state] = (states[state] ?? 0) + 1
  }
  const breaths = racks.flatMap(({ intakes: own, exhausts, watts }) => {
    const intake = meanOf(own.map(({ celsius }) => celsius))
    const exhaust = meanOf(exhausts)
    const flow = airflowOf(watts, exhaust - intake)
    return flow > 0 ? [{ intake, exhaust, flow, watts, rise: exhaust - intake }] : []
  })
  const running = units.filter(({ airflow }) => airflow > 0)
  const supply = weighted(running, (unit) => unit.supply)
  const returned = weighted(running, (unit) => unit.returned)
  const rise = equipmentRise(breaths)
  const shi = Number.isNaN(supply) ? Number.NaN : supplyHeatIndex(breaths, supply)
  return {
    rci: rackCoolingIndex(
      intakes.map(({ celsius }) => celsius),
      limits,
    ),
    intake: meanOf(intakes.map(({ celsius }) => celsius)),
    states,
    supply,
    returned,
    equipmentRise: rise,
    racksWithRise: breaths.length,
    airflowNeeded: breaths.length > 0 ? breaths.reduce((sum, { flow }) => sum + flow, 0) : Number.NaN,
    airflowSupplied: running.length > 0 ? running.reduce((sum, { airflow }) => sum + airflow, 0) : Number.NaN,
    rti: returnTemperatureIndex(supply, returned, rise),
    shi,
    rhi: 1 - shi,
  }
}

/** Mean of what is known; NaN where nothing is. */
export function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value))
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : Number.NaN
}

function weighted(units: readonly UnitMeasured[], pick: (unit: UnitMeasured) => number): number {
  const known = units.filter((unit) => !Number.isNaN(pick(unit)))
  const flow = known.reduce((sum, { airflow }) => sum + airflow, 0)
  return flow > 0 ? known.reduce((sum, unit) => sum + unit.airflow * pick(unit), 0) / flow : Number.NaN
}
