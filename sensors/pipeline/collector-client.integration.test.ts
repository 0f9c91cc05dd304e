import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildProgram } from '../../twin/kit/testing/build-program.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../twin/model/batch.ts'
import { freshAccess } from '../simulator/access.ts'
import { writeCredentials } from '../simulator/credential-files.ts'
import { Simulation } from '../simulator/simulation.ts'
import { smallEstate } from '../simulator/testing/small-estate.ts'
import { CollectorClient } from './collector-client.ts'
import type { CollectorSettings } from './collector-messages.ts'
import { SharedPositions } from './journal/shared-positions.ts'

const built = await buildProgram(new URL('./main.ts', import.meta.url))
const program = built.url
afterAll(() => built[Symbol.asyncDispose]())

test('the thread polls what the simulator serves and hands accepted batches over; a second start knows the points', async () => {
  await using folder = await temporaryFolder()
  const access = freshAccess()
  const credentials = await writeCredentials(join(folder.path, 'run'), access)
  const simulation = await Simulation.start({ estate: smallEstate(), access, credentials })
  const settings: CollectorSettings = {
    devices: simulation.entries,
    dataFolder: join(folder.path, 'data'),
    shared: SharedPositions.create().buffer,
    journal: { maxBytes: 2 ** 26, maxAgeMs: 86_400_000 },
  }
  const logged: string[] = []
  try {
    const client = await CollectorClient.start(settings, program, (message) => logged.push(message))
    let rows = 0
    const latest = new Map<string, number>()
    client.live.subscribe((batch: Batch) => {
      rows += batch.point.length
      batch.point.forEach((index, row) => {
        const path = client.live.points.definition(index)?.path
        if (path === undefined) throw new Error(`point ${index} is not known`)
        latest.set(path, batch.value[row] ?? Number.NaN)
      })
    })
    await expect
      .poll(async () => (await client.status()).devices.filter(({ state }) => state !== 'answering'), {
        timeout: 30_000,
      })
      .toEqual([])
    const status = await client.status()
    expect(status.polls.failed).toBe(0)
    const protocols = new Set(status.devices.map(({ url }) => url.replace(/:.*/, '')))
    expect([...protocols].sort()).toEqual(['modbus', 'mqtt', 'snmp'])
    const power = () => [...latest].filter(([path]) => /pdu-[ab]\/power$/.test(path))
    // A device answers a moment before its readings are gathered and handed over.
    await expect.poll(() => power().length, { timeout: 10_000 }).toBeGreaterThan(0)
    for (const [, watts] of power()) expect(watts).toBeGreaterThan(0)
    expect(logged).toEqual([])
    const began = Date.now()
    await client.stop()
    expect(Date.now() - began).toBeLessThan(10_000)
    expect(await client.ended).toBeUndefined()
    expect(new SharedPositions(settings.shared).syncedReadings).toBeGreaterThanOrEqual(rows)

    const again = await CollectorClient.start({ ...settings, devices: [] }, program)
    for (const path of latest.keys()) expect(again.live.points.indexOf(path)).toBe(client.live.points.indexOf(path))
    await again.stop()
  } finally {
    await simulation.stop()
  }
})

test('a folder that another collector writes to is refused with the reason', async () => {
  await using folder = await temporaryFolder()
  const settings: CollectorSettings = {
    devices: [],
    dataFolder: folder.path,
    shared: SharedPositions.create().buffer,
    journal: { maxBytes: 2 ** 26, maxAgeMs: 86_400_000 },
  }
  const first = await CollectorClient.start(settings, program)
  await expect(CollectorClient.start(settings, program)).rejects.toMatchObject({ code: 'journal-locked' })
  await first.stop()
})
