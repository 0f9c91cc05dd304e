import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltProgram, buildProgram } from '../../twin/kit/testing/build-program.ts'
import { describeWith } from '../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../twin/model/batch.ts'
import type { PointPath } from '../../twin/model/path.ts'
import type { StoreSettings } from '../../twin/model/store-settings.ts'
import { epochMs } from '../../twin/model/units.ts'
import { Journal } from '../pipeline/journal/journal.ts'
import { SharedPositions } from '../pipeline/journal/shared-positions.ts'
import { PointFile } from '../pipeline/points/point-file.ts'
import { influxServer } from './influx/testing/influx-server.ts'
import { StorageClient } from './storage-client.ts'

let program: BuiltProgram

beforeAll(async () => {
  program = await buildProgram(new URL('./main.ts', import.meta.url))
})

afterAll(() => program[Symbol.asyncDispose]())

/** Readings a second apart, ending now. */
function rows(count: number, begin: number): Batch {
  return {
    point: new Uint32Array(count),
    at: Float64Array.from({ length: count }, (_, row) => begin + row * 1_000),
    value: Float64Array.from({ length: count }, (_, row) => row),
    quality: new Uint8Array(count),
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** What the collector's thread has, and the storage thread beside it. */
async function setUp(store: StoreSettings) {
  const folder = await temporaryFolder()
  const shared = SharedPositions.create()
  const bounds = { maxBytes: 1e9, maxAgeMs: 1e12, segmentBytes: 1e6 }
  const journal = await Journal.open({ folder: join(folder.path, 'journal'), ...bounds, shared })
  const points = await PointFile.open(folder.path, journal.pointFloor)
  const said: string[] = []
  const settings = { store, dataFolder: folder.path, shared: shared.buffer }
  const client = await StorageClient.start(settings, program.url, (message) => said.push(message))
  const point = { path: 'test/hall-1/row-a/rack-01/power' as PointPath, quantity: 'power', unit: 'W' } as const
  return {
    ...{ client, said, folder },
    append: async (batch: Batch) => journal.append(batch, await points.add([point])),
    async [Symbol.asyncDispose]() {
      await client.stop()
      await points.close()
      await journal.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

describeWith(['influxd'], 'the storage thread, with a real InfluxDB', () => {
  test('brings what is accepted to the store, answers from it, and keeps what it refuses', async () => {
    await using server = await influxServer()
    await using setup = await setUp({ kind: 'influx', url: server.url, database: 'oblak' })
    const { client } = setup
    const begin = Math.floor(Date.now() / 1_000) * 1_000 - 600_000
    const batch = rows(500, begin)
    batch.value[7] = Number.POSITIVE_INFINITY
    await setup.append(batch)
    await until(async () => (await client.status()).waiting === 0)
    const { deadLetters, ...sent } = await client.status()
    expect(sent).toEqual({ stored: 499, refused: 1, waiting: 0, circuit: 'closed' })
    expect(deadLetters).toMatchObject({ maxBytes: 64 * 2 ** 20, dropped: 0, droppedSinceStart: 0 })
    expect(deadLetters?.bytes).toBeGreaterThan(0)
    expect(await client.store.latest([0])).toMatchObject([{ at: begin + 499_000, value: 499 }])
    const span = { from: epochMs(begin), to: epochMs(begin + 500_000) }
    const [series] = await client.store.history({ points: [0], ...span, buckets: 500 })
    expect(series?.count.reduce((sum, count) => sum + count, 0)).toBe(499)
    const [median] = await client.store.quantiles({ point: 0, ...span, quantiles: [0.5] })
    expect(Math.abs((median ?? 0) - 250)).toBeLessThan(5)
    expect(await client.deadLetters.list(10)).toMatchObject([
      { at: begin + 7_000, point: 'test/hall-1/row-a/rack-01/power' },
    ])
  })

  test('starts without its store, says why nothing is sent, and sends all once the store is there', async () => {
    await using server = await influxServer()
    await server.stop()
    await using setup = await setUp({ kind: 'influx', url: server.url, database: 'oblak' })
    const { client } = setup
    await setup.append(rows(100, Date.now() - 200_000))
    await until(async () => (await client.status()).reason !== undefined)
    expect(await client.status()).toMatchObject({ stored: 0, waiting: 100 })
    await expect(client.store.latest([0])).rejects.toThrow()
    await server.start()
    await until(async () => (await client.status()).waiting === 0)
    expect(await client.status()).toMatchObject({ stored: 100, circuit: 'closed' })
  })
})

test('stops, by force after four seconds, though the store takes connections and never answers', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const setup = await setUp({ kind: 'influx', url: `http://127.0.0.1:${port}`, database: 'oblak' })
  await setup.append(rows(10, Date.now() - 20_000))
  await setup.client.stop()
  expect(await setup.client.ended).toBeUndefined()
  await expect(setup.client.status()).rejects.toThrow('the storage thread was stopped')
  await setup[Symbol.asyncDispose]()
  silent.close()
})

test('a thread that cannot run says so instead of hanging', async () => {
  const shared = SharedPositions.create().buffer
  const settings = { store: { kind: 'duckdb', folder: '/nowhere' }, dataFolder: '/nowhere', shared } as const
  await expect(StorageClient.start(settings, new URL('file:///nowhere/storage.mjs'))).rejects.toThrow(
    /storage thread ended/,
  )
})
