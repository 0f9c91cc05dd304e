import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import { Journal } from './journal.ts'
import { JournalReader } from './journal-reader.ts'
import { emptyBatch, encodeBody } from './record.ts'
import { SharedPositions } from './shared-positions.ts'

const ROWS = 5_000
const BATCHES = 200

function batchOf() {
  const batch = emptyBatch(ROWS)
  for (let row = 0; row < ROWS; row++) {
    batch.point[row] = row
    batch.at[row] = 1_780_000_000_000 + row
    batch.value[row] = 2_000 + Math.sin(row) * 100
  }
  return batch
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oblak-journal-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function openJournal(folder: string) {
  const shared = SharedPositions.create()
  const bounds = { maxBytes: 1e10, maxAgeMs: 1e12, segmentBytes: 32 * 1024 * 1024 }
  return { shared, journal: await Journal.open({ folder, ...bounds, shared }) }
}

/** Readings a second through the journal, each batch synced before the next begins. */
function journalled(): Promise<number> {
  return withFolder(async (folder) => {
    const { journal } = await openJournal(folder)
    const batch = batchOf()
    const begun = performance.now()
    for (let count = 0; count < BATCHES; count++) await journal.append(batch, [])
    const seconds = (performance.now() - begun) / 1000
    await journal.close()
    return (ROWS * BATCHES) / seconds
  })
}

/** The same bytes to a file, each batch synced, nothing else. */
function plain(): Promise<number> {
  return withFolder(async (folder) => {
    const bytes = encodeBody(batchOf(), [])
    const file = await open(join(folder, 'plain'), 'w')
    const begun = performance.now()
    for (let count = 0; count < BATCHES; count++) {
      await file.write(bytes)
      await file.datasync()
    }
    const seconds = (performance.now() - begun) / 1000
    await file.close()
    return (ROWS * BATCHES) / seconds
  })
}

/** In turns, so that a busy machine is so for both. @returns the median of each and of the ratio */
async function inTurns(rounds: number) {
  await journalled()
  await plain()
  const pairs: { readonly ours: number; readonly theirs: number }[] = []
  for (let round = 0; round < rounds; round++) pairs.push({ ours: await journalled(), theirs: await plain() })
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  return {
    ours: middle(pairs.map(({ ours }) => ours)),
    theirs: middle(pairs.map(({ theirs }) => theirs)),
    ratio: middle(pairs.map(({ ours, theirs }) => ours / theirs)),
  }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'journal: batches of 5,000 readings, each synced before the next',
    budget: '≥ 1 M readings/s with one fdatasync per batch',
    run: async () => {
      const { ours, theirs, ratio } = await inTurns(5)
      return {
        ...{ value: ours / 1e6, unit: 'M readings/s', holds: ours >= 1e6, ratio },
        against: 'plain append and sync of the same bytes',
        detail: `${(theirs / 1e6).toFixed(2)} M readings/s plain`,
      }
    },
  },
  {
    name: 'journal: reading a backlog in pieces of 5,000',
    budget: '≥ 2 M readings/s',
    run: () =>
      withFolder(async (folder) => {
        const { journal, shared } = await openJournal(folder)
        const batch = batchOf()
        for (let count = 0; count < BATCHES; count += 10) {
          await Promise.all(Array.from({ length: 10 }, () => journal.append(batch, [])))
        }
        const reader = new JournalReader(folder, shared)
        const begun = performance.now()
        let rows = 0
        for (let piece = await reader.read(0n, ROWS); piece; piece = await reader.read(piece.next, ROWS)) {
          rows += piece.batch.point.length
        }
        const value = rows / (performance.now() - begun) / 1000
        await reader.close()
        await journal.close()
        return { value, unit: 'M readings/s', holds: value >= 2 && rows === ROWS * BATCHES }
      }),
  },
]
