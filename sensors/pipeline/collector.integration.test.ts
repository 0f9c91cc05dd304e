import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import { withoutSecret } from '../devices/driver-for.ts'
import { deviceOpener } from '../devices/open-device.ts'
import { modbusDriver } from '../drivers/modbus/driver.ts'
import { mqttDriver } from '../drivers/mqtt/driver.ts'
import { redfishDriver } from '../drivers/redfish/driver.ts'
import { modbusProfileSchema } from '../profiles/modbus-profile.ts'
import { mqttProfileSchema } from '../profiles/mqtt-profile.ts'
import { redfishProfileSchema } from '../profiles/redfish-profile.ts'
import { freshAccess } from '../simulator/access.ts'
import { writeCredentials } from '../simulator/credential-files.ts'
import { Simulation } from '../simulator/simulation.ts'
import { smallEstate } from '../simulator/testing/small-estate.ts'
import { Collector } from './collector.ts'
import { SharedPositions } from './journal/shared-positions.ts'

const profile = (name: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, '..', 'profiles', `${name}.yaml`), 'utf8'))
const drivers = [
  modbusDriver(
    ['oblak-crah', 'oblak-chiller', 'oblak-branch-meter'].map((id) =>
      modbusProfileSchema.parse(profile(`modbus/${id}`)),
    ),
  ),
  redfishDriver(['oblak-server', 'redfish-standard'].map((id) => redfishProfileSchema.parse(profile(`redfish/${id}`)))),
  mqttDriver(['oblak-probes', 'mqtt-plain'].map((id) => mqttProfileSchema.parse(profile(`mqtt/${id}`)))),
]

test('simulated rooms are polled and listened to; every accepted reading has a point that is known', async () => {
  await using folder = await temporaryFolder()
  const access = freshAccess()
  const credentials = await writeCredentials(join(folder.path, 'run'), access)
  const simulation = await Simulation.start({ estate: smallEstate(), access, credentials })
  const known = new Map<number, string>()
  let rows = 0
  const devices = simulation.entries.filter(({ url }) => !url.startsWith('snmp:'))
  const collector = await Collector.start(
    {
      devices,
      dataFolder: join(folder.path, 'data'),
      shared: SharedPositions.create().buffer,
      journal: { maxBytes: 2 ** 26, maxAgeMs: 86_400_000 },
    },
    {
      open: deviceOpener(drivers, { environment: {}, warn: () => undefined }),
      shownUrl: withoutSecret,
      accepted: (batch, points) => {
        for (const { index, definition } of points) known.set(index, definition.path)
        for (const index of batch.point) expect(known.has(index)).toBe(true)
        rows += batch.point.length
      },
      log: () => undefined,
    },
  )
  collector.begin()
  try {
    await expect
      .poll(() => collector.status().devices.filter(({ state }) => state !== 'answering'), { timeout: 30_000 })
      .toEqual([])
    const { journal, polls } = collector.status()
    expect(polls).toMatchObject({ failed: 0, missed: 0 })
    expect(polls.done).toBeGreaterThanOrEqual(devices.length)
    expect(journal.accepted).toBe(rows)
    expect([...known.values()].filter((path) => path.endsWith('/temperature')).length).toBeGreaterThan(0)
  } finally {
    const began = Date.now()
    await collector.stop()
    expect(Date.now() - began).toBeLessThan(10_000)
    await simulation.stop()
  }
})
