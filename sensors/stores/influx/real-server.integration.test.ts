import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { TelemetryStore } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { batchOf } from '../testing/batch-of.ts'
import { pointList } from '../testing/point-list.ts'
import type { InfluxStoreOptions } from './influx-options.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { type InfluxServer, influxServer } from './testing/influx-server.ts'

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const NOW = Math.floor(Date.now() / QUARTER) * QUARTER
const POWER = 's/hall-1/row-a/rack-1/pdu-a/power'
const points = pointList(
  POWER,
  's/hall-1/row-a/rack-2/pdu-a/power',
  's/hall-1/row-a/rack-1/pdu-a/current',
  's/crah-1/load',
)
const row = (index: number, at = NOW - MINUTE + index, value = 10 + index) => [index, at, value] as const

describeWith(['influxd'], 'the InfluxDB store and a real influxd', () => {
  let server: InfluxServer
  beforeAll(async () => {
    server = await influxServer(['max-body-size = 20000'])
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const query = async (q: string, db = 'd', at = server) => {
    const response = await fetch(`${at.url}/query?db=${db}&epoch=ms&u=admin&p=admin`, {
      method: 'POST',
      body: new URLSearchParams({ q }),
    })
    return (await response.json()) as { results: { series?: { values: unknown[][] }[] }[] }
  }
  const line = (db: string, text: string, rp = 'oblak_raw') =>
    fetch(`${server.url}/write?db=${db}&rp=${rp}&precision=ms`, { method: 'POST', body: text })

  async function within(
    database: string,
    check: (store: TelemetryStore, reopen: () => Promise<TelemetryStore>, warnings: string[]) => Promise<void>,
    more: Partial<InfluxStoreOptions> = {},
  ): Promise<void> {
    await using folder = await temporaryFolder()
    const opened: TelemetryStore[] = []
    const warnings: string[] = []
    const reopen = async () => {
      const warn = (message: string) => void warnings.push(message)
      const options = { url: server.url, database, positionFolder: folder.path, warn, ...more }
      const store = await openInfluxStore(options, { points })
      opened.push(store)
      return store
    }
    try {
      await check(await reopen(), reopen, warnings)
    } finally {
      for (const store of opened) await store.close()
    }
  }

  test('a field that someone wrote with another type refuses those rows only, and the position waits for their dead letters', () =>
    within('conflict', async (store) => {
      await store.position()
      expect((await line('conflict', `unit,site=s,unit=crah-9 load=1i ${NOW}\n`)).status).toBe(204)
      const rows = Array.from({ length: 60 }, (_, index) => row(index % 4, NOW - MINUTE + index))
      const outcome = await store.write(batchOf(...rows), 1n)
      expect(outcome.stored).toBe(45)
      expect(outcome.refused.map((refusal) => refusal.row % 4)).toEqual(Array.from({ length: 15 }, () => 3))
      expect(outcome.refused[0]?.reason).toContain('field type conflict')
      expect(await store.position()).toBe(0n)
      await store.write(batchOf(), 1n)
      expect(await store.position()).toBe(1n)
    }))

  test('a policy that is shorter than Oblak thinks: what is beyond is refused, the rest is stored', () =>
    within('short', async (store, _, warnings) => {
      await query('CREATE DATABASE short')
      await query('CREATE RETENTION POLICY oblak_raw ON short DURATION 1h REPLICATION 1 SHARD DURATION 1h')
      const rows = Array.from({ length: 20 }, (_, index) => row(0, NOW - index * QUARTER))
      const outcome = await store.write(batchOf(...rows), 1n)
      expect(outcome.stored).toBeGreaterThanOrEqual(4)
      expect(outcome.refused.length).toBe(20 - outcome.stored)
      expect(outcome.refused.every((refusal) => refusal.row >= outcome.stored)).toBe(true)
      expect(outcome.keep).toBeUndefined()
      expect(warnings.join()).toContain('oblak_raw keeps 1h0m0s')
    }))

  test('a body above the limit of the server goes in parts', () =>
    within('large', async (store) => {
      const rows = Array.from({ length: 2_000 }, (_, index) => row(index % 4, NOW - MINUTE + index))
      expect(await store.write(batchOf(...rows), 1n)).toEqual({ stored: 2_000, refused: [] })
      expect(
        (await query('SELECT count("pdu-a/power") FROM oblak_raw.rack', 'large')).results[0]?.series?.[0]
          ?.values[0]?.[1],
      ).toBe(1_000)
    }))

  test('a policy that is dropped under our hands is a fault, not a reason to hammer', () =>
    within('dropped', async (store) => {
      await store.write(batchOf(row(0)), 1n)
      await query('DROP RETENTION POLICY oblak_raw ON dropped')
      const outcome = await store.write(batchOf(row(1)), 2n)
      expect(outcome.keep).toMatchObject({
        kind: 'fault',
        reason: expect.stringContaining('retention policy not found'),
      })
      expect(await store.position()).toBe(1n)
    }))

  test('a database that is wiped while we write is made anew, and the journal is asked for from its beginning', () =>
    within('wiped', async (store, reopen, warnings) => {
      await store.write(batchOf(row(0)), 41n)
      await query('DROP DATABASE wiped')
      expect(await store.write(batchOf(row(1)), 42n)).toEqual({ stored: 1, refused: [] })
      expect(await store.position()).toBe(0n)
      expect(warnings.join()).toContain('was lost')
      await store.close()
      const again = await reopen()
      expect(await again.position()).toBe(0n)
      expect((await again.latest([0, 1])).map((reading) => reading?.value)).toEqual([undefined, 11])
    }))

  test('a database that was wiped while we were away is not skipped over', () =>
    within('away', async (store, reopen) => {
      await store.write(batchOf(row(0)), 41n)
      await store.close()
      await query('DROP DATABASE away')
      expect(await (await reopen()).position()).toBe(0n)
    }))

  test('a position file that is damaged is put aside', () =>
    within('damaged', async (store, reopen, warnings) => {
      await store.write(batchOf(row(0)), 41n)
      await store.close()
      await using own = await temporaryFolder()
      const folder = own.path
      await writeFile(join(folder, 'influx-position.json'), '{"version":1,')
      const options = {
        url: server.url,
        database: 'damaged',
        positionFolder: folder,
        warn: (text: string) => void warnings.push(text),
      }
      const other = await openInfluxStore(options, { points })
      expect(await other.position()).toBe(0n)
      expect(warnings.join()).toContain('put aside')
      await other.close()
      expect(await (await reopen()).position()).toBe(41n)
    }))

  test('good after bad and bad after good at one instant: the later holds, in latest, history and roll-ups, also after a restart', () =>
    within('overwritten', async (store, reopen) => {
      const at = NOW - 2 * QUARTER
      await store.write(batchOf([0, at, Number.NaN, 2], [1, at, 7], [2, at, 5]), 1n)
      await store.maintain(epochMs(NOW))
      await store.close()
      const again = await reopen()
      await again.write(batchOf([0, at, 30], [1, at, Number.NaN, 1]), 2n)
      const check = async () => {
        expect(await again.latest([0, 1])).toEqual([
          { at, value: 30, quality: 0 },
          { at, value: Number.NaN, quality: 1 },
        ])
        for (const buckets of [1, 15]) {
          const span = { points: [0, 1, 2], from: epochMs(at), to: epochMs(at + QUARTER), buckets }
          expect((await again.history(span)).map(({ count, mean }) => [count[0], mean[0]])).toEqual([
            [1, 30],
            [0, Number.NaN],
            [1, 5],
          ])
        }
      }
      expect((await again.maintain(epochMs(NOW))).rolledUp).toBeGreaterThan(0)
      await check()
    }))

  test('a restart in the middle of upkeep goes on where it was, and late marks survive it', () =>
    within('restarted', async (store, reopen) => {
      const at = NOW - 4 * QUARTER
      await store.write(batchOf([0, at, 1]), 1n)
      await store.maintain(epochMs(NOW))
      await store.write(batchOf([0, at + 1, 3]), 2n)
      await store.close()
      const again = await reopen()
      expect((await again.maintain(epochMs(NOW))).rolledUp).toBe(2)
      const [series] = await again.history({ points: [0], from: epochMs(at), to: epochMs(at + QUARTER), buckets: 1 })
      expect([series?.resolution, series?.count[0], series?.mean[0]]).toEqual(['15m', 2, 2])
    }))

  test('a server that is killed and comes back has all that was called stored', async () => {
    await using other = await influxServer()
    await using folder = await temporaryFolder()
    const options = { url: other.url, database: 'd', positionFolder: folder.path, timeoutMs: 2_000 }
    const store = await openInfluxStore(options, { points })
    expect((await store.write(batchOf(row(0), row(1)), 1n)).stored).toBe(2)
    await other.stop('SIGKILL')
    const away = await store.write(batchOf(row(2)), 2n)
    expect(away).toMatchObject({ stored: 0, refused: [], keep: { kind: 'busy' } })
    expect(away.keep?.retryAfterMs).toBeGreaterThan(0)
    await other.start()
    expect((await store.write(batchOf(row(2)), 2n)).stored).toBe(1)
    expect((await store.latest([0, 1, 2])).map((reading) => reading?.value)).toEqual([10, 11, 12])
    expect(await store.position()).toBe(2n)
    await store.close()
  })

  test('with sign-in on, a wrong password and a missing grant are faults, and the right ones work', async () => {
    await using other = await influxServer(['auth-enabled = true'])
    await query("CREATE USER admin WITH PASSWORD 'admin' WITH ALL PRIVILEGES", '', other)
    await query("CREATE USER poor WITH PASSWORD 'poor'", '', other)
    const write = async (user: string, password: string) => {
      await using folder = await temporaryFolder()
      const options = { url: other.url, database: 'd', positionFolder: folder.path, user, password }
      const store = await openInfluxStore(options, { points })
      try {
        return await store.write(batchOf(row(0)), 1n)
      } finally {
        await store.close()
      }
    }
    expect((await write('admin', 'admin')).stored).toBe(1)
    for (const [user, password] of [
      ['admin', 'wrong'],
      ['poor', 'poor'],
    ] as const) {
      const { keep } = await write(user, password)
      expect(keep?.kind).toBe('fault')
      expect(keep?.reason).not.toContain(password === 'wrong' ? 'wrong' : ':poor')
    }
  })

  test('a backup is line protocol that another database takes as it is', () =>
    within('source', async (store) => {
      await store.write(batchOf([0, NOW - 2 * QUARTER, 1.5], [1, NOW - QUARTER, Number.NaN, 2], [3, NOW - 2, 4]), 9n)
      await store.maintain(epochMs(NOW))
      await using folder = await temporaryFolder()
      const into = join(folder.path, 'copy')
      await store.backup(into)
      await expect(store.backup(into)).rejects.toThrow(/not empty/)
      expect(JSON.parse(await readFile(join(into, 'state.json'), 'utf8'))).toMatchObject({ position: '9' })
      await within('target', async (first, reopen) => {
        await first.position()
        for (const [file, policy] of [
          ['raw', 'oblak_raw'],
          ['1m', 'oblak_1m'],
          ['15m', 'oblak_15m'],
        ] as const) {
          const text = gunzipSync(await readFile(join(into, `${file}.lp.gz`))).toString()
          const lines = text.split('\n').slice(text.split('\n').findIndex((one) => one.startsWith('# CONTEXT-RET')) + 1)
          expect((await line('target', lines.join('\n'), policy)).status).toBe(204)
        }
        const copy = await reopen()
        expect(await copy.latest([0, 1, 2, 3])).toEqual(await store.latest([0, 1, 2, 3]))
        const rolled = 'SELECT * FROM oblak_1m.rack, oblak_15m.rack, oblak_1m.unit'
        expect(await query(rolled, 'target')).toEqual(await query(rolled, 'source'))
      })
    }))
})
