import { createServer } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { TelemetryStore, WriteOutcome } from '../../../twin/model/store.ts'
import { batchOf } from '../testing/batch-of.ts'
import { rackPoints } from '../testing/point-list.ts'
import type { InfluxStoreOptions } from './influx-options.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { friendlyQuery, naughtyServer, type WriteAnswer, type WriteRequest } from './testing/naughty-server.ts'

const NOW = Date.now()
const points = rackPoints(200)
/** Reading of point i with value i, at instants a second apart: each a line of its own. */
const rows = (count: number) =>
  batchOf(
    ...Array.from({ length: count }, (_, index) => [index % 200, NOW - count * 1_000 + index * 1_000, index] as const),
  )
const sum = ({ stored, refused, keep }: WriteOutcome) => stored + refused.length + (keep?.rows.length ?? 0)
const numberOn = (line: string) => Number(/=(\d+) \d+$/.exec(line)?.[1])
const partial = (text: string): WriteAnswer => ({
  status: 400,
  text: JSON.stringify({ error: `partial write: ${text}` }),
})

async function storing(
  answer: (request: WriteRequest) => WriteAnswer,
  check: (
    store: TelemetryStore,
    server: Awaited<ReturnType<typeof naughtyServer>>,
    warnings: string[],
  ) => Promise<void>,
  more: Partial<InfluxStoreOptions> = {},
  query = friendlyQuery,
): Promise<void> {
  await using server = await naughtyServer(answer, query)
  await using folder = await temporaryFolder()
  const warnings: string[] = []
  const warn = (message: string) => void warnings.push(message)
  const options = { url: server.url, database: 'd', positionFolder: folder.path, timeoutMs: 1_000, warn, ...more }
  const store = await openInfluxStore(options, { points })
  try {
    await check(store, server, warnings)
  } finally {
    await store.close()
  }
}

test('204: all is stored, and the position is known', () =>
  storing(
    () => 'pass',
    async (store) => {
      expect(await store.write(rows(10), 5n)).toEqual({ stored: 10, refused: [] })
      expect(await store.position()).toBe(5n)
    },
  ))

test.each([
  [
    'a field type conflict',
    'field type conflict: input field "p3/temperature" on measurement "rack" is type float, already exists as type integer dropped=1',
  ],
  ['an unspecific complaint', 'max-series-per-database limit exceeded: (1000000) dropped=1'],
  ['InfluxDB 2, which says 422', ''],
])('%s about one line: that row is refused, the others are stored', (_, text) =>
  storing(
    ({ lines }) => {
      if (!lines.some((line) => numberOn(line) === 3)) return 'pass'
      if (text !== '') return partial(text)
      const message = 'failure writing points to database: partial write: field type conflict dropped=1'
      return { status: 422, text: JSON.stringify({ code: 'unprocessable entity', message }) }
    },
    async (store) => {
      const outcome = await store.write(rows(150), 2n)
      expect(outcome.stored).toBe(149)
      expect(outcome.refused.map(({ row }) => row)).toEqual([3])
      expect(outcome.keep).toBeUndefined()
    },
  ),
)

test('dropped=0 though a line was lost: the quoted line is refused', () =>
  storing(
    ({ lines }) => {
      const bad = lines.find((line) => numberOn(line) === 77)
      if (!bad) return 'pass'
      return lines.length === 1
        ? { status: 400, text: JSON.stringify({ error: `unable to parse '${bad}': invalid number` }) }
        : partial(`unable to parse '${bad}': invalid number dropped=0`)
    },
    async (store, { writes }) => {
      const outcome = await store.write(rows(150), 2n)
      expect(outcome.stored).toBe(149)
      expect(outcome.refused.map(({ row }) => row)).toEqual([77])
      expect(writes.length).toBe(3)
    },
  ))

test('InfluxDB 3 numbers the lines that it refused', () =>
  storing(
    ({ lines }) => {
      const place = lines.findIndex((line) => numberOn(line) === 42)
      if (place < 0) return 'pass'
      const data = [{ original_line: lines[place], line_number: place + 1, error_message: 'invalid field value' }]
      return { status: 400, text: JSON.stringify({ error: 'partial write of line protocol occurred', data }) }
    },
    async (store, { writes }) => {
      const outcome = await store.write(rows(150), 2n)
      expect(outcome.refused.map(({ row }) => row)).toEqual([42])
      expect(outcome.stored).toBe(149)
      expect(writes.length).toBeLessThan(6)
    },
  ))

test('beyond the retention policy: the oldest are refused, as many as were counted', () =>
  storing(
    ({ lines }) => {
      const old = lines.filter((line) => numberOn(line) < 5)
      return old.length === 0 ? 'pass' : partial(`points beyond retention policy dropped=${old.length}`)
    },
    async (store, { writes }) => {
      const outcome = await store.write(rows(150), 2n)
      expect(outcome.refused.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4])
      expect(outcome.stored).toBe(145)
      expect(writes.length).toBe(3)
    },
  ))

