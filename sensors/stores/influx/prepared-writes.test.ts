import fc from 'fast-check'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Batch } from '../../../twin/model/batch.ts'
import type { WriteOutcome } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { pickRows } from '../../pipeline/sender/batch-rows.ts'
import { batchOf } from '../testing/batch-of.ts'
import { rackPoints } from '../testing/point-list.ts'
import { openInfluxStore } from './open-influx-store.ts'
import { naughtyServer } from './testing/naughty-server.ts'

const NOW = Date.now()
const points = rackPoints(40)
type Row = readonly [point: number, second: number, value: number, quality: number]

const batchesOf = (batches: readonly (readonly Row[])[]): Batch[] =>
  batches.map((rows) =>
    batchOf(...rows.map(([point, second, value, quality]) => [point, NOW - second * 1_000, value, quality] as const)),
  )

interface Answer {
  readonly status: number
  readonly text?: string
}

const PASS: Answer = { status: 204 }
const BUSY: Answer = { status: 503 }

/** Writes all batches, what was kept again before the next; each is told beforehand or not. */
async function sent(batches: readonly Batch[], answers: readonly Answer[], isTold: boolean) {
  let turn = 0
  const held = new Map<string, string>()
  await using server = await naughtyServer(({ lines }) => (response) => {
    const { status, text } = answers[turn++ % answers.length] ?? PASS
    if (status === PASS.status) for (const line of lines) hold(line, held)
    // After a while, so that there is time to make the next batch ready.
    setTimeout(() => response.writeHead(status).end(text), 5)
  })
  await using folder = await temporaryFolder()
  const options = { url: server.url, database: 'd', positionFolder: folder.path, now: () => epochMs(NOW) }
  const store = await openInfluxStore(options, { points })
  const outcomes: WriteOutcome[] = []
  const positions: (bigint | undefined)[] = []
  for (const [index, whole] of batches.entries()) {
    for (let batch = whole; ; ) {
      const writing = store.write(batch, BigInt(index + 1))
      const next = batches[index + 1]
      if (isTold && next) store.prepare?.(next)
      const outcome = await writing
      expect(outcome.stored + outcome.refused.length + (outcome.keep?.rows.length ?? 0)).toBe(batch.point.length)
      outcomes.push({ ...outcome, ...(outcome.keep ? { keep: { ...outcome.keep, retryAfterMs: 0 } } : {}) })
      positions.push(await store.position())
      if (!outcome.keep) break
      batch = pickRows(batch, outcome.keep.rows)
    }
  }
  await store.close()
  return { requests: server.writes.map(({ lines }) => lines), held, outcomes, positions }
}

/** As the server does: a field that a line does not speak of stays. No quality and the quality of a good reading are the same. */
function hold(line: string, held: Map<string, string>): void {
  const [series, fields = '', at] = line.split(' ')
  for (const field of fields.split(',')) {
    const [name, value = ''] = field.split('=')
    const key = `${series} ${name} ${at}`
    if (value === '0i') held.delete(key)
    else held.set(key, value)
  }
}

test('a write that fails while the next batch is made ready keeps all of its rows and its position, and goes first again', async () => {
  const [first, second] = batchesOf([
    [
      [0, 10, 1, 0],
      [1, 10, 2, 0],
    ],
    [[0, 9, 3, 0]],
  ]) as [Batch, Batch]
  const { requests, outcomes, positions } = await sent([first, second], [BUSY, PASS, PASS], true)
  expect(outcomes).toMatchObject([{ stored: 0, keep: { kind: 'busy' } }, { stored: 2 }, { stored: 1 }])
  expect([...(outcomes[0]?.keep?.rows ?? [])]).toEqual([0, 1])
  expect(positions).toEqual([0n, 1n, 2n])
  expect(requests[1]).toEqual(requests[0])
  expect(requests[2]).toHaveLength(1)
})

test('the next batch is checked while the server has not answered the one before', async () => {
  const asked = new Set<number>()
  const watched = {
    ...points,
    definition: (index: number) => {
      asked.add(index)
      return points.definition(index)
    },
  }
  const [first, second] = batchesOf([[[0, 10, 1, 0]], [[7, 9, 2, 0]]]) as [Batch, Batch]
  let answer: (() => void) | undefined
  await using server = await naughtyServer(() => (response) => {
    answer = () => response.writeHead(204).end()
  })
  await using folder = await temporaryFolder()
  const options = { url: server.url, database: 'd', positionFolder: folder.path }
  const store = await openInfluxStore(options, { points: watched })
  const writing = store.write(first, 1n)
  store.prepare?.(second)
  while (!answer || !asked.has(7)) await new Promise((resolve) => setTimeout(resolve, 1))
  answer()
  expect(await writing).toEqual({ stored: 1, refused: [] })
  await store.close()
})

test('a good reading in a batch made ready says so where the batch on its way has a bad one at that instant', async () => {
  const batches = batchesOf([[[0, 10, Number.NaN, 2]], [[0, 10, 21, 0]]])
  const { requests } = await sent(batches, [PASS], true)
  expect(requests[1]?.[0]).toContain(' p0/temperature=21,p0/temperature:quality=0i ')
})

test('outcomes, positions and what the server holds are the same whether a store is told of the next batch or not', async () => {
  const row = fc.tuple(fc.nat(41), fc.integer({ min: -7_200, max: 20 }), fc.nat(9), fc.constantFrom(0, 0, 0, 1, 4))
  const answer = fc.constantFrom<Answer>(
    PASS,
    PASS,
    BUSY,
    { status: 413 },
    { status: 400, text: '{"error":"partial write: points beyond retention policy dropped=1"}' },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(row, { maxLength: 12 }), { minLength: 2, maxLength: 5 }),
      fc.array(answer, { maxLength: 6 }),
      async (rows, script) => {
        const batches = batchesOf(rows)
        const told = await sent(batches, [...script, PASS], true)
        const untold = await sent(batches, [...script, PASS], false)
        // Not the requests: what was noted of the next batch makes one that goes again say of more readings that they are good.
        expect({ ...told, requests: [] }).toEqual({ ...untold, requests: [] })
        expect(told.requests.length).toBe(untold.requests.length)
      },
    ),
    { numRuns: 25 },
  )
})
