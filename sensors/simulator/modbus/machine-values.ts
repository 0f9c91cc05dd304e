import { type StateWord, stateCode } from '../../../twin/model/quantity.ts'
import { relativeHumidity } from '../physics/air.ts'
import { type ChilledWater, type ChillerUnit, WATER_SETPOINT } from '../physics/chilled-water.ts'
import { type CrahUnit, SUPPLY_SETPOINT } from '../physics/crah-unit.ts'
import type { PowerNode } from '../physics/power-node.ts'
import type { Weather } from '../physics/weather.ts'
import type { SolarField } from '../physics/world.ts'
import type { MachineValues } from './register-image.ts'

type Table = Readonly<Record<string, () => number>>

const state = (word: StateWord) => stateCode(word)

function machine(serial: string, table: Table, isFitted: (component: string) => boolean = () => true): MachineValues {
  return { serial, value: (point) => table[point]?.() ?? Number.NaN, isFitted }
}

/** @param humidityRatio of the air that it takes back */
export function crahValues(unit: CrahUnit, serial: string, humidityRatio: () => number): MachineValues {
  return machine(serial, {
    'supply/temperature': () => unit.supply,
    'return/temperature': () => unit.returned,
    'rack-inlet/temperature': () => unit.rackInlet,
    'return/humidity': () => relativeHumidity(unit.returned, humidityRatio()),
    'setpoint/temperature': () => SUPPLY_SETPOINT,
    'valve/valve-position': () => 100 * unit.valve,
    'fan/load': () => 100 * unit.fan,
    'fan-1/fan-speed': () => unit.fanSpeed,
    state: () => state(unit.isFailed ? 'fault' : unit.isRunning ? 'on' : 'off'),
    'cooling-demand': () => Math.min(100, Math.max(0, 100 * unit.valve)),
    'cooling-power': () => unit.cooling,
    power: () => unit.fanPower,
    airflow: () => unit.airflow,
    'water-in/temperature': () => unit.waterIn,
    'water-out/temperature': () => unit.waterOut,
    'water-flow': () => unit.waterFlow,
    // A clean filter at full flow takes 120 Pa; the pressure goes with the square of the flow.
    'filter/differential-pressure': () => 120 * (unit.airflow / unit.thing.airflow) ** 2,
    energy: () => unit.wattHours,
    'alarm/state': () => state(unit.isFailed || unit.hasLeak ? 'alarm' : 'normal'),
    'leak/state': () => state(unit.hasLeak ? 'leak' : 'dry'),
  })
}

export function chillerValues(
  unit: ChillerUnit,
  water: ChilledWater | undefined,
  serial: string,
  weather: () => Weather,
): MachineValues {
  const load = () => (100 * unit.cooling) / unit.thing.capacity
  const outside = () => weather().temperature
  /** Two compressors share the load; the second rests below 40 %. */
  const compressor = (number: number) => {
    const isOn = unit.state === 'on' && (number === 1 || load() > 40)
    const share = load() > 40 ? load() : Math.min(100, 2 * load())
    return { state: () => state(unit.isFailed ? 'fault' : isOn ? 'on' : 'off'), load: () => (isOn ? share : 0) }
  }
  const supply = () => water?.temperature ?? WATER_SETPOINT
  return machine(serial, {
    'water-out/temperature': supply,
    'water-in/temperature': () => water?.returnTemperature ?? WATER_SETPOINT,
    'setpoint/temperature': () => WATER_SETPOINT,
    'outside/temperature': outside,
    'water-flow': () => {
      const total = water?.load ?? 0
      return total > 0 ? ((water?.flow ?? 0) * unit.cooling) / total : 0
    },
    'cooling-power': () => unit.cooling,
    power: () => unit.power,
    load,
    state: () => state(unit.state),
    energy: () => unit.wattHours,
    'cooling-energy': () => unit.coolingWattHours,
    'alarm/state': () => state(unit.isFailed ? 'alarm' : 'normal'),
    'compressor-1/state': () => compressor(1).state(),
    'compressor-1/load': () => compressor(1).load(),
    'compressor-2/state': () => compressor(2).state(),
    'compressor-2/load': () => compressor(2).load(),
  })
}

/** What a meter hangs on: a node of the power chain, and the ways out of it. */
export interface MeteredNode {
  readonly node: PowerNode
  readonly circuits: readonly PowerNode[]
}

export function meterValues({ node, circuits }: MeteredNode, serial: string): MachineValues {
  const amperes = (line: number) => (node.voltage > 0 ? (node.voltAmperes[line] ?? 0) / node.voltage : 0)
  const table: Record<string, () => number> = {
    power: () => node.total,
    'apparent-power': () => node.apparent,
    'power-factor': () => (node.apparent > 0 ? Math.min(1, node.total / node.apparent) : 1),
    frequency: () => (node.isLive ? 50 : 0),
    energy: () => Math.floor(node.wattHours),
    'neutral/current': () => neutral(amperes(0), amperes(1), amperes(2)),
  }
  for (let line = 0; line < 3; line++) {
    table[`l${line + 1}/voltage`] = () => node.voltage
    table[`l${line + 1}/current`] = () => amperes(line)
    table[`l${line + 1}/power`] = () => node.watts[line] ?? 0
  }
  for (const [at, circuit] of circuits.entries()) {
    const volts = () => Math.max(1, circuit.voltage)
    const most = () => Math.max(...circuit.voltAmperes) / volts()
    const rating = 'amperage' in circuit.thing ? circuit.thing.amperage : undefined
    table[`circuit-${at + 1}/current`] = most
    table[`circuit-${at + 1}/power`] = () => circuit.total
    table[`circuit-${at + 1}/energy`] = () => circuit.wattHours
    table[`circuit-${at + 1}/power-factor`] = () =>
      circuit.apparent > 0 ? Math.min(1, circuit.total / circuit.apparent) : 1
    table[`circuit-${at + 1}/load`] = () => (rating === undefined ? Number.NaN : (100 * most()) / rating)
    table[`circuit-${at + 1}/state`] = () => state(circuit.isBroken ? 'open' : 'closed')
  }
  return machine(serial, table, (component) => Number(component.replace('circuit-', '')) <= circuits.length)
}

/** An inverter's meter: balanced over three lines. */
export function solarValues(field: SolarField, serial: string): MachineValues {
  const table: Record<string, () => number> = {
    power: () => field.power,
    'apparent-power': () => field.power,
    'power-factor': () => 1,
    frequency: () => 50,
    energy: () => Math.floor(field.wattHours),
    'neutral/current': () => 0,
  }
  for (const line of ['l1', 'l2', 'l3']) {
    table[`${line}/voltage`] = () => 230
    table[`${line}/current`] = () => field.power / 3 / 230
    table[`${line}/power`] = () => field.power / 3
  }
  return machine(serial, table, () => false)
}

function neutral(a: number, b: number, c: number): number {
  return Math.sqrt(Math.max(0, a * a + b * b + c * c - a * b - b * c - c * a))
}
