import type { RedfishApi } from './api.ts'
import { asDocument, type Document, isAbsent, linkOf, textOf } from './document.ts'
import { extractPower, extractThermal } from './extract-legacy.ts'
import {
  extractBatteryMetrics,
  extractEnvironment,
  extractFan,
  extractSupplyMetrics,
  extractThermalMetrics,
} from './extract-metrics.ts'
import { extractSensor } from './extract-sensor.ts'
import { ordinal } from './names.ts'
import type { Source } from './source.ts'

/** What a chassis has to read: the newer resources first, because what they tell is believed. */
export async function discoverChassis(api: RedfishApi, chassis: Document, prefix: string): Promise<Source[]> {
  const sources: Source[] = []
  const add = (reference: unknown, read: (at: string) => Source['read'], legacy = false) => {
    const at = linkOf(reference)
    if (at !== undefined) sources.push({ at, prefix, legacy, read: read(at) })
  }
  add(chassis.Sensors, sensorsOf)
  add(chassis.EnvironmentMetrics, (at) => async (reader) => extractEnvironment(await reader.get(at), at))
  const thermal = await api.follow(chassis.ThermalSubsystem)
  if (thermal) {
    add(thermal.ThermalMetrics, (at) => async (reader) => extractThermalMetrics(await reader.get(at), at))
    add(thermal.Fans, (at) => async (reader) => {
      const fans = await reader.members(at)
      return fans.flatMap((fan) => extractFan(fan, linkOf(fan) ?? at))
    })
  }
  const power = await api.follow(chassis.PowerSubsystem)
  if (power) {
    for (const [index, supply] of (await membersOf(api, power.PowerSupplies)).entries()) {
      if (isAbsent(supply)) continue
      const n = ordinal(textOf(supply.Id), textOf(supply.Name)) ?? index + 1
      const label = textOf(supply.Name)
      add(supply.Metrics, (at) => async (reader) => extractSupplyMetrics(await reader.get(at), at, n, label))
    }
    for (const [index, battery] of (await membersOf(api, power.Batteries)).entries()) {
      const n = ordinal(textOf(battery.Id), textOf(battery.Name)) ?? index + 1
      add(battery.Metrics, (at) => async (reader) => extractBatteryMetrics(await reader.get(at), at, n))
    }
  }
  add(chassis.Thermal, (at) => async (reader) => extractThermal(await reader.get(at), at), true)
  add(chassis.Power, (at) => async (reader) => extractPower(await reader.get(at), at), true)
  return sources
}

/** Reads a collection of Sensor resources. */
export function sensorsOf(at: string): Source['read'] {
  return async (api) => {
    const sensors = await api.members(at)
    return sensors.flatMap((sensor) => {
      const observation = extractSensor(sensor)
      if (!observation) api.parts.push({ why: 'unknown', what: sensorText(sensor) })
      return observation ?? []
    })
  }
}

/** The members of the collection behind a reference; none where it cannot be read. */
export async function membersOf(api: RedfishApi, reference: unknown): Promise<readonly Document[]> {
  const link = linkOf(asDocument(reference))
  return (link !== undefined && (await api.orNothing(api.members(link)))) || []
}

function sensorText(sensor: Document): string {
  const kind = textOf(sensor.ReadingType) ?? textOf(sensor.ReadingUnits) ?? 'no type'
  return `${textOf(sensor.Name) ?? textOf(sensor.Id) ?? linkOf(sensor) ?? 'a sensor without name'} (${kind})`
}
