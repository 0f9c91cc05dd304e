import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeWith, recordingsFolder } from '../../../twin/kit/testing/real-part.ts'
import { redfishProfileSchema } from '../../profiles/redfish-profile.ts'
import { redfishDriver } from './driver.ts'
import { mockup, redfishServer, USER } from './testing/redfish-server.ts'

const never = new AbortController().signal
const profiles = ['redfish-standard', 'oblak-server'].map((id) =>
  redfishProfileSchema.parse(
    parse(readFileSync(join(import.meta.dirname, '..', '..', 'profiles', 'redfish', `${id}.yaml`), 'utf8')),
  ),
)
const credential = { kind: 'password', user: USER.UserName, password: USER.Password } as const
const folder = join(recordingsFolder() ?? '', 'redfish', 'public-rackmount1')

describeWith(['recordings'], 'DMTF public mock-up of a 1U server', () => {
  const read = async () => {
    await using server = await redfishServer({ tree: mockup(folder) })
    const session = await redfishDriver(profiles).open({ url: server.url, timeoutMs: 2_000, credential }, never)
    const readings = await session.gather(never)
    await session.close()
    return { readings, identity: session.identity, sessions: server.sessions(), requests: server.requests }
  }

  test('says who it is', async () => {
    const { identity } = await read()
    expect(identity).toEqual({
      profile: 'redfish-standard',
      because: 'Redfish: Manufacturer Contoso, Model 3500',
      generic: true,
      manufacturer: 'Contoso',
      model: '3500',
      serial: '437XR1138R2',
      firmware: '1.45.455b66-rev4',
      name: 'web483',
    })
  })

  test('the standard names carry the values of the mock-up, in the kept unit', async () => {
    const { readings } = await read()
    const values = Object.fromEntries(readings.map(({ point, value, unit }) => [point, `${value} ${unit}`]))
    // Chassis/1U/Sensors/*: Reading and ReadingUnits; 7,855 kW.h and 325,675 kW.h are Wh here.
    expect(values).toMatchObject({
      'intake/temperature': '24.8 Cel',
      'exhaust/temperature': '40.5 Cel',
      'ambient/temperature': '22.5 Cel',
      'cpu-1/temperature': '37 Cel',
      'memory-3/temperature': '44 Cel',
      power: '374 W',
      energy: '325675000 Wh',
      'supply-1/power': '374 W',
      'supply-1/voltage': '119.27 V',
      'supply-1/current': '8.92 A',
      'supply-1/frequency': '60.1 Hz',
      'supply-1/energy': '7855000 Wh',
      'supply-1-12v-output/voltage': '12.08 V',
      'cpu-fan-1/load': '80 %',
      'fan-1/load': '45 %',
      'battery-1/state-of-health': '91 %',
      // EnvironmentMetrics.FanSpeedsPercent: the same sensor as fan-1/load, told in revolutions
      'fan-1/fan-speed': '1900 rpm',
      'fan-2/fan-speed': '2100 rpm',
      // PowerSupplies/Bay1/Metrics, from a sensor that the Sensors collection does not have
      'supply-1/temperature': '43.9 Cel',
      // Power.Voltages: deprecated, but told nowhere else
      'vrm1/voltage': '12 V',
    })
  })

  test('nothing is told twice: the deprecated Thermal says 41 °C for CPU1 and 344 W, the sensors are believed', async () => {
    const { readings } = await read()
    expect(new Set(readings.map((reading) => reading.point)).size).toBe(readings.length)
    expect(new Set(readings.map((reading) => reading.address)).size).toBe(readings.length)
    expect(readings.some((reading) => reading.value === 41 || reading.value === 344)).toBe(false)
    expect(readings.some((reading) => reading.address.includes('/Thermal#'))).toBe(false)
  })

  test('the supply that is not there is unsupported, never zero', async () => {
    const { readings } = await read()
    const second = readings.filter((reading) => reading.point.startsWith('supply-2'))
    expect(second).toHaveLength(11)
    for (const reading of second) expect(reading).toMatchObject({ quality: 'unsupported', value: Number.NaN })
  })

  test('one session, ended; the 43 sensors came in one request because the device says that it expands', async () => {
    const { sessions, requests } = await read()
    expect(sessions).toBe(0)
    expect(requests.filter((line) => line.startsWith('POST'))).toEqual(['POST /redfish/v1/SessionService/Sessions'])
    expect(requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
    expect(requests.filter((line) => line.includes('/Sensors'))).toEqual([
      'GET /redfish/v1/Chassis/1U/Sensors?$expand=.($levels=1)',
    ])
  })

  test('from the second poll on only resources are asked for that tell something of their own', async () => {
    await using server = await redfishServer({ tree: mockup(folder) })
    const session = await redfishDriver(profiles).open({ url: server.url, timeoutMs: 2_000, credential }, never)
    const first = await session.gather(never)
    const before = server.requests.length
    const second = await session.gather(never)
    await session.close()
    expect(second.map((reading) => reading.point)).toEqual(first.map((reading) => reading.point))
    expect(server.requests.slice(before).map((line) => line.replace(/^GET .*1U\//, ''))).toEqual([
      'Sensors?$expand=.($levels=1)',
      'EnvironmentMetrics',
      'ThermalSubsystem/Fans?$expand=.($levels=1)',
      'PowerSubsystem/PowerSupplies/Bay1/Metrics',
      'PowerSubsystem/Batteries/Module1/Metrics',
      'Power',
      'DELETE /redfish/v1/SessionService/Sessions/s1',
    ])
  })

  test('without expanding the same points come, one request a resource', async () => {
    await using server = await redfishServer({ tree: mockup(folder) })
    const options = { expand: 'never' }
    const session = await redfishDriver(profiles).open(
      { url: server.url, timeoutMs: 2_000, credential, options },
      never,
    )
    const singly = await session.gather(never)
    await session.close()
    expect(server.requests.some((line) => line.includes('expand'))).toBe(false)
    const { readings } = await read()
    const plain = (list: typeof readings) =>
      list.map(({ point, value, quality }) => `${point} ${value} ${quality}`).sort()
    expect(plain(singly)).toEqual(plain(readings))
  })
})
