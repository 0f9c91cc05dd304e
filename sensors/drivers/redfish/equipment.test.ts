import { expect, test } from 'vitest'
import { stateWord } from '../../../twin/model/quantity.ts'
import { redfishProfileSchema } from '../../profiles/redfish-profile.ts'
import { redfishDriver } from './driver.ts'
import { collection, link, redfishServer, type Tree, tree } from './testing/redfish-server.ts'

const never = new AbortController().signal
const standard = redfishProfileSchema.parse({ protocol: 'redfish', id: 'redfish-standard', name: 'x', source: 'x' })

async function read(resources: Tree, profiles = [standard]) {
  await using server = await redfishServer({ tree: resources, authentication: 'none' })
  const session = await redfishDriver(profiles).open({ url: server.url, timeoutMs: 2_000 }, never)
  const readings = await session.gather(never)
  await session.close()
  const values = readings.map(({ point, quantity, value, unit, quality }) => [
    point,
    quality === 'good' ? (quantity === 'state' ? stateWord(value) : `${value} ${unit}`) : quality,
  ])
  return { values: Object.fromEntries(values), identity: session.identity, readings }
}

const PDU = '/redfish/v1/PowerEquipment/RackPDUs/1'
const RACK_PDU = tree({
  '/redfish/v1': { RedfishVersion: '1.15.0', PowerEquipment: link('/redfish/v1/PowerEquipment') },
  '/redfish/v1/PowerEquipment': { RackPDUs: link('/redfish/v1/PowerEquipment/RackPDUs') },
  '/redfish/v1/PowerEquipment/RackPDUs': collection(PDU),
  [PDU]: {
    Id: '1',
    Manufacturer: 'Contoso',
    Model: 'ZAP4000',
    FirmwareVersion: '4.3.0',
    SerialNumber: '29347ZT536',
    Metrics: link(`${PDU}/Metrics`),
    Mains: link(`${PDU}/Mains`),
    Branches: link(`${PDU}/Branches`),
    Outlets: link(`${PDU}/Outlets`),
  },
  // Property names and nesting as in DSP2046 (PowerDistributionMetrics 1.3, Circuit 1.7, Outlet 1.4); values made up here
  [`${PDU}/Metrics`]: {
    Id: 'Metrics',
    PowerWatts: { Reading: 6438, ApparentVA: 6300, ReactiveVAR: 100, PowerFactor: 0.93 },
    EnergykWh: { Reading: 56438 },
    TemperatureCelsius: { Reading: 31 },
  },
  [`${PDU}/Mains`]: collection(`${PDU}/Mains/AC1`),
  [`${PDU}/Mains/AC1`]: {
    Id: 'AC1',
    FrequencyHz: { Reading: 50.1 },
    PolyPhaseCurrentAmps: {
      Line1: { Reading: 5.19 },
      Line2: { Reading: 4.2 },
      Line3: { Reading: null },
      Neutral: null,
    },
    PolyPhaseVoltage: { Line1ToNeutral: { Reading: 230.4 }, Line1ToLine2: { Reading: 399.1 } },
    PowerWatts: { Reading: 6438 },
  },
  [`${PDU}/Branches`]: collection(`${PDU}/Branches/A`, `${PDU}/Branches/B`),
  [`${PDU}/Branches/A`]: { Id: 'A', UserLabel: 'Left', BreakerState: 'Normal', CurrentAmps: { Reading: 5.19 } },
  [`${PDU}/Branches/B`]: { Id: 'B', BreakerState: 'Tripped', CurrentAmps: { Reading: 0 } },
  [`${PDU}/Outlets`]: collection(`${PDU}/Outlets/A1`, `${PDU}/Outlets/A2`),
  [`${PDU}/Outlets/A1`]: { Id: 'A1', PowerState: 'On', PowerWatts: { Reading: 120 }, EnergykWh: { Reading: 1.5 } },
  [`${PDU}/Outlets/A2`]: { Id: 'A2', PowerState: 'Off', Status: { State: 'Enabled' }, PowerWatts: { Reading: 0 } },
})

test('a rack PDU: sums, lines, banks and outlets under the standard names', async () => {
  const { values, identity, readings } = await read(RACK_PDU)
  expect(values).toEqual({
    power: '6438 W',
    'apparent-power': '6300 VA',
    'reactive-power': '100 var',
    'power-factor': '0.93 1',
    energy: '56438000 Wh',
    temperature: '31 Cel',
    frequency: '50.1 Hz',
    'l1/current': '5.19 A',
    'l2/current': '4.2 A',
    'l3/current': 'invalid',
    'l1/voltage': '230.4 V',
    'l1-l2/voltage': '399.1 V',
    'bank-1/current': '5.19 A',
    'bank-1/state': 'normal',
    'bank-2/current': '0 A',
    'bank-2/state': 'fault',
    'outlet-1/power': '120 W',
    'outlet-1/energy': '1500 Wh',
    'outlet-1/state': 'on',
    'outlet-2/power': '0 W',
    'outlet-2/state': 'off',
  })
  expect(readings.find((reading) => reading.point === 'bank-1/current')?.label).toBe('Left')
  expect(identity).toMatchObject({ manufacturer: 'Contoso', model: 'ZAP4000', serial: '29347ZT536', firmware: '4.3.0' })
})