test('400 with nothing stored: the batch is halved until the bad lines stand alone', () =>
  storing(
    ({ lines }) => {
      const isBad = lines.some((line) => [11, 90].includes(numberOn(line)))
      return isBad ? { status: 400, text: '{"error":"invalid field format"}' } : 'pass'
    },
    async (store) => {
      const outcome = await store.write(rows(150), 2n)
      expect(outcome.refused.map(({ row }) => row)).toEqual([11, 90])
      expect(outcome.stored).toBe(148)
    },
  ))

test('400 to every row alike, in words of no database, is a fault and no reason to give readings up', () =>
  storing(
    () => ({ status: 400, text: '<html>Bad Request</html>' }),
    async (store) => {
      const outcome = await store.write(rows(40), 2n)
      expect([outcome.stored, outcome.refused.length, outcome.keep?.rows.length]).toEqual([0, 0, 40])
      expect(outcome.keep?.kind).toBe('fault')
      expect(await store.position()).toBe(0n)
    },
  ))

test.each([
  [401, '{"error":"authorization failed"}', 'fault'],
  [403, '{"error":"\\"reader\\" user is not authorized to write to database \\"d\\""}', 'fault'],
  [500, '{"error":"retention policy not found: nope"}', 'fault'],
  [404, '<html>no such page</html>', 'fault'],
  [302, '', 'fault'],
  [200, '<html>Welcome to the hotel network</html>', 'fault'],
  [500, '{"error":"engine: cache-max-memory-size exceeded"}', 'busy'],
  [502, '', 'busy'],
  [503, '{"error":"request throttled, exceeds max-concurrent-write-limit"}', 'busy'],
  [408, '', 'busy'],
])('%d %s keeps every row as %s', (status, text, kind) =>
  storing(
    () => ({ status, text }),
    async (store, { writes }) => {
      const outcome = await store.write(rows(30), 2n)
      expect(outcome).toMatchObject({ stored: 0, refused: [], keep: { kind } })
      expect(outcome.keep?.rows.length).toBe(30)
      expect(outcome.keep?.reason).toContain(String(status))
      expect(writes.length).toBe(1)
    },
  ),
)

test.each([429, 503])('%d with Retry-After is obeyed, in seconds and as a date', async (status) => {
  await storing(
    () => ({ status, headers: { 'retry-after': '7' } }),
    async (store) => expect((await store.write(rows(3), 1n)).keep?.retryAfterMs).toBe(7_000),
  )
  await storing(
    () => ({ status, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } }),
    async (store) => {
      const wait = (await store.write(rows(3), 1n)).keep?.retryAfterMs ?? 0
      expect(wait).toBeGreaterThan(50_000)
      expect(wait).toBeLessThanOrEqual(60_000)
    },
  )
})

test('413: the batch is halved until its parts fit', () =>
  storing(
    ({ lines }) => (lines.length > 40 ? { status: 413, text: 'Request Entity Too Large' } : 'pass'),
    async (store, { writes }) => {
      expect(await store.write(rows(150), 2n)).toEqual({ stored: 150, refused: [] })
      expect(new Set(writes.flatMap(({ lines }) => lines).map(numberOn)).size).toBe(150)
    },
  ))

test('a missing database is made once; where it goes on missing, the rows are kept', async () => {
  let isThere = false
  const notFound = { status: 404, text: '{"error":"database not found: \\"d\\""}' }
  await storing(
    () => {
      if (isThere) return 'pass'
      isThere = true
      return notFound
    },
    async (store) => expect(await store.write(rows(5), 1n)).toEqual({ stored: 5, refused: [] }),
  )
  await storing(
    () => notFound,
    async (store, { writes }) => {
      expect((await store.write(rows(5), 1n)).keep).toMatchObject({ kind: 'fault' })
      expect(writes.length).toBe(2)
    },
  )
})

test('a server that hangs, trickles, floods, or breaks off is busy, within its time', async () => {
  const trickle: WriteAnswer = (response) => {
    response.writeHead(400)
    const timer = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(timer))
  }
  const flood: WriteAnswer = (response) => {
    response.writeHead(500)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', more)
    more()
  }
  const cut: WriteAnswer = (response) => {
    response.writeHead(400, { 'content-length': '1000' })
    response.write('{"error":"partial')
    setTimeout(() => response.destroy(), 20)
  }
  const hang: WriteAnswer = () => undefined
  const reset: WriteAnswer = (response) => void response.socket?.resetAndDestroy()
  const garbage: WriteAnswer = (response) => void response.socket?.end('ICY 200 OK\r\n\r\n')
  for (const answer of [trickle, flood, cut, hang, reset, garbage]) {
    await storing(
      () => answer,
      async (store) => {
        const outcome = await store.write(rows(5), 1n)
        expect(outcome).toMatchObject({ stored: 0, refused: [], keep: { kind: 'busy' } })
      },
      { timeoutMs: 300 },
    )
  }
})

test('a port where nobody listens, and one that takes connections and says nothing, are busy', async () => {
  await using folder = await temporaryFolder()
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  for (const url of ['http://127.0.0.1:1', `http://127.0.0.1:${port}`]) {
    const options = { url, database: 'd', positionFolder: folder.path, timeoutMs: 300 }
    const store = await openInfluxStore(options, { points })
    expect((await store.write(rows(4), 1n)).keep).toMatchObject({ kind: 'busy' })
    await expect(store.position()).rejects.toThrow(/127\.0\.0\.1/)
    await store.close()
  }
  silent.close()
})

