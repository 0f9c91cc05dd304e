import { InfluxDB } from 'influx'
import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { QUARTER_MS } from '../rollup/history-grid.ts'
import { QuantileSketch } from '../rollup/quantile-sketch.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { seriesKey } from './schema/line-keys.ts'
import { batchAt, keys, points, pointsOf, ROWS, rows, singlePointsOf } from './testing/bench-readings.ts'
import { type InfluxServer, influxServer } from './testing/influx-server.ts'
import { InfluxHttp } from './write/influx-http.ts'
import { LineBuffer } from './write/line-buffer.ts'
import { rolledLines } from './write/rolled-lines.ts'

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

/** A client whose network is cut off: what is left is its serialising. */
function mutePeer(): InfluxDB {
  const client = new InfluxDB({ database: 'd' })
  Reflect.set(client, '_pool', { discard: async () => undefined })
  return client
}

async function serialise(sharing: boolean) {
  const batches = Array.from({ length: 8 }, (_, index) => batchAt(index, 1_795_000_000_000))
  const buffer = new LineBuffer(keys, () => false)
  let lines = 0
  const ours = async (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      lines += buffer.encode(batches[round % 8] as Batch, rows, 0, ROWS, sharing).count
    }
  }
  await ours(100)
  lines = 0
  const rate = await seconds(() => ours(600)).then((time) => lines / time)
  const peer = mutePeer()
  const theirs = batches.map((batch) => (sharing ? pointsOf(batch) : singlePointsOf(batch)))
  let sent = 0
  const write = async (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      const some = theirs[round % 8] ?? []
      sent += some.length
      await peer.writePoints(some, { precision: 'ms' })
    }
  }
  await write(16)
  sent = 0
  const peerRate = await seconds(() => write(40)).then((time) => sent / time)
  return { rate, peerRate }
}

async function history(server: InfluxServer) {
  await using folder = await temporaryFolder()
  const now = Math.floor(Date.now() / QUARTER_MS) * QUARTER_MS
  const store = await openInfluxStore({ url: server.url, database: 'h', positionFolder: folder.path }, { points })
  const asked = Array.from({ length: 20 }, (_, point) => point)
  const reading = (at: number): Batch => ({
    point: Uint32Array.from(asked),
    at: Float64Array.from(asked, () => at),
    value: Float64Array.from(asked, (point) => point + 0.5),
    quality: new Uint8Array(20),
  })
  // The last two hours are raw and rolled up by the store; the days before are roll-ups as it makes them. The neighbours are there too.
  for (let at = now - 2 * 3_600_000; at < now; at += 10_000) await store.write(reading(at), BigInt(at))
  await store.maintain(epochMs(now + 60_000))
  const http = new InfluxHttp({ url: new URL(server.url), authorization: undefined, timeoutMs: 60_000, gzip: false })
  const sketch = new QuantileSketch()
  for (let n = 0; n < 90; n++) sketch.add(20 + Math.sin(n))
  for (let day = 0; day < 30; day++) {
    const some = Array.from({ length: 96 }, (_, quarter) => now - 7_200_000 - (day * 96 + quarter + 1) * QUARTER_MS)
    const rolled = some.flatMap((at) =>
      Array.from({ length: 200 }, (_, point) => {
        const place = keys.of(point)?.place
        const figures = { min: 19, max: 21, last: 20, count: 90, mean: 20 + (point % 7) / 10, sketch }
        return { series: place ? seriesKey(place) : '', field: place?.field ?? '', at, ...figures }
      }),
    )
    const answer = await http.post('/write?db=h&rp=oblak_15m&precision=ms', Buffer.from(rolledLines(rolled)))
    if (answer.kind !== 'answer' || answer.status !== 204)
      throw new Error(`roll-ups were not taken: ${JSON.stringify(answer)}`)
  }
  const span = { from: epochMs(now - 30 * 86_400_000), to: epochMs(now), buckets: 720 }
  const place = keys.of(0)?.place
  const where = Object.entries(place?.tags ?? {}).map(([key, value]) => `"${key}" = '${value}'`)
  const bare = asked.map((point) => {
    const field = keys.of(point)?.place.field ?? ''
    const columns = [
      `min("${field}:min")`,
      `mean("${field}")`,
      `max("${field}:max")`,
      `last("${field}:last")`,
      `sum("${field}:count")`,
    ]
    return `SELECT ${columns.join(', ')} FROM "oblak_15m"."rack" WHERE ${where.join(' AND ')} AND time >= ${span.from}ms AND time < ${span.to}ms GROUP BY time(1h) fill(none)`
  })
  const times = { ours: Number.POSITIVE_INFINITY, bare: Number.POSITIVE_INFINITY }
  let filled = 0
  for (let round = 0; round < 8; round++) {
    const ours = await seconds(async () => {
      const series = await store.history({ points: asked, ...span })
      filled = Math.min(...series.map(({ count }) => count.filter((one) => one > 0).length))
    })
    times.ours = Math.min(times.ours, ours)
    const query = new URLSearchParams({ db: 'h', epoch: 'ms', q: bare.join(';') })
    times.bare = Math.min(
      times.bare,
      await seconds(async () => {
        const response = await fetch(`${server.url}/query`, { method: 'POST', body: query })
        JSON.parse(await response.text())
      }),
    )
  }
  await http.close()
  await store.close()
  return { ...times, filled }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'line protocol: lines serialised, a reading each',
    budget: '≥ 2 M lines/s on one core',
    run: async () => {
      const { rate, peerRate } = await serialise(false)
      return {
        ...{ value: rate / 1e6, unit: 'M lines/s', holds: rate >= 2e6 },
        ...{ against: `influx writePoints ${(peerRate / 1e6).toFixed(2)} M lines/s`, ratio: rate / peerRate },
      }
    },
  },
  {
    name: 'line protocol: lines serialised, as a poll fills them (five readings each)',
    budget: 'faster than influx writePoints',
    run: async () => {
      const { rate, peerRate } = await serialise(true)
      return {
        ...{ value: rate / 1e6, unit: 'M lines/s', holds: rate >= peerRate },
        ...{ against: `influx writePoints ${(peerRate / 1e6).toFixed(2)} M lines/s`, ratio: rate / peerRate },
      }
    },
  },
  {
    name: 'history of 30 days of one rack, 20 points, 720 buckets',
    budget: '≤ 150 ms',
    run: async () => {
      await using server = await influxServer()
      const { ours, bare, filled } = await history(server)
      return {
        ...{
          value: ours * 1_000,
          unit: 'ms',
          against: 'faster than the bare query',
          ratio: bare / ours,
          holds: ours <= 0.15,
        },
        detail: `bare query ${(bare * 1_000).toFixed(0)} ms; at least ${filled} of 720 buckets filled`,
      }
    },
  },
]
