import { join } from 'node:path'
import { InfluxDB, type IPoint } from 'influx'
import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import { quantile } from '../../../twin/kit/bench/quantile.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import type { TelemetryStore } from '../../../twin/model/store.ts'
import { Journal } from '../../pipeline/journal/journal.ts'
import { JournalReader } from '../../pipeline/journal/journal-reader.ts'
import { SharedPositions } from '../../pipeline/journal/shared-positions.ts'
import { PointRegistry } from '../../pipeline/points/point-registry.ts'
import { DeadLetterLog } from '../../pipeline/sender/dead-letter-log.ts'
import { PositionFile } from '../../pipeline/sender/position-file.ts'
import { Sender } from '../../pipeline/sender/sender.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { batchAt, keys, POINTS, points, pointsOf, ROWS, rows, singlePointsOf } from './testing/bench-readings.ts'
import { type InfluxServer, influxServer } from './testing/influx-server.ts'
import { InfluxHttp } from './write/influx-http.ts'
import { LineBuffer } from './write/line-buffer.ts'

/**
 * `bare`: ready bytes, one request after the other. `ours`: from the journal by the sender through the store, as readings go. `unprepared`:
 * the same, but the store hears of a batch only when it is written. The others: the package `influx`, a point a reading or grouped beforehand
 * as our lines are.
 */
const WAYS = ['bare', 'ours', 'unprepared', 'peer', 'groupedPeer'] as const
type Way = (typeof WAYS)[number]
/** A round of all points before the clock starts: series are made, keys known. */
const WARM = POINTS / ROWS
const BATCHES = 60
const ROUNDS = 11

/** Gets some of the batches ready as far as its way begins; what it gives sends them. */
type Load = (from: number, to: number) => Promise<() => Promise<void>>

/** What the same batches cost one way: seconds by the clock, and of this process's CPU. */
interface Cost {
  readonly wall: number
  readonly cpu: number
}

async function costOf(work: () => Promise<void>): Promise<Cost> {
  globalThis.gc?.()
  const before = process.cpuUsage()
  const start = performance.now()
  await work()
  const wall = (performance.now() - start) / 1_000
  const { user, system } = process.cpuUsage(before)
  return { wall, cpu: (user + system) / 1e6 }
}

/** One after the other. */
function inTurn(send: (index: number) => Promise<unknown>): Load {
  return async (from, to) => async () => {
    for (let index = from; index < to; index++) await send(index)
  }
}

/** The package's points are made before its clock starts, and are garbage after: they are no burden to the others. */
function packageInflux(url: string, database: string, pointsOfBatch: (index: number) => IPoint[]): Load {
  const client = new InfluxDB(`${url}/${database}`)
  const options = { precision: 'ms', retentionPolicy: 'oblak_raw', database } as const
  return async (from, to) => {
    const some = Array.from({ length: to - from }, (_, index) => pointsOfBatch(from + index))
    return async () => {
      for (const one of some) await client.writePoints(one, options)
    }
  }
}

/** The batches are in the journal before the clock starts. */
async function journalled(folder: string, store: TelemetryStore, batches: readonly Batch[]) {
  const shared = SharedPositions.create()
  const bounds = { maxBytes: 1e10, maxAgeMs: 1e12, segmentBytes: 32 * 1024 * 1024 }
  const journal = await Journal.open({ folder: join(folder, 'journal'), ...bounds, shared })
  const reader = new JournalReader(join(folder, 'journal'), shared)
  const registry = new PointRegistry()
  for (let index = 0; index < POINTS; index++) {
    const definition = points.definition(index)
    if (definition) registry.place({ index, definition })
  }
  const deadLetters = new DeadLetterLog(join(folder, 'dead-letters'))
  const positionFile = new PositionFile(join(folder, 'position'))
  const load: Load = async (from, to) => {
    for (let index = from; index < to; index++) await journal.append(batches[index] as Batch, [])
    const sender = new Sender({ reader, store, points: registry, deadLetters, positionFile, shared })
    return async () => {
      await sender.run(AbortSignal.abort())
      const { stored } = sender.status()
      if (stored !== (to - from) * ROWS) throw new Error(`${stored} of ${(to - from) * ROWS} readings were stored`)
    }
  }
  const close = async () => {
    await reader.close()
    await journal.close()
  }
  return { load, close }
}

