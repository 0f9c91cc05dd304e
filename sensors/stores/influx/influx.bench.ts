import { InfluxDB, type IPoint } from 'influx'
import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import { quantile } from '../../../twin/kit/bench/quantile.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { QUARTER_MS } from '../rollup/history-grid.ts'
import { QuantileSketch } from '../rollup/quantile-sketch.ts'
import { rackPoints } from '../testing/point-list.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { LineKeys, seriesKey } from './schema/line-keys.ts'
import { type InfluxServer, influxServer } from './testing/influx-server.ts'
import { InfluxHttp } from './write/influx-http.ts'
import { LineBuffer } from './write/line-buffer.ts'
import { rolledLines } from './write/rolled-lines.ts'

const ROWS = 5_000
const POINTS = 20_000
const points = rackPoints(POINTS)
const keys = new LineKeys(points)
const rows = Uint32Array.from({ length: ROWS }, (_, row) => row)

/** Readings of `POINTS` points in turn, a round of all of them every ten seconds, each device at a millisecond of its own. */
function batchAt(index: number, start: number): Batch {
  const point = Uint32Array.from(rows, (row) => (index * ROWS + row) % POINTS)
  const round = Math.floor((index * ROWS) / POINTS)
  return {
    point,
    at: Float64Array.from(point, (one) => start + round * 10_000 + (Math.floor(one / 5) % 7_919)),
    value: Float64Array.from(rows, (row) => Math.round(Math.sin(index + row) * 5_000) / 10),
    quality: new Uint8Array(ROWS),
  }
}

/** The same readings as the package `influx` wants them, a point each. */
function singlePointsOf(batch: Batch): IPoint[] {
  return Array.from(rows, (row) => pointsOf(pick(batch, row))).flat()
}

/** The same, grouped as our lines are: what shares series and instant is one point. */
function pointsOf(batch: Batch): IPoint[] {
  const found: IPoint[] = []
  let open: { series: number; at: number; fields: Record<string, number> } | undefined
  for (let row = 0; row < batch.point.length; row++) {
    const key = keys.of(batch.point[row] ?? 0)
    const at = batch.at[row] ?? 0
    if (!key) continue
    if (!open || open.series !== key.series || open.at !== at) {
      open = { series: key.series, at, fields: {} }
      const { measurement, tags } = key.place
      found.push({ measurement, tags: { ...tags }, fields: open.fields, timestamp: at })
    }
    open.fields[key.place.field] = batch.value[row] ?? 0
  }
  return found
}

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

function pick(batch: Batch, row: number): Batch {
  return {
    point: batch.point.slice(row, row + 1),
    at: batch.at.slice(row, row + 1),
    value: batch.value.slice(row, row + 1),
    quality: batch.quality.slice(row, row + 1),
  }
}

const WAYS = ['bare', 'ours', 'peer', 'groupedPeer'] as const
/** A round of all points before the clock starts: series are made, keys known. */
const WARM = POINTS / ROWS
const BATCHES = 60
const ROUNDS = 9

/** Seconds for the same batches by each way, in turn, each round in databases of its own. */
async function loadTimes(server: InfluxServer): Promise<Record<(typeof WAYS)[number], number[]>> {
  const start = Date.now() - 3_600_000
  const batches = Array.from({ length: BATCHES }, (_, index) => batchAt(index, start))
  const buffer = new LineBuffer(keys, () => false)
  const ready = batches.map((batch) => Buffer.from(buffer.encode(batch, rows, 0, ROWS).bytes))
  const theirs = { peer: batches.map(singlePointsOf), groupedPeer: batches.map(pointsOf) }
  const times: Record<(typeof WAYS)[number], number[]> = { bare: [], ours: [], peer: [], groupedPeer: [] }
  await using folder = await temporaryFolder()
  const url = new URL(server.url)
  const http = new InfluxHttp({ url, authorization: undefined, timeoutMs: 60_000, gzip: false })
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of round % 2 === 0 ? WAYS : [...WAYS].reverse()) {
      const database = `${way}-${round}`
      const options = { url: server.url, database, positionFolder: `${folder.path}/${database}`, timeoutMs: 60_000 }
      const store = await openInfluxStore(options, { points })
      await store.position()
      const peer = new InfluxDB(`${server.url}/${database}`)
      const send = async (index: number) => {
        if (way === 'bare') {
          await http.post(`/write?db=${database}&rp=oblak_raw&precision=ms`, ready[index] ?? Buffer.alloc(0))
        } else if (way === 'ours') await store.write(batches[index] as Batch, BigInt(index + 1))
        else
          await peer.writePoints(theirs[way][index] ?? [], { precision: 'ms', retentionPolicy: 'oblak_raw', database })
      }
      for (let index = 0; index < WARM; index++) await send(index)
      const time = await seconds(async () => {
        for (let index = WARM; index < BATCHES; index++) await send(index)
      })
      times[way].push(time)
      await store.close()
      await new InfluxDB(`${server.url}/${database}`).dropDatabase(database)
    }
  }
  await http.close()
  return times
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
    name: 'write path into a real influxd, batches of 5,000 readings',
    budget: '≥ 90 % of a bare loader of ready bytes and ≥ 2 × influx writePoints',
    run: async () => {
      await using server = await influxServer()
      const times = await loadTimes(server)
      // Each round by itself, so that a busy machine is so for both.
      const slower = (way: (typeof WAYS)[number]) =>
        quantile(
          times.ours.map((ours, round) => (times[way][round] ?? Number.NaN) / ours),
          0.5,
        )
      const rate = ((BATCHES - WARM) * ROWS) / quantile(times.ours, 0.5)
      const ratio = slower('bare')
      const peer = slower('peer')
      return {
        ...{
          value: rate / 1_000,
          unit: 'thousand readings/s',
          against: 'bare loader',
          ratio,
          holds: ratio >= 0.9 && peer >= 2,
        },
        detail: `median of ${ROUNDS} rounds; ${peer.toFixed(2)} times influx writePoints with a point a reading, ${slower('groupedPeer').toFixed(2)} times where its points are grouped beforehand as our lines are; what is behind the bare loader is the checking and encoding of a batch, for which the server waits`,
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