test('credentials go by header, never in a URL or a message', () =>
  storing(
    () => ({ status: 401, text: '{"error":"authorization failed"}' }),
    async (store, { writes, urls }, warnings) => {
      const outcome = await store.write(rows(2), 1n)
      expect(writes[0]?.headers.authorization).toBe(`Basic ${Buffer.from('oblak:s3cr3t-word').toString('base64')}`)
      expect([...urls, ...warnings, JSON.stringify([...(outcome.keep?.reason ?? '')].join(''))].join()).not.toContain(
        's3cr3t',
      )
    },
    { user: 'oblak', password: 's3cr3t-word' },
  ))

test('a URL with a password in it is refused, and not repeated', async () => {
  const options = { url: 'http://oblak:s3cr3t-word@127.0.0.1:8086', database: 'd', positionFolder: 'x' }
  const opening = openInfluxStore(options, { points })
  await expect(opening).rejects.toThrow(/no user, password/)
  await expect(opening).rejects.not.toThrow(/s3cr3t/)
})

test('large bodies are compressed where the server is not this machine', () =>
  storing(
    () => 'pass',
    async (store, { writes }) => {
      expect((await store.write(rows(150), 1n)).stored).toBe(150)
      expect(writes[0]?.headers['content-encoding']).toBe('gzip')
      expect(writes[0]?.url).toBe('/write?db=d&rp=oblak_raw&precision=ms')
    },
    { gzip: true },
  ))

test('a server that forgets strings is found out before readings go there', () =>
  storing(
    () => 'pass',
    async (store, { writes }) => {
      const outcome = await store.write(rows(3), 1n)
      expect(outcome.keep).toMatchObject({ kind: 'fault', reason: expect.stringContaining('VictoriaMetrics') })
      expect(writes).toEqual([])
    },
    {},
    (statements) => friendlyQuery(statements, undefined),
  ))

test('a server without retention policies of a database says what to make there', () =>
  storing(
    () => 'pass',
    async (store) => {
      const { keep } = await store.write(rows(3), 1n)
      expect(keep).toMatchObject({ kind: 'fault', reason: expect.stringContaining('DBRP mapping') })
    },
    {},
    (statements, identity) => {
      if (statements.startsWith('CREATE'))
        return { body: '{"results":[{"statement_id":0,"error":"not implemented: CREATE RETENTION POLICY"}]}' }
      return statements.startsWith('SHOW RETENTION')
        ? { body: '{"results":[{"statement_id":0}]}' }
        : friendlyQuery(statements, identity)
    },
  ))

test('whatever a server answers, stored, refused and kept are the whole batch, and no bad row costs a good one', async () => {
  const answers: readonly WriteAnswer[] = [
    'pass',
    'pass',
    partial('something else dropped=1'),
    partial("unable to parse 'nothing of ours': why dropped=0"),
    partial('points beyond retention policy dropped=2'),
    { status: 400, text: '{"error":"unable to parse"}' },
    { status: 400, text: 'no' },
    { status: 404, text: '{"error":"database not found: \\"d\\""}' },
    { status: 413 },
    { status: 422, text: '{"message":"partial write dropped=1"}' },
    { status: 503 },
    { status: 299 },
    (response) => void response.socket?.destroy(),
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(answers.length - 1), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 60 }),
      async (script, count) => {
        let turn = 0
        const got = new Set<number>()
        const answer = ({ lines }: WriteRequest): WriteAnswer => {
          const chosen = answers[script[turn++ % script.length] ?? 0] ?? 'pass'
          if (chosen === 'pass') for (const line of lines) got.add(numberOn(line))
          return chosen
        }
        await storing(answer, async (store) => {
          const outcome = await store.write(rows(count), 1n)
          expect(sum(outcome)).toBe(count)
          const spoken = [...outcome.refused.map(({ row }) => row), ...(outcome.keep?.rows ?? [])]
          expect(new Set(spoken).size).toBe(spoken.length)
          // What is called stored was in a request that the server took.
          for (let row = 0; row < count; row++) if (!spoken.includes(row)) expect(got.has(row)).toBe(true)
          expect(await store.position()).toBe(outcome.keep || outcome.refused.length > 0 ? 0n : 1n)
        })
      },
    ),
    { numRuns: 60 },
  )
})

test.each([429, 503])(
  '%d to the questions before the first write is a server that is busy, no wrong configuration',
  async (status) => {
    let isBusy = true
    await storing(
      () => 'pass',
      async (store) => {
        expect(await store.write(rows(3), 1n)).toMatchObject({ stored: 0, keep: { kind: 'busy' } })
        isBusy = false
        expect(await store.write(rows(3), 1n)).toEqual({ stored: 3, refused: [] })
      },
      {},
      (statements, identity) => (isBusy ? { status, body: '{"error":"busy"}' } : friendlyQuery(statements, identity)),
    )
  },
)
