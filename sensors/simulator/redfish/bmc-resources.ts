import type { DeviceLoad } from '../physics/it-load.ts'
import type { RackAir } from '../physics/rack-air.ts'

/** A managed computer: its load, and the air of the rack that it stands in. */
export interface ManagedComputer {
  readonly load: DeviceLoad
  readonly air: RackAir | undefined
  readonly model: string
  readonly serial: string
  readonly fans: number
  readonly processors: number
  readonly clock: () => number
}

type Json = Readonly<Record<string, unknown>>
const ROOT = '/redfish/v1'
const CHASSIS = `${ROOT}/Chassis/1`
const HEALTHY = { State: 'Enabled', Health: 'OK' }

/** Resources of DSP2046 that need no session: the root, and where sessions are made. */
export function openResource(path: string): Json | undefined {
  if (path === ROOT) {
    return {
      '@odata.id': `${ROOT}/`,
      '@odata.type': '#ServiceRoot.v1_15_0.ServiceRoot',
      Id: 'RootService',
      Name: 'Root Service',
      RedfishVersion: '1.18.0',
      ProtocolFeaturesSupported: {
        ExpandQuery: { ExpandAll: true, Levels: true, MaxLevels: 1, Links: false, NoLinks: true },
      },
      Chassis: link(`${ROOT}/Chassis`),
      SessionService: link(`${ROOT}/SessionService`),
      Links: { Sessions: link(`${ROOT}/SessionService/Sessions`) },
    }
  }
  return undefined
}

/** A resource behind the session; undefined where there is none. */
export function managedResource(path: string, computer: ManagedComputer): Json | undefined {
  const sensors = sensorTable(computer)
  const inside = path.startsWith(`${CHASSIS}/`) ? path.slice(CHASSIS.length + 1) : undefined
  if (path === `${ROOT}/Chassis`) return collection(path, 'Chassis', [CHASSIS])
  if (path === CHASSIS) return chassis(computer)
  if (inside === undefined) return undefined
  if (inside === 'Sensors')
    return collection(
      path,
      'Sensor',
      [...sensors.keys()].map((id) => `${path}/${id}`),
    )
  const [part, id] = inside.split('/')
  if (part === 'Sensors') return sensors.get(id ?? '')?.(path)
  if (inside === 'EnvironmentMetrics') return environment(path, computer)
  if (inside === 'ThermalSubsystem') return thermal(path)
  if (inside === 'ThermalSubsystem/ThermalMetrics') return thermalMetrics(path, computer)
  if (inside === 'ThermalSubsystem/Fans')
    return collection(
      path,
      'Fan',
      numbers(computer.fans).map((n) => `${path}/${n}`),
    )
  const fan = /^ThermalSubsystem\/Fans\/(\d+)$/.exec(inside)?.[1]
  if (fan !== undefined && Number(fan) <= computer.fans && fan !== '0') return fanResource(path, fan, computer)
  if (inside === 'PowerSubsystem') return power(path)
  const supplies = computer.load.cords.length
  if (inside === 'PowerSubsystem/PowerSupplies') {
    return collection(
      path,
      'PowerSupply',
      numbers(supplies).map((n) => `${path}/${n}`),
    )
  }
  const [, supply, rest] = /^PowerSubsystem\/PowerSupplies\/(\d+)(\/Metrics)?$/.exec(inside) ?? []
  if (supply === undefined || supply === '0' || Number(supply) > supplies) return undefined
  return rest === undefined ? supplyResource(path, supply, computer) : supplyMetrics(path, supply, computer)
}

function chassis({ load, model, serial }: ManagedComputer): Json {
  return {
    '@odata.id': CHASSIS,
    '@odata.type': '#Chassis.v1_22_0.Chassis',
    Id: '1',
    Name: load.device.name,
    ChassisType: 'RackMount',
    Manufacturer: 'Oblak',
    Model: model,
    SerialNumber: serial,
    PowerState: load.watts > 0 ? 'On' : 'Off',
    Status: HEALTHY,
    Sensors: link(`${CHASSIS}/Sensors`),
    EnvironmentMetrics: link(`${CHASSIS}/EnvironmentMetrics`),
    ThermalSubsystem: link(`${CHASSIS}/ThermalSubsystem`),
    PowerSubsystem: link(`${CHASSIS}/PowerSubsystem`),
  }
}

type Sensor = (path: string) => Json

function sensorTable(computer: ManagedComputer): ReadonlyMap<string, Sensor> {
  const { load, clock } = computer
  const sensor =
    (name: string, type: string, units: string, context: string, reading: number, digits: number): Sensor =>
    (path) => ({
      '@odata.id': path,
      '@odata.type': '#Sensor.v1_6_0.Sensor',
      Id: path.slice(path.lastIndexOf('/') + 1),
      Name: name,
      ReadingType: type,
      ReadingUnits: units,
      PhysicalContext: context,
      Reading: Number(reading.toFixed(digits)),
      ReadingTime: new Date(clock()).toISOString(),
      Status: HEALTHY,
    })
  const table = new Map<string, Sensor>([
    ['IntakeTemp', sensor('Intake Temperature', 'Temperature', 'Cel', 'Intake', intake(computer), 1)],
    ['ExhaustTemp', sensor('Exhaust Temperature', 'Temperature', 'Cel', 'Exhaust', exhaust(computer), 1)],
    ['TotalPower', sensor('Total Power', 'Power', 'W', 'Chassis', load.watts, 0)],
    ['TotalEnergy', sensor('Total Energy', 'EnergykWh', 'kW.h', 'Chassis', load.wattHours / 1000, 3)],
  ])
  for (const n of numbers(computer.processors)) {
    table.set(`CPU${n}Temp`, sensor(`CPU ${n} Temperature`, 'Temperature', 'Cel', 'CPU', processor(computer, n), 1))
  }
  for (const n of numbers(computer.fans)) {
    table.set(`Fan${n}`, sensor(`Fan ${n}`, 'Rotational', 'RPM', 'Fan', fanSpeed(computer, n), 0))
  }
  return table
}

