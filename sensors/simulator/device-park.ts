import type { Estate } from '../../twin/model/estate.ts'
import { isWithin, type ThingPath } from '../../twin/model/path.ts'
import { contactRoles } from '../contact-roles.ts'
import type { CredentialReference, DeviceEntry } from '../device-entry.ts'
import type { Access } from './access.ts'
import { chillerValues, crahValues, meterValues, solarValues } from './modbus/machine-values.ts'
import { simulatedMaps } from './modbus/maps.ts'
import { ModbusGateway, type ModbusUnit } from './modbus/modbus-gateway.ts'
import { type MachineValues, RegisterImage } from './modbus/register-image.ts'
import type { PowerNode } from './physics/power-node.ts'
import type { ProbeState } from './physics/probe-state.ts'
import { roomOf } from './physics/room-plan.ts'
import type { World } from './physics/world.ts'
import type { ProbeSources } from './probe-sources.ts'
import { BmcServer } from './redfish/bmc-server.ts'
import { BmcSessions } from './redfish/bmc-sessions.ts'
import { ste2Inputs, ste2Sensors } from './snmp/hwg-ste2.ts'
import { SnmpDevices, serialOf } from './snmp/snmp-devices.ts'
import type { SnmpPark } from './snmp/snmp-park.ts'
import { UsmKeys } from './snmp/usm-keys.ts'

export interface ParkOptions {
  readonly estate: Estate
  readonly world: World
  readonly sources: ProbeSources
  readonly access: Access
  readonly credentials: ParkCredentials
  readonly now: () => number
  /** Only what is at or below this path is served; '' for all. */
  readonly only: string
}

/** Where whoever reads the devices finds what they ask for. */
export interface ParkCredentials {
  readonly community: CredentialReference
  readonly usm: CredentialReference
  readonly redfish: CredentialReference
  readonly mqtt: CredentialReference
}

const INTERVAL_MS = 10_000
const TIMEOUT_MS = 3_000
/** Points of a rack PDU that are polled: with six probes about twenty a rack. */
const PDU_POINTS = ['power', 'energy', 'l1/current', 'l2/current', 'l3/current']
/** Of a branch meter without its circuits: those that are not fitted are not asked for. */
const METER_POINTS = [
  ...['l1/*', 'l2/*', 'l3/*', 'neutral/*'],
  ...['power', 'apparent-power', 'power-factor', 'frequency', 'energy'],
]
const MOST_CIRCUITS = 42
const UNITS_A_GATEWAY = 240
const MOST_BMCS = 16

interface Machine {
  readonly path: ThingPath
  readonly profile: string
  readonly unit: ModbusUnit
  readonly points: readonly string[] | undefined
}

/** Everything that is served but MQTT: opens it all on loopback and says where each device listens. */
export class DevicePark {
  readonly entries: DeviceEntry[] = []
  readonly #options: ParkOptions
  readonly #park: SnmpPark
  readonly #closers: (() => Promise<void>)[] = []

  constructor(options: ParkOptions, park: SnmpPark) {
    this.#options = options
    this.#park = park
  }

  /** @throws SimulatorError when a port cannot be had */
  async open(): Promise<void> {
    await this.#openSnmp()
    await this.#openModbus()
    await this.#openRedfish()
  }

