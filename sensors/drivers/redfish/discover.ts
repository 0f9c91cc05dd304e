import type { DeviceIdentity } from '../../driver.ts'
import type { RedfishProfile } from '../../profiles/redfish-profile.ts'
import { slug } from '../../profiles/slug.ts'
import type { RedfishApi } from './api.ts'
import { discoverChassis, membersOf } from './discover-chassis.ts'
import { discoverCoolingUnit, discoverPdu } from './discover-equipment.ts'
import { asDocument, type Document, textOf } from './document.ts'
import type { Source } from './source.ts'

export interface Parts {
  readonly chassis: readonly Document[]
  readonly pdus: readonly Document[]
  readonly coolingUnits: readonly Document[]
  readonly systems: readonly Document[]
  readonly managers: readonly Document[]
}

/** The top of a device's tree: what there is to read and who made it. */
export async function discoverParts(api: RedfishApi, root: Document): Promise<Parts> {
  const power = await api.follow(root.PowerEquipment)
  const thermal = await api.follow(root.ThermalEquipment)
  return {
    chassis: await membersOf(api, root.Chassis),
    pdus: [...(await membersOf(api, power?.RackPDUs)), ...(await membersOf(api, power?.FloorPDUs))],
    coolingUnits: [...(await membersOf(api, thermal?.CDUs)), ...(await membersOf(api, thermal?.HeatExchangers))],
    systems: await membersOf(api, root.Systems),
    managers: await membersOf(api, root.Managers),
  }
}

/** All sources of a device. Where there are several of a kind, their ids stand before the names. */
export async function discoverSources(api: RedfishApi, parts: Parts, profile: RedfishProfile): Promise<Source[]> {
  const skipped = profile.skip.map((pattern) => new RegExp(pattern))
  const groups: Source[][] = []
  for (const pdu of parts.pdus) groups.push(discoverPdu(pdu, prefixOf(pdu, parts.pdus)))
  for (const unit of parts.coolingUnits) {
    groups.push(await discoverCoolingUnit(api, unit, prefixOf(unit, parts.coolingUnits)))
  }
  const telling = parts.chassis.filter((one) =>
    ['Sensors', 'EnvironmentMetrics', 'ThermalSubsystem', 'PowerSubsystem', 'Thermal', 'Power'].some(
      (part) => part in one,
    ),
  )
  for (const chassis of telling) groups.push(await discoverChassis(api, chassis, prefixOf(chassis, telling)))
  return groups.flat().filter((source) => !skipped.some((pattern) => pattern.test(source.at)))
}

/** Who made it: of the rack PDU or cooling unit if it is one, else of the system, else of the chassis. */
export function identityOf(parts: Parts, profile: RedfishProfile): DeviceIdentity {
  const first = [...parts.pdus, ...parts.coolingUnits, ...parts.systems, ...parts.chassis]
  const told = (property: string) => first.map((one) => textOf(one[property])).find((text) => text !== undefined)
  const manager = parts.managers.map((one) => textOf(one.FirmwareVersion)).find((text) => text !== undefined)
  const manufacturer = told('Manufacturer')
  const model = told('Model')
  const serial = told('SerialNumber')
  const firmware = manager ?? told('FirmwareVersion')
  const name = told('HostName') ?? textOf(first[0]?.Name)
  return {
    profile: profile.id,
    because: `Redfish: Manufacturer ${manufacturer ?? 'not told'}, Model ${model ?? 'not told'}`,
    generic: profile.match === undefined,
    ...(manufacturer ? { manufacturer } : {}),
    ...(model ? { model } : {}),
    ...(serial ? { serial } : {}),
    ...(firmware ? { firmware } : {}),
    ...(name ? { name } : {}),
  }
}

/** The profile whose maker and model fit; else the one without a match rule. */
export function chooseProfile(profiles: readonly RedfishProfile[], parts: Parts): RedfishProfile | undefined {
  const all = [...parts.pdus, ...parts.coolingUnits, ...parts.systems, ...parts.chassis]
  const fits = ({ match }: RedfishProfile) =>
    match !== undefined &&
    all.some((one) => says(one, 'Manufacturer', match.manufacturer) && says(one, 'Model', match.model))
  return profiles.find(fits) ?? profiles.find((profile) => profile.match === undefined)
}

function says(document: Document, property: string, pattern: string | undefined): boolean {
  return pattern === undefined || new RegExp(pattern, 'i').test(textOf(document[property]) ?? '')
}

function prefixOf(one: Document, all: readonly Document[]): string {
  if (all.length < 2) return ''
  const own = slug(textOf(one.Id) ?? textOf(asDocument(one).Name) ?? 'unnamed')
    .slice(0, 24)
    .replace(/-+$/, '')
  const same = all.filter((other) => slug(textOf(other.Id) ?? '') === slug(textOf(one.Id) ?? ''))
  return same.length < 2 ? own : `${own}-${same.indexOf(one) + 1}`
}