function environment(path: string, { load }: ManagedComputer): Json {
  return {
    '@odata.id': path,
    '@odata.type': '#EnvironmentMetrics.v1_3_0.EnvironmentMetrics',
    Id: 'EnvironmentMetrics',
    Name: 'Environment Metrics',
    PowerWatts: { Reading: Math.round(load.watts), DataSourceUri: `${CHASSIS}/Sensors/TotalPower` },
    EnergykWh: {
      Reading: Number((load.wattHours / 1000).toFixed(3)),
      DataSourceUri: `${CHASSIS}/Sensors/TotalEnergy`,
    },
  }
}

function thermal(path: string): Json {
  return {
    '@odata.id': path,
    '@odata.type': '#ThermalSubsystem.v1_1_0.ThermalSubsystem',
    Id: 'ThermalSubsystem',
    Name: 'Thermal Subsystem',
    Status: HEALTHY,
    Fans: link(`${path}/Fans`),
    ThermalMetrics: link(`${path}/ThermalMetrics`),
  }
}

function thermalMetrics(path: string, computer: ManagedComputer): Json {
  const excerpt = (id: string, reading: number) => ({
    Reading: Number(reading.toFixed(1)),
    DataSourceUri: `${CHASSIS}/Sensors/${id}`,
  })
  return {
    '@odata.id': path,
    '@odata.type': '#ThermalMetrics.v1_1_0.ThermalMetrics',
    Id: 'ThermalMetrics',
    Name: 'Thermal Metrics',
    TemperatureSummaryCelsius: {
      Intake: excerpt('IntakeTemp', intake(computer)),
      Exhaust: excerpt('ExhaustTemp', exhaust(computer)),
    },
  }
}

function fanResource(path: string, number: string, computer: ManagedComputer): Json {
  const speed = fanSpeed(computer, Number(number))
  return {
    '@odata.id': path,
    '@odata.type': '#Fan.v1_5_0.Fan',
    Id: number,
    Name: `Fan ${number}`,
    PhysicalContext: 'Chassis',
    Status: HEALTHY,
    SpeedPercent: {
      Reading: Math.round((100 * speed) / FULL_FAN_RPM),
      SpeedRPM: Math.round(speed),
      DataSourceUri: `${CHASSIS}/Sensors/Fan${number}`,
    },
  }
}

function power(path: string): Json {
  return {
    '@odata.id': path,
    '@odata.type': '#PowerSubsystem.v1_1_0.PowerSubsystem',
    Id: 'PowerSubsystem',
    Name: 'Power Subsystem',
    Status: HEALTHY,
    PowerSupplies: link(`${path}/PowerSupplies`),
  }
}

function supplyResource(path: string, number: string, { load }: ManagedComputer): Json {
  const isLive = load.cords[Number(number) - 1]?.pdu.node.isLive ?? false
  return {
    '@odata.id': path,
    '@odata.type': '#PowerSupply.v1_5_0.PowerSupply',
    Id: number,
    Name: `Power Supply ${number}`,
    LineInputStatus: isLive ? 'Normal' : 'LossOfInput',
    Status: isLive ? HEALTHY : { State: 'UnavailableOffline', Health: 'Critical' },
    Metrics: link(`${path}/Metrics`),
  }
}

function supplyMetrics(path: string, number: string, { load }: ManagedComputer): Json {
  const cord = load.cords[Number(number) - 1]
  const living = load.cords.filter(({ pdu }) => pdu.node.isLive).length
  const isLive = cord?.pdu.node.isLive ?? false
  const watts = isLive ? load.watts / living : 0
  return {
    '@odata.id': path,
    '@odata.type': '#PowerSupplyMetrics.v1_0_1.PowerSupplyMetrics',
    Id: 'Metrics',
    Name: `Metrics for Power Supply ${number}`,
    Status: HEALTHY,
    InputVoltage: { Reading: Number((cord?.pdu.node.voltage ?? 0).toFixed(1)) },
    InputPowerWatts: { Reading: Math.round(watts) },
  }
}

const FULL_FAN_RPM = 9000

function intake({ air }: ManagedComputer): number {
  return air?.intake ?? 23
}

function exhaust({ air, load }: ManagedComputer): number {
  return air?.exhaust ?? 23 + 12 * (load.watts / load.maximum)
}

/** A processor is as much warmer than its air as it works hard; the second in line gets the first one's air. */
function processor(computer: ManagedComputer, number: number): number {
  return intake(computer) + 18 + 26 * (computer.load.watts / computer.load.maximum) + 3 * (number - 1)
}

function fanSpeed({ load, air }: ManagedComputer, number: number): number {
  const warm = Math.min(1, Math.max(0, ((air?.intake ?? 23) - 25) / 10))
  const share = load.watts <= 0 ? 0 : 0.3 + 0.45 * (load.watts / load.maximum) + 0.25 * warm
  return FULL_FAN_RPM * share * (1 + 0.004 * (number % 3))
}

function collection(path: string, type: string, members: readonly string[]): Json {
  return {
    '@odata.id': path,
    '@odata.type': `#${type}Collection.${type}Collection`,
    Name: `${type} Collection`,
    'Members@odata.count': members.length,
    Members: members.map(link),
  }
}

function link(path: string): Json {
  return { '@odata.id': path }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1)
}