const C = '/redfish/v1/Chassis'
const OLD = {
  Temperatures: [
    {
      MemberId: '0',
      Name: 'Inlet Ambient',
      PhysicalContext: 'Intake',
      ReadingCelsius: 22,
      Status: { State: 'Enabled' },
    },
    { MemberId: '1', Name: 'CPU 2', PhysicalContext: 'CPU', ReadingCelsius: null, Status: { State: 'Enabled' } },
    { MemberId: '2', Name: 'P1 DIMM 1-6', PhysicalContext: 'SystemBoard', Status: { State: 'Absent' } },
  ],
  Fans: [
    { Name: 'Fan 1', Reading: 30, ReadingUnits: 'Percent', Status: { State: 'Enabled' } },
    { FanName: 'Fan 2', Reading: 4200, ReadingUnits: 'RPM', Status: { State: 'Enabled' } },
  ],
}

test('a machine that has only the deprecated resources is read by them', async () => {
  const { values } = await read(
    tree({
      [C]: collection(`${C}/1`),
      [`${C}/1`]: { Id: '1', Thermal: link(`${C}/1/Thermal`), Power: link(`${C}/1/Power`) },
      [`${C}/1/Thermal`]: OLD,
      [`${C}/1/Power`]: {
        PowerControl: [{ Name: 'Server Power', PowerConsumedWatts: 271 }],
        PowerSupplies: [
          {
            Name: 'PSU',
            LineInputVoltage: 229,
            PowerInputWatts: 290,
            LastPowerOutputWatts: 271,
            Status: { State: 'Enabled' },
          },
          { Name: 'PSU', Status: { State: 'Absent' } },
        ],
      },
    }),
  )
  expect(values).toEqual({
    'intake/temperature': '22 Cel',
    'cpu-2/temperature': 'invalid',
    'p1-dimm-1-6/temperature': 'unsupported',
    'fan-1/load': '30 %',
    'fan-2/fan-speed': '4200 rpm',
    power: '271 W',
    'supply-1/voltage': '229 V',
    'supply-1/power': '290 W',
    'supply-1-output/power': '271 W',
    'supply-2/voltage': 'unsupported',
    'supply-2/power': 'unsupported',
    'supply-2-output/power': 'unsupported',
  })
})

test('of several chassis the id stands before the name', async () => {
  const { values } = await read(
    tree({
      [C]: collection(`${C}/Blade1`, `${C}/Blade2`, `${C}/Empty`),
      [`${C}/Blade1`]: { Id: 'Blade1', EnvironmentMetrics: link(`${C}/Blade1/EnvironmentMetrics`) },
      [`${C}/Blade2`]: { Id: 'Blade2', Thermal: link(`${C}/Blade2/Thermal`) },
      [`${C}/Empty`]: { Id: 'Empty' },
      [`${C}/Blade1/EnvironmentMetrics`]: { PowerWatts: { Reading: 300 }, HumidityPercent: { Reading: 40 } },
      [`${C}/Blade2/Thermal`]: { Temperatures: OLD.Temperatures.slice(0, 1) },
    }),
  )
  expect(values).toEqual({
    'blade-1/power': '300 W',
    'blade-1/humidity': '40 %',
    'blade-2-intake/temperature': '22 Cel',
  })
})

test('a cooling unit: water in and out, flow and heat', async () => {
  const unit = '/redfish/v1/ThermalEquipment/CDUs/1'
  const { values } = await read(
    tree({
      '/redfish/v1': { RedfishVersion: '1.15.0', ThermalEquipment: link('/redfish/v1/ThermalEquipment') },
      '/redfish/v1/ThermalEquipment': { CDUs: link('/redfish/v1/ThermalEquipment/CDUs') },
      '/redfish/v1/ThermalEquipment/CDUs': collection(unit),
      [unit]: { Id: '1', PrimaryCoolantConnectors: link(`${unit}/PrimaryCoolantConnectors`) },
      [`${unit}/PrimaryCoolantConnectors`]: collection(`${unit}/PrimaryCoolantConnectors/1`),
      [`${unit}/PrimaryCoolantConnectors/1`]: {
        SupplyTemperatureCelsius: { Reading: 18.5 },
        ReturnTemperatureCelsius: { Reading: 26 },
        FlowLitersPerMinute: { Reading: 120 },
        HeatRemovedkW: { Reading: 62.5 },
      },
    }),
  )
  expect(values).toEqual({
    'water-in/temperature': '18.5 Cel',
    'water-out/temperature': '26 Cel',
    'water-flow': '0.002 m3/s',
    'cooling-power': '62500 W',
  })
})

test('a profile gives better names and leaves resources out', async () => {
  const acme = redfishProfileSchema.parse({
    protocol: 'redfish',
    id: 'acme',
    name: 'Acme',
    source: 'this test',
    match: { manufacturer: '^acme' },
    skip: ['/Thermal$'],
    names: [{ uri: '/Sensors/Zone(\\d+)$', component: 'probe-$1' }],
  })
  const { values, identity } = await read(
    tree({
      [C]: collection(`${C}/1`),
      [`${C}/1`]: {
        Id: '1',
        Manufacturer: 'ACME Ltd',
        Sensors: link(`${C}/1/Sensors`),
        Thermal: link(`${C}/1/Thermal`),
      },
      [`${C}/1/Sensors`]: collection(`${C}/1/Sensors/Zone4`),
      [`${C}/1/Sensors/Zone4`]: {
        Id: 'Zone4',
        Name: 'T',
        Reading: 77,
        ReadingUnits: '[degF]',
        ReadingType: 'Temperature',
      },
      [`${C}/1/Thermal`]: { Fans: OLD.Fans },
    }),
    [standard, acme],
  )
  expect(values).toEqual({ 'probe-4/temperature': '25 Cel' })
  expect(identity).toMatchObject({ profile: 'acme', generic: false })
})