  async close(): Promise<void> {
    await Promise.all([this.#park.close(), ...this.#closers.map((close) => close())])
  }

  #isServed(path: string): boolean {
    return isWithin(path, this.#options.only)
  }

  async #openSnmp(): Promise<void> {
    const { estate, world, sources, access, credentials, now } = this.#options
    const users = [new UsmKeys(access.usm)]
    const devices = new SnmpDevices({ community: access.community, users, now, clock: () => world.now })
    for (const load of world.pdus.values()) {
      const { path, manufacturer } = load.thing
      if (!this.#isServed(path)) continue
      const probes = sources.ports.get(path) ?? []
      const port = await this.#park.open(path, devices.rackPdu(load, probes))
      // The makers' newer cards are read by v3, the others by v2c: both answer either.
      const isRaritan = /raritan/i.test(manufacturer)
      const ports = isRaritan ? raritanPorts(probes) : apcPorts(probes)
      this.entries.push({
        ...this.#snmpEntry(path, port, isRaritan ? credentials.usm : credentials.community),
        points: [...PDU_POINTS.slice(0, 2 + load.lineCount), ...ports.map(([component]) => `${component}/*`)],
        ...(ports.length > 0 ? this.#mapped(ports) : {}),
      })
    }
    for (const node of world.power.nodes) {
      const agent = this.#isServed(node.path) ? devices.ups(node) : undefined
      if (!agent) continue
      this.entries.push(this.#snmpEntry(node.path, await this.#park.open(node.path, agent), credentials.usm))
    }
    for (const { path } of estate.ofKind('monitor')) {
      if (!this.#isServed(path)) continue
      const probes = sources.monitors.get(path) ?? []
      const port = await this.#park.open(path, devices.monitor(path, probes))
      this.entries.push({
        ...this.#snmpEntry(path, port, credentials.community),
        ...this.#mapped(monitorRows(probes)),
      })
    }
  }

  /** As a line of the devices file becomes an entry: an input of a door, a rope or a smoke head tells its words. */
  #mapped(rows: readonly (readonly [string, ThingPath])[]): Pick<DeviceEntry, 'map' | 'roles'> {
    const things = rows.map(([, path]) => path)
    return { map: Object.fromEntries(rows), ...contactRoles(this.#options.estate, things) }
  }

  #snmpEntry(path: ThingPath, port: number, credential: CredentialReference): DeviceEntry {
    const url = `snmp://127.0.0.1:${port}`
    return { path, url, intervalMs: INTERVAL_MS, timeoutMs: TIMEOUT_MS, credential }
  }

  /** A gateway for the machines of each room, one for those of a site that stand outside. */
  async #openModbus(): Promise<void> {
    const { estate, world } = this.#options
    const maps = simulatedMaps()
    const images = {
      crah: new RegisterImage(maps.crah),
      chiller: new RegisterImage(maps.chiller),
      meter: new RegisterImage(maps.meter),
    }
    const groups = new Map<string, Machine[]>()
    const place = (path: ThingPath, kind: keyof typeof images, values: MachineValues, points?: readonly string[]) => {
      const thing = estate.find(path)
      if (!this.#isServed(path) || !thing) return
      const key = roomOf(thing, estate)?.path ?? path.split('/')[0] ?? ''
      const own = groups.get(key) ?? []
      own.push({ path, profile: maps[kind].id, unit: { image: images[kind], values }, points })
      groups.set(key, own)
    }
    for (const unit of world.crahs.values()) {
      const room = world.rooms.find((one) => one.crahs.includes(unit))
      place(
        unit.thing.path,
        'crah',
        crahValues(unit, serialOf(unit.thing.path), () => room?.humidityRatio ?? 0.008),
      )
    }
    for (const unit of world.chillers.values()) {
      const water = world.waters.find((one) => one.chillers.includes(unit))
      place(
        unit.thing.path,
        'chiller',
        chillerValues(unit, water, serialOf(unit.thing.path), () => world.weather),
      )
    }
    for (const meter of estate.ofKind('meter')) {
      const node = world.power.node(meter.measures)
      const field = world.solar.find((one) => one.thing.path === meter.measures)
      const circuits = node ? this.#circuitsOf(node) : []
      const fitted = [...METER_POINTS, ...circuits.map((_, at) => `circuit-${at + 1}/*`)]
      if (node) place(meter.path, 'meter', meterValues({ node, circuits }, serialOf(meter.path)), fitted)
      else if (field) place(meter.path, 'meter', solarValues(field, serialOf(meter.path)), METER_POINTS)
    }
    for (const own of groups.values()) {
      for (let from = 0; from < own.length; from += UNITS_A_GATEWAY) {
        const units = own.slice(from, from + UNITS_A_GATEWAY)
        const gateway = new ModbusGateway(new Map(units.map(({ unit }, at) => [at + 1, unit])))
        const port = await gateway.listen()
        this.#closers.push(() => gateway.close())
        for (const [at, { path, profile, points }] of units.entries()) {
          const url = `modbus://127.0.0.1:${port}/${at + 1}`
          const entry = { path, url, profile, intervalMs: INTERVAL_MS, timeoutMs: TIMEOUT_MS }
          this.entries.push(points ? { ...entry, points } : entry)
        }
      }
    }
  }

  #circuitsOf(node: PowerNode): PowerNode[] {
    const { world, estate } = this.#options
    return estate
      .fedBy(node.path)
      .flatMap((thing) => {
        const fed = world.power.node(thing.path)
        return fed?.sources[0] === node ? [fed] : []
      })
      .slice(0, MOST_CIRCUITS)
  }

  /** The controllers of the computers for artificial intelligence, and of a few others: a building full of them says no more. */
  async #openRedfish(): Promise<void> {
    const { estate, world, access, credentials, now } = this.#options
    const computers = world.it.devices.filter(
      ({ device }) => this.#isServed(device.path) && estate.deviceType(device.type)?.role === 'gpu',
    )
    for (const load of computers.slice(0, MOST_BMCS)) {
      const { path, type } = load.device
      const computer = {
        load,
        air: world.rackAir(load.rack ?? ''),
        model: estate.deviceType(type)?.model ?? type,
        serial: serialOf(path),
        fans: 6,
        processors: 2,
        clock: () => world.now,
      }
      const server = new BmcServer(computer, new BmcSessions(access.redfish, now))
      const port = await server.listen()
      this.#closers.push(() => server.close())
      this.entries.push({
        path,
        url: `redfish+http://127.0.0.1:${port}`,
        intervalMs: INTERVAL_MS,
        timeoutMs: TIMEOUT_MS,
        credential: credentials.redfish,
      })
    }
  }
}

type Port = readonly [component: string, probe: ThingPath]

/** A PX numbers every quantity of a probe as a sensor of its own. */
function raritanPorts(probes: readonly ProbeState[]): Port[] {
  return probes
    .flatMap(({ probe }) => probe.measures.map(() => probe.path))
    .map((path, at) => [`probe-${at + 1}`, path] as const)
}

function apcPorts(probes: readonly ProbeState[]): Port[] {
  return probes.map(({ probe }, at) => [`probe-${at + 1}`, probe.path] as const)
}

/** Rows of an STE2: sensors and contacts are counted apart. */
function monitorRows(probes: readonly ProbeState[]): Port[] {
  return [
    ...ste2Sensors(probes).map(({ probe }, at) => [`probe-${at + 1}`, probe.probe.path] as const),
    ...ste2Inputs(probes).map(({ probe }, at) => [`input-${at + 1}`, probe.path] as const),
  ]
}
