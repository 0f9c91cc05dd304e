import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildProgram } from '../../../twin/kit/testing/build-program.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { DeviceEntry } from '../../device-entry.ts'
import { SimulatorClient } from '../../simulator/simulator-client.ts'
import { CollectorClient } from '../collector-client.ts'
import type { OwnStatus } from '../collector-messages.ts'
import { SharedPositions } from '../journal/shared-positions.ts'
import { blackHole } from '../testing/black-hole.ts'

const SILENT = 1_000
const estateFolder = fileURLToPath(new URL('../../../twin/estate/shipped', import.meta.url))

test('with 1,000 of 2,592 rack PDUs silent the others are polled at most a second late', {
  timeout: 180_000,
}, async () => {
  await using folder = await temporaryFolder()
  await using hole = await blackHole()
  await using simulatorProgram = await buildProgram(new URL('../../simulator/main.ts', import.meta.url))
  await using collectorProgram = await buildProgram(new URL('../main.ts', import.meta.url))
  const simulator = await SimulatorClient.start(
    { credentialFolder: join(folder.path, 'run'), estateFolder },
    simulatorProgram.url,
  )
  try {
    const pdus = simulator.entries.filter(({ path, url }) => url.startsWith('snmp:') && /\/pdu-[ab]$/.test(path))
    expect(pdus.length).toBe(2_592)
    const devices = pdus.map(
      (entry, at): DeviceEntry => (at % 13 < 5 && (at / 13) * 5 < SILENT ? { ...entry, url: hole.url(at) } : entry),
    )
    const silent = devices.filter(({ url }) => url.startsWith('snmp://127.9.')).length
    const collector = await CollectorClient.start(
      {
        devices,
        dataFolder: join(folder.path, 'data'),
        shared: SharedPositions.create().buffer,
        journal: { maxBytes: 2 ** 28, maxAgeMs: 86_400_000 },
      },
      collectorProgram.url,
    )
    try {
      // What does not answer though it should, with the reason.
      const amiss = ({ devices: all }: OwnStatus) =>
        all
          .filter(({ state, url }) => state !== 'answering' && !url.startsWith('snmp://127.9.'))
          .map(({ path, state, reason }) => `${path} ${state}: ${reason ?? ''}`)
      const now = async () => amiss(await collector.status()).slice(0, 5)
      await expect.poll(now, { timeout: 90_000, interval: 500 }).toEqual([])
      const before = await collector.status()
      await sleep(20_000)
      const after = await collector.status()
      expect(after.polls.latenessP99Ms).toBeLessThan(1_000)
      // Every healthy device twice in twenty seconds; a pause of the machine itself may cost a tick here and there.
      expect(after.polls.done - before.polls.done).toBeGreaterThan(2 * (devices.length - silent) * 0.95)
      expect(after.polls.missed - before.polls.missed).toBeLessThan(0.001 * (after.polls.done - before.polls.done))
      await expect.poll(now, { timeout: 20_000, interval: 500 }).toEqual([])
    } finally {
      const began = Date.now()
      await collector.stop()
      expect(Date.now() - began).toBeLessThan(10_000)
    }
  } finally {
    await simulator.stop()
  }
})