function withoutPrepare(store: TelemetryStore): TelemetryStore {
  return new Proxy(store, {
    get: (target, name) => {
      const found = Reflect.get(target, name)
      if (name === 'prepare') return undefined
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
}

/** The cost of each way in every round, in turn, each in a database of its own. */
async function loadCosts(server: InfluxServer): Promise<Record<Way, Cost[]>> {
  const start = Date.now() - 3_600_000
  const batches = Array.from({ length: BATCHES }, (_, index) => batchAt(index, start))
  const batch = (index: number) => batches[index] as Batch
  const buffer = new LineBuffer(keys, () => false)
  const ready = batches.map((one) => Buffer.from(buffer.encode(one, rows, 0, ROWS).bytes))
  const costs: Record<Way, Cost[]> = { bare: [], ours: [], unprepared: [], peer: [], groupedPeer: [] }
  await using folder = await temporaryFolder()
  const http = { url: new URL(server.url), authorization: undefined, timeoutMs: 60_000, gzip: false }
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of round % 2 === 0 ? WAYS : [...WAYS].reverse()) {
      const database = `${way}-${round}`
      const place = join(folder.path, database)
      const options = { url: server.url, database, positionFolder: place, timeoutMs: 60_000 }
      const store = await openInfluxStore(options, { points })
      await store.position()
      // A connection of its own, as the store has: a socket's buffers grow with use.
      const bare = new InfluxHttp(http)
      const journal = await journalled(place, way === 'unprepared' ? withoutPrepare(store) : store, batches)
      const path = `/write?db=${database}&rp=oblak_raw&precision=ms`
      const loads: Record<Way, Load> = {
        bare: inTurn(async (index) => {
          const answer = await bare.post(path, ready[index] as Buffer)
          if (answer.kind === 'silence' || answer.status !== 204) throw new Error(JSON.stringify(answer))
        }),
        ours: journal.load,
        unprepared: journal.load,
        peer: packageInflux(server.url, database, (index) => singlePointsOf(batch(index))),
        groupedPeer: packageInflux(server.url, database, (index) => pointsOf(batch(index))),
      }
      await (await loads[way](0, WARM))()
      costs[way].push(await costOf(await loads[way](WARM, BATCHES)))
      await bare.close()
      await journal.close()
      await store.close()
      await new InfluxDB(`${server.url}/${database}`).dropDatabase(database)
    }
  }
  return costs
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'write path, journal to a real influxd, batches of 5,000 readings',
    budget: '≥ 90 % of a bare loader of ready bytes and ≥ 2 × influx writePoints',
    run: async () => {
      await using server = await influxServer()
      const costs = await loadCosts(server)
      // Each round by itself, so that a busy machine is so for both.
      const ratios = (over: Way, under: Way, figure: keyof Cost) =>
        costs[under].map((cost, round) => (costs[over][round]?.[figure] ?? Number.NaN) / cost[figure])
      const middle = (values: readonly number[]) => quantile(values, 0.5)
      const toBare = ratios('bare', 'ours', 'wall')
      const ratio = middle(toBare)
      const peer = middle(ratios('peer', 'ours', 'wall'))
      const rate = ((BATCHES - WARM) * ROWS) / middle(costs.ours.map(({ wall }) => wall))
      const times = (value: number) => `${value.toFixed(2)} times`
      const details = [
        `median of ${ROUNDS} rounds, ${Math.min(...toBare).toFixed(2)} to ${Math.max(...toBare).toFixed(2)}`,
        `${middle(ratios('bare', 'unprepared', 'wall')).toFixed(2)} where nothing is encoded while the server works`,
        `${times(peer)} influx writePoints with a point a reading, ${times(middle(ratios('groupedPeer', 'ours', 'wall')))} where its points are grouped beforehand as our lines are`,
        `CPU of the sending process ${times(middle(ratios('ours', 'bare', 'cpu')))} the bare loader's`,
      ]
      return {
        ...{ value: rate / 1_000, unit: 'thousand readings/s', against: 'bare loader', ratio },
        ...{ holds: ratio >= 0.9 && peer >= 2, detail: details.join('; ') },
      }
    },
  },
]
